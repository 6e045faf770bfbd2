"""Queries and posts to try them on, generated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from tui.blog.post import STATUSES, Post, Problem
from tui.blog.query import (
    And,
    Between,
    Compared,
    Criterion,
    Exactly,
    Field,
    Glob,
    Has,
    Is,
    Node,
    Not,
    Query,
    Sort,
    Word,
)
from tui.blog.query.tree import STATES, all_of, any_of
from tui.blog.values import DateText, Value

# Few and overlapping, so that queries hit: spellings that fold together, six scripts, syntax.
WORDS = [
    "AI", "ＡＩ", "ai", "投資", "投", "データ", "でーた", "rust", "Rust", "Москва", "한국어", "سلام",
    "naïve", "a b", "x:y", "-x", "OR", '"', "(", "a,b", "*", "2026", "2026-01", "10", "true", "C++", "\\",
]  # fmt: skip
KEYS = [
    "tag",
    "tags",
    "title",
    "slug",
    "cover.image",
    "weight",
    "date",
    "draft",
    "Draft",
    "series",
    "lastmod",
]

texts = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
numbers = st.sampled_from(["1", "5", "10", "-3", "2.5"])
dates = st.sampled_from(["2026", "2026-01", "2026-01-31", "2025-12-31T10:30", "2024/2"])
globs = st.sampled_from(["*", "a*", "*i", "r*t", "*投*", "2026*"]).map(Glob)
operands = st.one_of(numbers, dates)

operators = st.sampled_from([">", ">=", "<", "<="])
on_dates: st.SearchStrategy[Criterion] = st.one_of(
    dates.map(Exactly),
    globs,
    st.builds(Compared, operators, dates),
    st.builds(Between, dates | st.just(""), dates),
)
criteria: st.SearchStrategy[Criterion] = st.one_of(
    texts.map(Exactly),
    globs,
    st.builds(Compared, operators, operands),
    st.builds(Between, numbers, numbers | st.just("")),
    st.builds(Between, dates | st.just(""), dates),
)
keys = st.sampled_from(KEYS) | st.text(min_size=1, max_size=3)
single: st.SearchStrategy[Node] = st.one_of(
    texts.filter(str.strip).map(Word),
    st.builds(
        Field,
        keys.filter(lambda key: key.casefold() not in ("is", "has", "no", "sort", "body", "date")),
        st.lists(criteria, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Field, st.just("date"), st.lists(on_dates, min_size=1, max_size=2).map(tuple)),
    st.builds(Is, st.lists(st.sampled_from(STATES), min_size=1, max_size=2).map(tuple)),
    st.builds(Has, st.lists(keys, min_size=1, max_size=2).map(tuple), st.booleans()),
)


def negated(part: Node) -> Node:
    """Return the opposite, as the parser would: two minus signs are none."""
    return part.part if isinstance(part, Not) else Not(part)


trees: st.SearchStrategy[Node] = st.recursive(
    single,
    lambda parts: st.one_of(
        parts.map(negated),
        st.lists(parts, min_size=2, max_size=3).map(all_of),
        st.lists(parts, min_size=2, max_size=3).map(any_of),
    ),
    max_leaves=6,
)
sort_keys = st.sampled_from(
    ["date", "title", "weight", "status", "path", "words", "lastmod", "series", "a b"]
)
sorts = st.builds(Sort, sort_keys, st.booleans())
queries = st.builds(Query, trees | st.just(And()), st.none() | sorts)

zones = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-7))])
moments = st.builds(
    lambda day, minute, zone: datetime(2024, 1, 1, tzinfo=zone) + timedelta(days=day, minutes=minute),
    st.integers(0, 900),
    st.sampled_from([0, 630, 1439]),
    zones,
)
values: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        "title": texts,
        "draft": st.booleans(),
        "Weight": st.one_of(st.integers(-5, 12), st.sampled_from(["5", "ten", None, 2.5])),
        "slug": texts | st.none(),
        "lastmod": moments.map(lambda moment: DateText(moment.date().isoformat())),
        "cover": st.fixed_dictionaries({}, optional={"image": texts, "alt": st.none()}),
        "series": st.lists(texts, max_size=2),
    },
)


@st.composite
def posts(draw: st.DrawFn, path: str) -> Post:
    """Return a post of a path."""
    written = draw(values)
    return Post(
        path=path,
        title=draw(texts),
        status=draw(st.sampled_from(STATUSES)),
        date=draw(st.none() | moments),
        terms={
            name: tuple(draw(st.lists(texts, max_size=3)))
            for name in draw(st.sets(st.sampled_from(["tags", "series"])))
        },
        description=draw(st.just("") | texts),
        words=draw(st.none() | st.integers(0, 20)),
        slug=draw(texts),
        problems=tuple(draw(st.lists(st.just(Problem("undated", "no date")), max_size=1))),
        values=written,
        modified=draw(st.floats(0, 1e9)),
    )


libraries = st.integers(0, 7).flatmap(
    lambda size: st.tuples(*(posts(f"content/p{number}.md") for number in range(size)))
)
