"""One post after another, several at once, and what is said of their changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.ui.editing import editing, site, three_posts
from tui.screens.ask import Ask
from tui.screens.confirm import Confirm
from tui.widgets.fields import Chips


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return three_posts(tmp_path)


async def test_next_and_previous_post_without_leaving(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!", "f8")
        assert hand.screen.paths == ("b.md",)
        await hand.press("end", "?", "ctrl+s")
        assert "title: Second?" in hand.text("b.md")
        assert "!" not in hand.text("a.md")
        await hand.press("f7")
        assert "はじめに" in hand.note("title")
        await hand.press("ctrl+s")
        assert "はじめに!" in hand.text("a.md")
        await hand.press("f7")
        assert hand.screen.paths == ("a.md",)


async def test_a_row_that_goes_is_told_of_no_change(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!")
        row = hand.screen.form.find(("title",))
        assert row is not None
        going = hand.screen.form.remove_children()
        while row.is_attached:
            hand.screen._show_touched()
            await asyncio.sleep(0)
        await going


async def test_leaving_asks_about_the_posts_left_behind(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!", "f8", "escape")
        assert hand.sees(Ask)


async def test_several_posts_at_once(root: Path) -> None:
    async with editing(root, "a.md", "b.md", "c.md") as hand:
        assert hand.editor("title").placeholder == "differs: はじめに · Second · Third"
        await hand.go("tags")
        chips = hand.app.focused
        assert isinstance(chips, Chips)
        assert chips.partly == {"投資": "(some)", "速報": "(some)"}
        await hand.press("速", "enter", "text:まとめ", "enter", "ctrl+s")
        assert hand.sees(Confirm)
        await hand.press("enter")
        assert 'tags:\n  - "AI"\n  - "投資"\n  - "速報"\n  - "まとめ"\n' in hand.text("a.md")
        assert "tags: [AI, 速報, まとめ]" in hand.text("b.md")
        assert hand.text("c.md") == "---\ntitle: Third\ntags: [AI, 速報, まとめ]\n---\nThe body.\n"


async def test_the_changes_of_each_of_several_posts_are_shown(root: Path) -> None:
    async with editing(root, "a.md", "b.md", "c.md", field="tags") as hand:
        await hand.press("f8", "f7")
        assert hand.changes() == [""]
        await hand.press("text:速報", "enter")
        assert hand.changes() == ["1 of 3 · a.md", '+  - "速報"']
        await hand.press("f8")
        assert hand.changes() == ["2 of 3 · b.md · nothing changes"]
        await hand.press("f8")
        assert hand.changes() == ["3 of 3 · c.md", "-tags: [AI]", "+tags: [AI, 速報]"]
        await hand.press("f8", "f7", "f7")
        assert hand.changes()[0].startswith("2 of 3")


async def test_what_was_is_told_as_the_field_shows_it(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("!")
        assert hand.note("title") == "was はじめに"
        await hand.go("tags")
        await hand.press("text:まとめ", "enter")
        assert hand.note("tags") == "was AI · 投資"
        await hand.go("draft")
        await hand.press("n")
        assert hand.note("draft").startswith("was yes · draft → published")


async def test_a_note_breaks_as_japanese_does(tmp_path: Path) -> None:
    root = site(tmp_path, a="title: 「長い」題名というものは、折り返されることがある。")
    async with editing(root, size=(56, 20)) as hand:
        await hand.press("x")
        assert hand.note("title").startswith("was 「長い」題名")
