from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.library import Library
from tui.blog.post import Post
from tui.blog.query import completions
from tui.blog.sites.base import Taxonomy

LIBRARY = Library(
    [
        Post(
            path=f"{number}.md",
            title="x",
            status="draft" if number else "published",
            date=datetime(2025 + number % 2, 3, 1, tzinfo=UTC),
            terms={"tags": ("AI", "AI News", "投資")[: number + 1]},
            values={"author": "Aiko", "cover": {"image": "a.png"}, "tags": []},
        )
        for number in range(3)
    ],
    [Taxonomy("tags", ("tags", "tag"))],
)


def labels(text: str, cursor: int | None = None) -> list[str]:
    return [one.label for one in completions(text, len(text) if cursor is None else cursor, LIBRARY)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ["tag:", "is:", "has:"]),
        ("ta", ["tag:"]),
        ("-ta", ["tag:"]),
        ("x (ta", ["tag:"]),
        ("tag:", ["AI", '"AI News"', "投資"]),
        ("tag:ａ", ["AI", '"AI News"']),
        ("tag:AI", ["AI", '"AI News"']),
        ('tag:"ai n', ['"AI News"']),
        ("tag:AI,投", ["投資"]),
        ("ai", ["tag:AI", 'tag:"AI News"']),
        ("is:d", ["draft"]),
        ("no:cov", ["cover", "cover.image"]),
        ("sort:dat", ["date-desc", "date-asc"]),
        ("date:2026", ["2026", "2026-03"]),
        ("date:>=2026", ["2026", "2026-03"]),
        ("date:2025..202", ["2026", "2026-03"]),
        ("author:", ["Aiko"]),
        ("cover.image:", ["a.png"]),
        ("author:zzz", []),
    ],
)
def test_proposes_what_is_most_used(text: str, first: list[str]) -> None:
    assert labels(text)[: len(first)] == first
    if not first:
        assert labels(text) == []


def test_proposes_each_key_once() -> None:
    titled = Library([Post(path="a.md", title="x", status="draft", values={"Title": "x", "toc": True})], [])
    assert [one.label for one in completions("t", 1, titled)][:2] == ["title:", "toc:"]
    assert len({one.label for one in completions("", 0, titled)}) == len(completions("", 0, titled))


def test_says_how_many_and_what_the_line_becomes() -> None:
    (one, *_) = completions("x -tag:a is:draft", 8, LIBRARY)
    assert (one.label, one.count, one.line, one.cursor) == ("AI", 3, "x -tag:AI is:draft", 9)


@given(st.text('ab:,-"( 投.*', max_size=20), st.integers(0, 20))
def test_never_fails(text: str, cursor: int) -> None:
    for one in completions(text, min(cursor, len(text)), LIBRARY):
        assert one.line[: one.cursor].endswith(one.label)
