from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.blog.query.strategies import queries, texts
from tui.blog.query import Query, parse

modes = st.sampled_from(["and", "or", "not"])


@given(queries, st.sampled_from(["tags", "series"]), texts, modes)
@example(Query(), "tags", "//", "and")
def test_a_term_put_in_is_in(
    query: Query, taxonomy: str, term: str, mode: Literal["and", "or", "not"]
) -> None:
    toggled = query.toggle(taxonomy, term, mode)
    before = query.state(taxonomy, term)
    if mode == "not":
        assert toggled.state(taxonomy, term) == ("" if before == "not" else "not")
    elif before == "":
        assert toggled.state(taxonomy, term) in ("and", "or")
    assert toggled.sort == query.sort
    assert parse(str(toggled)) == toggled


@pytest.mark.parametrize(
    ("before", "term", "mode", "after"),
    [
        ("", "AI", "and", "tag:AI"),
        ("tag:ai", "AI", "and", ""),
        ("tags:AI x", "AI", "not", "x -tag:AI"),
        ("-tag:AI", "AI", "not", ""),
        ("-tag:AI", "AI", "and", "tag:AI"),
        ("tag:a", "b", "or", "tag:a,b"),
        ("tag:a,b", "b", "or", "tag:a"),
        ("tag:a", "a", "or", ""),
        ("tag:a x tag:b", "c d", "or", 'tag:a x tag:b,"c d"'),
        ("tag:a*", "b", "or", "tag:a* tag:b"),
        ("a OR b", "c", "and", "(a OR b) tag:c"),
        ("-tag:a,b", "a", "not", "-tag:b"),
    ],
)
def test_toggles(before: str, term: str, mode: Literal["and", "or", "not"], after: str) -> None:
    assert str(parse(before).toggle("tags", term, mode)) == after


def test_a_status_is_a_term() -> None:
    query = Query().toggle("status", "draft", "and").toggle("status", "expired", "or")
    assert str(query) == "is:draft,expired"
    assert query.state("status", "draft") == "or"
    assert str(query.toggle("status", "draft", "not")) == "is:expired -is:draft"


def test_words_are_those_wanted() -> None:
    assert parse('a "b c" -d (e OR title:f) tag:g body:h').words == ("a", "b c", "e", "f", "h")


def test_excluded_terms() -> None:
    assert parse("-tag:a x -tags:b,c -series:d").excluded("tags") == ("a", "b", "c")
