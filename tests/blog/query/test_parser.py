from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.blog.query.strategies import queries
from tui.blog.errors import QueryError
from tui.blog.query import (
    And,
    Between,
    Compared,
    Exactly,
    Field,
    Glob,
    Has,
    Is,
    Not,
    Or,
    Query,
    Sort,
    Word,
    parse,
)


def field(key: str, *texts: str) -> Field:
    return Field(key, tuple(map(Exactly, texts)))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", And()),
        ("  　", And()),
        ("word", Word("word")),
        ('"exact phrase"', Word("exact phrase")),
        (r'"a \" quote and \\"', Word('a " quote and \\')),
        ("投資　AI", And((Word("投資"), Word("AI")))),
        ("tag:AI", field("tag", "AI")),
        ('tag:AI,"b c",C++', field("tag", "AI", "b c", "C++")),
        ('"my key":x', field("my key", "x")),
        ("cover.image:a.png", field("cover.image", "a.png")),
        ("-tag:速報", Not(field("tag", "速報"))),
        ("--word", Word("word")),
        ("weight:>=3", Field("weight", (Compared(">=", "3"),))),
        ("date:2026-01..2026-02", Field("date", (Between("2026-01", "2026-02"),))),
        ("words:..500", Field("words", (Between("", "500"),))),
        ("slug:post*,x", Field("slug", (Glob("post*"), Exactly("x")))),
        ('slug:"post*"', field("slug", "post*")),
        ("path:../x", field("path", "../x")),
        ("IS:Draft,expired", Is(("draft", "expired"))),
        ("has:slug no:date,title", And((Has(("slug",)), Has(("date", "title"), present=False)))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("a (b c)", And((Word("a"), Word("b"), Word("c")))),
        ("ORx Or", And((Word("ORx"), Word("Or")))),
        ("- a", And((Word("-"), Word("a")))),
        ("12:30 https://x.y:1/z", And((Word("12:30"), Word("https://x.y:1/z")))),
        ("foo(bar) (foo(bar))", And((Word("foo(bar)"), Word("foo(bar)")))),
    ],
)
def test_reads(text: str, tree: object) -> None:
    assert parse(text).tree == tree


def test_reads_an_order() -> None:
    assert parse("sort:title-desc a").sort == Sort("title", descending=True)
    assert parse("sort:date").sort == Sort("date", descending=True)
    assert parse("sort:weight").sort == Sort("weight")
    assert parse("sort:my-key").sort == Sort("my-key")
    assert parse("a sort:x OR b").tree == Or((Word("a"), Word("b")))


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("a OR", 4, "a word or key:value"),
        ("OR a", 0, "a word or key:value"),
        ("(a", 0, '")"'),
        ("a )", 2, "a word or key:value"),
        ("a ()", 3, "a word or key:value"),
        ('x "abc', 2, "a closing quote"),
        ('a ""', 2, "a word or a phrase"),
        ('-" 　"', 1, "a word or a phrase"),
        ('body:a,""', 7, "a word or a phrase"),
        ("tag:", 4, "a value"),
        ("is:", 3, "one of published"),
        ("date:2026,", 10, "a date such as"),
        ("has:", 4, "a key"),
        ("sort:", 5, "a key to order by"),
        ("tag:a, b", 6, "a value"),
        ("is:foo", 3, "one of published"),
        ("date:>x", 6, "a number or a date"),
        ("weight:>", 8, "a number or a date"),
        ("date:today", 5, "a date such as"),
        ("date:2026-01,2026-13", 13, "a date such as"),
        ('date:"today"', 5, "a date such as"),
        ("date:>5", 5, "a date such as"),
        ("body:a*", 5, "a word or a phrase"),
        ("body:>2026", 5, "a word or a phrase"),
        ('tag:"a b"*', 9, "a space or a comma"),
        ("x date:2026-01..2026-2x", 16, "a number or a date"),
        ("weight:1..2026-01", 10, "a number or a date"),
        ("sort:a sort:b", 7, "one sort:"),
        ("(sort:a b)", 1, "sort: outside"),
        ("-sort:a", 0, "sort:key-desc"),
        ("sort:a,b", 7, "one key"),
        ("(" * 60 + "a", 50, "fewer parentheses"),
    ],
)
def test_says_where_and_what_was_expected(text: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.expected[: len(expected)]) == (position, expected)


def test_names_what_stands_there() -> None:
    with pytest.raises(QueryError, match='before "OR"'):
        parse("OR a")
    with pytest.raises(QueryError, match="before the end"):
        parse("a OR")
    with pytest.raises(QueryError) as caught:
        parse("tag:AI is:foo")
    assert str(caught.value).startswith(
        'query, character 11: no post is "foo" (expected one of published, scheduled'
    )


@pytest.mark.parametrize(
    "text", ["is:dr", "tag:", "(date:20", 'a "b c', 'a ""', "a OR ", "a (b", "date:2026-0"]
)
def test_knows_a_line_that_is_being_typed(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.unfinished


@pytest.mark.parametrize("text", ["is:dr x", "a ) b", "tag:, a", "OR a", "sort:a sort:b", "date:20 "])
def test_knows_a_line_that_stays_wrong(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert not caught.value.unfinished


@given(queries)
def test_writes_what_it_reads(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text() | st.text('ab:,-"()<>=.*\\ OR1'))
@example("a" * 5000 + ":")
@example("-" * 5000 + "a")
@example("(-)")
@settings(max_examples=300)
def test_reads_or_explains_anything(text: str) -> None:
    query = error = None
    try:
        query = parse(text)
    except QueryError as caught:
        error = caught
    if error is not None:
        assert 0 <= error.position <= len(text)
        assert error.expected
    else:
        assert parse(str(query)) == query
