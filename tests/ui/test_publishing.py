"""Drafts and posts by one key, where Jekyll tells them apart by their folders."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.ui.browsing import browsing
from tui.blog.desk import Desk
from tui.blog.plan import Outcome, Plan
from tui.screens.confirm import Confirm


@pytest.fixture
def jekyll(tmp_path: Path) -> Path:
    root = tmp_path / "blog"
    for name, text in {
        "_config.yml": "timezone: UTC\n",
        "_posts/2026-01-30-out.md": "---\ntitle: Out\n---\n",
        "_drafts/one.md": "---\ntitle: One\ndate: 2026-01-31\n---\n",
        "_drafts/two.md": "---\ntitle: Two\ndate: 2026-01-29\n---\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))


async def test_a_draft_is_published_and_taken_back_with_the_cursor_on_it(jekyll: Path) -> None:
    async with browsing(jekyll) as hand:
        before = names(jekyll)
        await hand.until(lambda: hand.browse.post and hand.browse.post.title == "One")
        await hand.press("d")
        await hand.until(
            lambda: hand.browse.post and hand.browse.post.path == "_posts/2026-01-31-one.md", "the move"
        )
        await hand.see("z undoes it")
        assert names(jekyll) == ["_drafts/two.md", "_posts/2026-01-30-out.md", "_posts/2026-01-31-one.md"]
        await hand.press("d")
        await hand.until(
            lambda: hand.browse.post and hand.browse.post.path == "_drafts/one.md", "the way back"
        )
        await hand.press("z", "z")
        await hand.until(lambda: names(jekyll) == before)


async def test_the_cursor_follows_a_move_that_is_seen_before_it_is_told_of(
    jekyll: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, apply = Event(), Desk.apply

    def slow(desk: Desk, plan: Plan, **named: Any) -> Outcome:
        outcome = apply(desk, plan, **named)
        seen.wait(60)
        return outcome

    monkeypatch.setattr(Desk, "apply", slow)
    async with browsing(jekyll, query="sort:path-asc") as hand:
        await hand.press("d")
        await hand.until(lambda: hand.browse.post and hand.browse.post.path != "_drafts/one.md")
        seen.set()
        await hand.see("z undoes it")
        await hand.until(lambda: hand.browse.post and hand.browse.post.path == "_posts/2026-01-31-one.md")


async def test_several_are_shown_first_and_undone_as_one(jekyll: Path) -> None:
    async with browsing(jekyll) as hand:
        before = names(jekyll)
        await hand.type("/is:draft")
        await hand.until(lambda: hand.titles == ["One", "Two"])
        await hand.press("enter", "space", "space", "d")
        await hand.until(lambda: isinstance(hand.app.screen, Confirm))
        await hand.see("_drafts/two.md → _posts/2026-01-29-two.md")
        await hand.press("enter")
        await hand.until(lambda: "_drafts/one.md" not in names(jekyll), "the moves")
        assert len(names(jekyll)) == 3
        await hand.press("z")
        await hand.until(lambda: names(jekyll) == before)


async def test_a_post_is_never_moved_over_another(jekyll: Path) -> None:
    (jekyll / "_posts" / "2026-01-31-one.md").write_text("---\ntitle: Another\n---\n")
    async with browsing(jekyll) as hand:
        before = names(jekyll)
        await hand.type("/title:One")
        await hand.until(lambda: hand.titles == ["One"])
        await hand.press("enter", "d")
        await hand.see("is there already")
        assert names(jekyll) == before
