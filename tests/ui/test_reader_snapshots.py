"""Pictures of the reader at three sizes: what they promise is that a post looks as it should."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from tests.reader.bodies import reading
from tui.blog.post import Post
from tui.reader import Reading
from tui.reader.reading import Dialect
from tui.widgets.reader import Reader

POST = Post(
    path="a.md",
    title="題名は二十四字ほどで折り返される幅もある",
    status="scheduled",
    because="future: 2030-05-05",
    date=datetime(2030, 5, 5, 9, tzinfo=UTC),
    terms={"tags": ("活字", "等幅フォント"), "categories": ("道具",)},
    description="説明の文。",
    values={"cover": "/images/a.png"},
)
POSTS: list[tuple[str, Dialect]] = [
    ("hugo/content/posts/reading-a-timetable.md", "hugo"),
    ("jekyll/_posts/2025-11-02-原稿用紙と等幅フォント.md", "jekyll"),
]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 50)], ids=str)
@pytest.mark.parametrize(("name", "dialect"), POSTS, ids=["timetable", "font"])
def test_a_post_looks_as_it_should(
    snap_compare: Callable[..., bool], samples: Path, name: str, dialect: Dialect, size: tuple[int, int]
) -> None:
    body = reading(samples / name)
    post = Reading(name, body.source, body.first_line, dialect, POST)

    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            yield Reader()

        def on_mount(self) -> None:
            self.query_one(Reader).show(post)

    assert snap_compare(Shown(), terminal_size=size)
