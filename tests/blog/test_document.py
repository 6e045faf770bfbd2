"""Document: every byte accounted for, every oddity of the envelope named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.drafts.source import unreadable
from tui.blog.edits import Add, Set, Unset
from tui.blog.errors import FrontMatterError, Refused

ENVELOPES = [
    pytest.param(b"---\ntitle: x\n---\nbody", "yaml", b"title: x\n", "body", 4, id="yaml"),
    pytest.param(
        b"\xef\xbb\xbf---\r\na: 1\r\n---\r\nb\r\n", "yaml", b"a: 1\r\n", "b\r\n", 4, id="mark and CRLF"
    ),
    pytest.param(b"---\ra: 1\r---\rb", "yaml", b"a: 1\r", "b", 4, id="lone CR"),
    pytest.param(b"---\r\na: 1\n---\r\nb", "yaml", b"a: 1\n", "b", 4, id="mixed line ends"),
    pytest.param(b"\n \n---\na: 1\n---\nb", "yaml", b"a: 1\n", "b", 6, id="blank lines before"),
    pytest.param(b"---  \na: 1\n--- \t\nb", "yaml", b"a: 1\n", "b", 4, id="spaces behind fences"),
    pytest.param(b"---\na: 1\n...\nb", "yaml", b"a: 1\n", "b", 4, id="dots close"),
    pytest.param(b"---\n---\nb", "yaml", b"", "b", 3, id="empty"),
    pytest.param(b"---\n# note\n---", "yaml", b"# note\n", "", 3, id="no body"),
    pytest.param(b"---\na: 1\n---\n\n---\nb", "yaml", b"a: 1\n", "\n---\nb", 4, id="rule in the body"),
    pytest.param(
        b"---\na: b --- c\n---- x: 1\n---\nb", "yaml", b"a: b --- c\n---- x: 1\n", "b", 5, id="dashes inside"
    ),
    pytest.param(b"----\na: 1\n----\nb", "yaml", b"a: 1\n", "b", 4, id="four dashes"),
    pytest.param(b"+++\na = 1\n+++\nb", "toml", b"a = 1\n", "b", 4, id="toml"),
    pytest.param(b'{"a": 1}\nb', "json", b'{"a": 1}', "b", 2, id="json on a line"),
    pytest.param(
        b'{\n "a": "}\\"{"\n}\n\nb', "json", b'{\n "a": "}\\"{"\n}', "\nb", 4, id="json on many lines"
    ),
    pytest.param(b'---json\n{"a": 1}\n---\nb', "json", b'{"a": 1}', "b", 4, id="fenced json"),
    pytest.param(b"title: x\ntags:\n- y\n---\nb", "yaml", b"title: x\ntags:\n- y\n", "b", 5, id="no opener"),
    pytest.param(
        b"#+title: x\n#+tags[]: a b\n\n* b", "org", b"#+title: x\n#+tags[]: a b\n\n", "* b", 4, id="org"
    ),
]

NOT_FRONT_MATTER = [
    pytest.param(b"body only", id="text"),
    pytest.param(b"", id="nothing"),
    pytest.param(b"---\n\nA rule, then text.\n\n---\nmore", id="two rules"),
    pytest.param(b"---\ntext below a rule", id="a rule"),
    pytest.param(b"----\ntext\n----\n", id="two long rules"),
    pytest.param(b"***\ntext", id="stars"),
    pytest.param(b"{: .class}\ntext", id="kramdown"),
    pytest.param(b"{% include x %}\ntext", id="liquid"),
    pytest.param(b"{{ template }}", id="template"),
    pytest.param(b"{/* a comment of MDX */}\ntext", id="mdx"),
    pytest.param(b"{a::b}\ntext", id="two colons"),
    pytest.param(b"Title\n---\ntext", id="heading"),
    pytest.param(b"Note: this\n---\ntext", id="heading with a colon"),
    pytest.param(b"# heading\n#+ no", id="heading with a hash"),
]

PROBLEMS = [
    pytest.param(b"---\ntitle: x\nbody", "unterminated", id="yaml"),
    pytest.param(b"+++\ntitle = 1\n", "unterminated", id="toml"),
    pytest.param(b'{"a": [1, 2\nbody', "unterminated", id="json"),
    pytest.param("﻿---\ntitle: x\n---\n".encode("utf-16"), "encoding", id="utf-16"),
    pytest.param("---\ntitle: x\n---\n".encode("utf-16-le"), "encoding", id="utf-16 without a mark"),
    pytest.param("---\ntitle: 日本語の題\n---\n本文はここから".encode("cp932"), "encoding", id="shift_jis"),
    pytest.param("---\ntitle: 日本語の題\n---\n本文はここから".encode("euc-jp"), "encoding", id="euc-jp"),
    pytest.param("---\ntitle: 中文标题\n---\n这是正文内容".encode("gb18030"), "encoding", id="gb18030"),
    pytest.param("---\ntitle: caf\xe9\n---\n".encode("latin-1"), "encoding", id="latin-1"),
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", id="picture"),
    pytest.param(b"---js\n{ title: 1 }\n---\n", "unknown-language", id="javascript"),
]


@pytest.mark.parametrize(("data", "kind", "block", "body", "line"), ENVELOPES)
def test_envelope(data: bytes, kind: str, block: bytes, body: str, line: int) -> None:
    document = Document.split(data)
    assert (document.format, document.block) == (kind, block)
    assert document.prefix + document.block + document.suffix == data
    assert (document.body, document.body_line) == (body, line)
    assert document.problem is None


@pytest.mark.parametrize("data", NOT_FRONT_MATTER)
def test_what_is_no_front_matter_is_body(data: bytes) -> None:
    document = Document.split(data)
    assert (document.format, document.body, document.body_line) == ("", data.decode(), 1)
    assert document.values == {}
    assert document.problem is None


@pytest.mark.parametrize(("data", "code"), PROBLEMS)
def test_problems_are_named_and_never_written(data: bytes, code: str) -> None:
    document = Document.split(data)
    assert document.problem is not None
    assert document.problem.code == code
    assert document.prefix + document.block + document.suffix == data
    assert document.values == {}
    with pytest.raises(Refused) as refusal:
        document.edit(Set(("title",), "y"))
    assert refusal.value.cause == code


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'{"title": "x" "date": 1}\nbody', 1),
        (b'{\n  title: "x",\n  "date": "1"\n}\nbody', 2),
        (b"\n{'title': 'x'}\n", 2),
        (b'{\n  "title": "x",\n  "n": 01\n}\n', 3),
        ('{\n  "title": "日本",\n  "a": "b,\n  "date": "1"\n}\nbody'.encode(), 3),
        (b'{\n  "title": "x",\n  "tags": ["a"\n\nbody', 5),
    ],
)
def test_json_that_is_not_right_is_a_problem_with_its_line(data: bytes, line: int) -> None:
    document = Document.split(data)
    assert document.prefix + document.block + document.suffix == data
    problem = unreadable(document)
    assert problem is not None
    assert problem.line == line


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ('title: "a\ndate: 2026-01-01\n', 2),
        ("title: a\ntags: [b\ndraft: false\n", 3),
        ("title: a\nmap: {b: c\ndraft: false\n", 3),
        ("title: a\n  b: c\n", 3),
        ("title: a\ntags: ['b' c]\n", 3),
    ],
)
def test_yaml_that_is_not_right_is_a_problem_of_the_line_to_mend(block: str, line: int) -> None:
    problem = unreadable(Document.split(f"---\n{block}---\n".encode()))
    assert problem is not None
    assert problem.line == line


def test_another_encoding_is_shown_as_what_it_says() -> None:
    text = "---\ntitle: 日本語の題\n---\n本文はここから"
    for codec in ("cp932", "euc-jp", "utf-16"):
        document = Document.split(text.encode(codec))
        assert document.body == text
        assert document.problem is not None


def test_damaged_bytes_in_the_body_survive_an_edit() -> None:
    data = "---\ntitle: 題\n---\n本文です。".encode() + b"\xff\xfe end"
    document = Document.split(data)
    assert document.body == "本文です。\ufffd\ufffd end"
    assert document.edit(Set(("title",), "x")).data == data.replace("題".encode(), b"x")


@given(st.binary(max_size=200))
def test_any_bytes_split_without_loss(data: bytes) -> None:
    document = Document.split(data)
    assert document.prefix + document.block + document.suffix == data
    assert isinstance(document.body, str)
    assert document.body_line >= 1


@given(st.text(alphabet='-+{}":a1.# \t\r\n\ufeff', max_size=60))
def test_any_fences_split_without_loss(text: str) -> None:
    document = Document.split(text.encode())
    assert document.prefix + document.block + document.suffix == text.encode()
    if document.format:
        assert (
            document.data[document.body_start :]
            == document.suffix[-len(document.data[document.body_start :]) :]
            or not document.body
        )


def test_an_edit_that_changes_nothing_returns_the_same() -> None:
    document = Document.split(b"---\ntags: [a]\nn: 1\n---\n")
    assert document.edit() is document
    assert document.edit(Set(("n",), 1), Add(("tags",), "a"), Unset(("none",))) is document


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("yaml", "---\ntitle: x\ntags:\n  - a\n---\n\nbody\n"),
        ("toml", '+++\ntitle = "x"\ntags = ["a"]\n+++\n\nbody\n'),
        ("json", '{\n  "title": "x",\n  "tags": ["a"]\n}\n\nbody\n'),
    ],
)
def test_a_document_without_front_matter_is_given_some(kind: str, expected: str) -> None:
    made = Document.split(b"body\n").edit(Set(("title",), "x"), Add(("tags",), "a"), format=kind)
    assert made.data.decode() == expected
    assert made.values == {"title": "x", "tags": ["a"]}


def test_new_front_matter_keeps_the_mark_and_the_line_ends() -> None:
    made = Document.split(b"\xef\xbb\xbfbody\r\n").edit(Set(("title",), "x"))
    assert made.data == b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n\r\nbody\r\n"


def test_no_front_matter_is_put_before_what_looks_like_some() -> None:
    with pytest.raises(Refused, match="begins with"):
        Document.split(b"---\n\ntext\n\n---\n").edit(Set(("title",), "x"))


def test_errors_tell_the_line_of_the_file() -> None:
    document = Document.split(b"\n\n---\nok: 1\nbad: [\n---\n")
    with pytest.raises(FrontMatterError) as error:
        document.values  # noqa: B018  # reading it is the test
    assert error.value.line == 6
    with pytest.raises(Refused) as refusal:
        document.edit(Set(("ok",), 2))
    assert (refusal.value.cause, refusal.value.line) == ("unreadable", 6)


def test_a_refusal_tells_the_line_of_the_field() -> None:
    document = Document.split(b"\n---\na: 1\nb: 2\nb: 3\n---\n")
    with pytest.raises(Refused) as refusal:
        document.edit(Set(("b",), 4))
    assert (refusal.value.cause, refusal.value.line) == ("duplicate-key", 5)


def test_a_block_that_would_end_early_is_refused() -> None:
    document = Document.split(b'+++\na = """\nx"""\n+++\n')
    with pytest.raises(Refused):
        document.edit(Set(("a",), "one\n+++\ntwo"))


def test_org_is_read_and_never_written() -> None:
    document = Document.split(b"#+title: x\n#+date: <2026-01-31>\n#+filetags: :a:b:\n\ntext")
    assert document.values == {"title": "x", "date": "2026-01-31", "tags": ["a", "b"]}
    with pytest.raises(Refused, match="never written"):
        document.edit(Set(("title",), "y"))


def test_hugo_reads_words_where_ruby_reads_truth() -> None:
    document = Document.split(b"---\ndraft: yes\ntags: [on, true]\n---\n")
    assert document.values == {"draft": True, "tags": [True, True]}
    assert document.core_values == {"draft": "yes", "tags": ["on", True]}


def test_no_real_post_changes_unless_it_is_edited(corpus: Path, seeds: Path) -> None:
    for folder in (corpus, seeds):
        for path in folder.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                document = Document.split(data)
                assert document.prefix + document.block + document.suffix == data
                assert data.endswith(document.suffix)
