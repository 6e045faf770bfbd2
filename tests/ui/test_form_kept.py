"""Forms that end by force: over several posts, and with text that is no value yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.editing import editing, site
from tui.screens.ask import Ask
from tui.screens.confirm import Confirm
from tui.screens.edit import EditScreen
from tui.widgets.fields import Chips


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(
        tmp_path,
        a="title: First\nweight: 3\ntags: [AI, 投資]",
        b="title: Second\nweight: 4\ntags: [AI]",
        c="title: Third\ntags: [AI]",
    )


async def test_a_form_over_several_posts_is_offered_again(root: Path) -> None:
    before = [(root / name).read_bytes() for name in ("a.md", "b.md")]
    async with editing(root, "a.md", "b.md", field="tags") as hand:
        await hand.press("text:まとめ", "enter")
        await hand.go("title")
        await hand.press("text:One title")
        await hand.keep()
    assert [(root / name).read_bytes() for name in ("a.md", "b.md")] == before
    async with editing(root, "a.md", "b.md") as hand:
        assert hand.sees(Ask)
        await hand.press("t")
        chips = hand.editor("tags")
        assert isinstance(chips, Chips)
        assert chips.text == "AI, 投資, まとめ"
        assert chips.partly == {"投資": "(some)"}
        assert hand.editor("title").text == "One title"
        assert "was differing" in hand.note("title")
        assert not hand.note("weight")
        await hand.press("ctrl+s")
        assert hand.sees(Confirm)
        await hand.press("enter")
        assert hand.text("a.md") == (
            "---\ntitle: One title\nweight: 3\ntags: [AI, 投資, まとめ]\n---\nThe body.\n"
        )
        assert hand.text("b.md") == "---\ntitle: One title\nweight: 4\ntags: [AI, まとめ]\n---\nThe body.\n"
    async with editing(root, "a.md", "b.md") as hand:
        assert hand.sees(EditScreen)


async def test_it_is_offered_from_each_of_its_posts(root: Path) -> None:
    async with editing(root, "a.md", "b.md", field="title") as hand:
        await hand.press("x")
        await hand.keep()
    async with editing(root, "c.md") as hand:
        assert hand.sees(EditScreen)
    async with editing(root, "b.md") as hand:
        assert hand.sees(Ask)
        await hand.press("t")
        assert hand.screen.paths == ("a.md", "b.md")
        assert hand.editor("title").text == "x"


async def test_what_others_write_meanwhile_leaves_the_form_over_several_posts_as_it_is(root: Path) -> None:
    async with editing(root, "a.md", "b.md", field="title") as hand:
        await hand.press("text:One title")
        (root / "b.md").write_bytes((root / "b.md").read_bytes().replace(b"weight: 4", b"weight: 3"))
        await hand.library_changes()
        assert "weight" in hand.news()
        assert hand.editor("title").text == "One title"
        assert hand.editor("weight").text == "3"
        await hand.press("ctrl+s", "enter")
        assert "title: One title\nweight: 3\n" in hand.text("b.md")


async def test_text_that_is_no_value_is_kept_as_it_is_typed(root: Path) -> None:
    async with editing(root, field="weight") as hand:
        await hand.press("x")
        await hand.press("ctrl+n", "text:lastmod", "enter", "text:someday")
        await hand.keep()
    async with editing(root) as hand:
        assert hand.sees(Ask)
        await hand.press("t")
        assert hand.editor("weight").text == "3x"
        assert "not a number" in hand.note("weight")
        assert hand.editor("lastmod").text == "someday"
        await hand.go("weight")
        await hand.press("end", "backspace", "5")
        await hand.go("lastmod")
        await hand.press("ctrl+u", "text:2026-01-01", "ctrl+s")
        assert "weight: 35\n" in hand.text("a.md")
        assert "lastmod: " in hand.text("a.md")


async def test_text_that_is_no_value_outlives_a_save_another_post_and_another_program(root: Path) -> None:
    async with editing(root, field="weight") as hand:
        await hand.press("x")
        await hand.press("f8", "f7")
        assert hand.editor("weight").text == "3x"
        (root / "a.md").write_bytes((root / "a.md").read_bytes().replace(b"First", b"Primero"))
        await hand.library_changes()
        assert hand.editor("weight").text == "3x"
        await hand.go("title")
        await hand.press("end", "!", "ctrl+s")
        assert hand.sees(Ask)
        await hand.press("s")
        assert "title: Primero!\nweight: 3\n" in hand.text("a.md")
        assert hand.editor("weight").text == "3x"
        await hand.press("escape")
        assert hand.sees(Ask)
