"""Terms in the form, by real keys and by the mouse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.ui.editing import editing, three_posts
from tui.blog.schema.lists import complete
from tui.widgets.fields import Chips


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return three_posts(tmp_path)


async def test_a_term_is_added_by_completion_in_five_keys(root: Path) -> None:
    async with editing(root, field="tags") as hand:
        assert isinstance(hand.app.focused, Chips)
        await hand.press("速", "enter", "ctrl+s")
        assert hand.text("a.md").endswith(
            '  - "投資"\n  - "速報"\ncover:\n  image: a.png\n  alt: \'\'\n---\nThe body.\n'
        )


async def test_a_near_duplicate_takes_the_term_in_use(root: Path) -> None:
    async with editing(root, "c.md", field="tags") as hand:
        await hand.press("text:ｓok", "enter")
        await hand.press("text:ａｉ", "enter")
        chips = hand.editor("tags")
        assert isinstance(chips, Chips)
        assert chips.items == ["ｓok"], "the term that is there already was dropped"
        await hand.press("text:ai", "enter", "ctrl+s")
        assert hand.text("c.md").startswith("---\ntitle: Third\ntags: [ｓok, AI]\n")


async def test_terms_are_compared_once_for_each_letter(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(text: str, terms: Mapping[str, int]) -> list[str]:
        asked.append(text)
        return complete(text, terms)

    monkeypatch.setattr("tui.widgets.fields.chip_view.complete", counted)
    async with editing(root, "c.md", field="tags") as hand:
        await hand.press("text:速報", "enter")
        assert asked == ["速", "速報"]


async def test_a_term_is_dropped_by_backspace_and_by_mouse(root: Path) -> None:
    async with editing(root, "b.md", field="tags") as hand:
        await hand.press("backspace", "backspace")
        chips = hand.app.focused
        assert isinstance(chips, Chips)
        assert chips.items == ["AI"]
        await hand.pilot.click(Chips, offset=(5, 0))
        assert chips.items == []
        await hand.press("ctrl+r")
        await hand.go("tags")
        await hand.press("backspace", "backspace", "ctrl+s")
        assert "tags: [AI]" in hand.text("b.md")


async def test_terms_are_moved(root: Path) -> None:
    async with editing(root, "b.md", field="tags") as hand:
        await hand.press("left", "shift+left", "ctrl+s")
        assert "tags: [速報, AI]" in hand.text("b.md")
