"""Bodies: whatever is not touched keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.writing.body import Body
from tui.blog.writing.overlay import shown

pieces = st.sampled_from(
    ["a", "縁側", "\r\n", "\n", "\r", "\x0b", "\x0c", "\u2028", "\x85", "\t", "\x1b[31m", " ", "---", "b"]
)
bodies = st.lists(pieces, max_size=25).map("".join)
fronts = st.sampled_from(
    [b"---\ntitle: x\n---\n", b"---\r\ntitle: x\r\n---\r\n", b"", b"\xef\xbb\xbf", b"+++\nt = 1\n+++\n"]
)


@given(fronts, bodies, st.binary(max_size=3))
def test_text_that_is_not_touched_gives_the_same_bytes(front: bytes, body: str, odd: bytes) -> None:
    document = Document.split(front + b"x" + body.encode() + odd)
    made = Body(document)
    assert made.with_text(made.text).data == document.data


@given(fronts, bodies, st.integers(0, 30), st.sampled_from(["", "新しい", "x\ny", "\n"]))
def test_a_touched_line_leaves_the_bytes_of_the_others(front: bytes, body: str, at: int, new: str) -> None:
    document = Document.split(front + b"x" + body.encode())
    made = Body(document)
    lines = made.text.split("\n")
    at %= len(lines)
    lines[at] += new
    after = made.with_text("\n".join(lines))
    assert Body(after).text == "\n".join(lines) or new == "\n" or not front
    before_lines = document.data.splitlines(keepends=True)
    after_lines = after.data.splitlines(keepends=True)
    assert after.data[: document.body_start] == document.data[: document.body_start]
    assert len(set(before_lines) - set(after_lines)) <= 2 + body.count("\r") + len(new)


@given(bodies)
def test_an_editor_sees_the_lines_that_a_reader_sees(body: str) -> None:
    text = Body(Document.split(b"---\na: 1\n---\n" + body.encode())).text
    assert text.split("\n") == (text.splitlines() + ([""] if text.endswith("\n") or not text else []))


def test_breaks_are_kept_and_new_lines_take_those_of_their_neighbours() -> None:
    made = Body(Document.split(b"---\r\na: 1\r\n---\r\none\r\ntwo\nthree"))
    assert made.with_text("one\ntwo!\nnew\nthree").data.endswith(b"one\r\ntwo!\nnew\r\nthree")


def test_bytes_that_are_not_utf_8_stay_even_in_a_touched_line() -> None:
    made = Body(Document.split("---\na: 1\n---\n縁側の音を聴く\n".encode() + b"a\xffb\nc\n"))
    assert made.with_text(made.text.replace("b", "b!")).data.endswith(b"a\xffb!\nc\n")
    assert shown(made.text.split("\n")[1]) == "a\ufffdb"


def test_what_a_terminal_would_obey_is_shown() -> None:
    assert shown("a\x1b[31m\tb\u202e") == "a␛[31m\tb�"
    assert shown(Body(Document.split(b"a\x0cb")).text) == "a␌b"


@pytest.mark.parametrize("name", ["004_bcd99e86ad9aba13.md", "001_55abf5f0e65277e8.md"])
def test_real_posts(seeds: Path, name: str) -> None:
    document = Document.split((seeds / name).read_bytes())
    made = Body(document)
    assert made.with_text(made.text).data == document.data
