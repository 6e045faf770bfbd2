"""Front matter edited as text: nothing outside of it changes by a byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.drafts.source import Source, unreadable
from tui.blog.errors import FrontMatterError, Refused

lines = st.sampled_from(
    ["title: x", "a: [b", "  - 'c", "題: 「名」", "", "\tx", "# c", "{{ .Date }}", "x\u2028y"]
)
breaks = st.sampled_from(["\n", "\r\n", "\r"])
blocks = st.lists(st.tuples(lines, breaks), min_size=1, max_size=8).map(
    lambda pairs: "".join(line + end for line, end in [("k: v", "\n"), *pairs])
)
bodies = st.binary(max_size=12)


@given(st.sampled_from([b"", b"\xef\xbb\xbf", b"\n"]), blocks, bodies)
def test_what_is_not_touched_keeps_its_bytes(lead: bytes, block: str, body: bytes) -> None:
    data = lead + b"---\n" + block.encode() + b"--- \nx" + body
    document = Document.split(data)
    if document.format and not document.problem:
        source = Source(document)
        assert source.with_text(source.text).data == data


@given(blocks, bodies, st.integers(0, 8), lines)
def test_another_line_leaves_the_bytes_of_the_rest(block: str, body: bytes, at: int, new: str) -> None:
    document = Document.split(b"---\n" + block.encode() + b"---\nx" + body)
    if not document.format or document.problem:
        return
    source = Source(document)
    text = source.text.split("\n")
    text[at % len(text)] = new
    try:
        after = source.with_text("\n".join(text))
    except Refused:
        return
    assert (after.prefix, after.suffix) == (document.prefix, document.suffix)
    changed = set(document.block.splitlines(keepends=True)) - set(after.block.splitlines(keepends=True))
    assert len(changed) <= 2 + block.count("\r")


def test_a_broken_block_is_mended() -> None:
    document = Document.split("---\r\ntitle: [a\r\ntags:\t[b]\r\n---\r\n本文".encode())
    problem = unreadable(document)
    assert problem is not None
    assert problem.line == 2
    source = Source(document)
    assert (source.text, source.first_line) == ("title: [a\ntags:\t[b]\n", 2)
    after = source.with_text("title: [a]\ntags: [b]")
    assert after.data == "---\r\ntitle: [a]\r\ntags: [b]\r\n---\r\n本文".encode()
    assert unreadable(after) is None


def test_a_block_that_would_end_elsewhere_is_refused() -> None:
    source = Source(Document.split(b"---\ntitle: [a\n---\nbody\n"))
    with pytest.raises(Refused):
        source.with_text("title: a\n---\nmore\n")
    with pytest.raises(Refused):
        Source(Document.split(b'{"a": 1 2}\nbody')).with_text('{"a": 1}}')


def test_front_matter_that_is_never_closed_is_edited_with_all_the_file() -> None:
    document = Document.split(b"\xef\xbb\xbf---\ntitle: a\nbody\n")
    source = Source(document)
    assert source.first_line == 1
    after = source.with_text(source.text.replace("title: a\n", "title: a\n---\n"))
    assert after.data == b"\xef\xbb\xbf---\ntitle: a\n---\nbody\n"
    assert after.values == {"title": "a"}


@pytest.mark.parametrize(
    "data", ["---\ntitle: 日本語の題\n---\n本文".encode("cp932"), b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_what_is_no_text_is_not_edited(data: bytes) -> None:
    with pytest.raises(FrontMatterError):
        Source(Document.split(data))
