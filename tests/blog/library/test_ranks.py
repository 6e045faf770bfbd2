"""Posts by title: as their titles sort, whatever stands behind these, equals newest first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.library import Library
from tui.blog.post import Post
from tui.blog.query import parse
from tui.blog.text import normal

TITLES = st.text(st.sampled_from("ab A\x01\x07\n\té時"), max_size=3)


@pytest.mark.parametrize("descending", [False, True])
@given(st.lists(st.tuples(TITLES, st.integers(1, 3), st.sampled_from(["", "a", "z"])), max_size=9))
def test_titles_sort_alone(descending: bool, entries: list[tuple[str, int, str]]) -> None:
    posts = [
        Post(
            path=f"{number}.md",
            title=title,
            status="published",
            date=datetime(2026, 1, day, tzinfo=UTC),
            description=description,
        )
        for number, (title, day, description) in enumerate(entries)
    ]
    days = {f"{number}.md": day for number, (_, day, _) in enumerate(entries)}
    newest_first = sorted(posts, key=lambda post: (-days[post.path], post.path))
    expected = sorted(newest_first, key=lambda post: normal(post.title), reverse=descending)
    found = Library(posts).select(parse(f"sort:title-{'desc' if descending else 'asc'}"))
    assert [post.path for post in found] == [post.path for post in expected]
