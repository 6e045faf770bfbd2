"""New posts from the screen."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.ui.browsing import browsing, make_site
from tui.blog import making
from tui.blog.desk import Desk
from tui.blog.making import make_post


async def test_a_new_post_is_made_and_stands_under_the_cursor(tmp_path: Path) -> None:
    async with browsing(make_site(tmp_path), query="tag:投資") as hand:
        await hand.press("a")
        await hand.see("Title of the new post")
        await hand.type("雨の音 of rain")
        await hand.press("enter")
        await hand.until(lambda: hand.browse.post is not None and hand.browse.post.title == "雨の音 of rain")
        assert hand.browse.post is not None
        assert hand.browse.post.status == "draft"
        assert (tmp_path / hand.browse.post.path).is_file()
        await hand.see(f"made {hand.browse.post.path}")
        assert hand.browse.filter_line.text == ""  # it hid the post


async def test_where_there_are_several_sites_it_is_that_of_the_post_under_the_cursor(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "_posts").mkdir(parents=True)
        (tmp_path / name / "_config.yml").write_text(f"title: {name}\n")
    (tmp_path / "two" / "_posts" / "2026-01-01-first.md").write_text("---\ntitle: First\n---\n")
    async with browsing(tmp_path) as hand:
        await hand.press("a")
        await hand.type("Second")
        await hand.press("enter")
        await hand.until(lambda: hand.browse.post is not None and hand.browse.post.title == "Second")
        assert hand.browse.post is not None
        assert hand.browse.post.path.startswith("two/")


async def test_the_cursor_goes_to_a_new_post_that_is_listed_before_it_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Event()

    def slow(desk: Desk, title: str, *, beside: str) -> str:
        path = make_post(desk, title, beside=beside)
        listed.wait(60)
        return path

    monkeypatch.setattr(making, "make_post", slow)
    async with browsing(make_site(tmp_path)) as hand:
        await hand.press("a")
        await hand.see("Title of the new post")
        await hand.type("Second")
        await hand.press("enter")
        await hand.until(lambda: "Second" in hand.titles)
        assert hand.browse.post is not None
        assert hand.browse.post.title != "Second"
        listed.set()
        await hand.until(lambda: hand.browse.post is not None and hand.browse.post.title == "Second")


async def test_what_cannot_be_made_is_told_and_nothing_typed_makes_nothing(tmp_path: Path) -> None:
    async with browsing(tmp_path) as hand:
        await hand.press("a", "enter")
        assert list(tmp_path.iterdir()) == []
        for _ in range(2):
            await hand.press("a")
            await hand.type("Once")
            await hand.press("enter")
            await hand.until(lambda: hand.browse.post is not None)
        await hand.see("is there already")
