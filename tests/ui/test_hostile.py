"""A site of a stranger's: whatever it puts into names and texts, nothing that a terminal obeys is painted."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import ControlType, Segment
from textual.color import Color

from tests.hostile import NAME, make_hostile_site
from tests.ui.browsing import NARROW, WIDE, Hand, browsing
from tui.blog.text import CONTROL
from tui.harmless import Harmless

SCREENS = {
    "reading": ("enter",),
    "headings": ("enter", "O"),
    "links": ("enter", "F"),
    "a search": ("slash", "n", "a", "enter"),
    "completions": ("slash", "t", "a", "g", "colon"),
    "form": ("f",),
    "form as text": ("f", "f2"),
    "editor": ("w",),
    "terms": ("t",),
    "sorting": ("comma",),
    "views": ("v",),
    "copying": ("y",),
    "jump": ("p", "n"),
    "new post": ("a",),
    "a save": ("d",),
    "an undo": ("d", "z"),
    "help": ("question_mark",),
    "commands": ("ctrl+p",),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_hostile_site(tmp_path)


def paints_no_command(hand: Hand) -> bool:
    return not any(CONTROL.search(line) for line in hand.lines)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_no_screen_of_it_commands_the_terminal(site: Path, size: tuple[int, int]) -> None:
    async with browsing(site, size) as hand:
        assert paints_no_command(hand)
        for name, keys in SCREENS.items():
            hand.browse.posts.go_to(f"content/posts/{NAME}.md")
            await hand.press(*keys)
            await hand.pilot.pause(0.1)
            assert paints_no_command(hand), name
            while hand.app.screen is not hand.browse or not hand.browse.posts.has_focus:
                await hand.press("escape")


async def test_an_empty_site_is_named_without_commands(tmp_path: Path) -> None:
    root = tmp_path / NAME
    root.mkdir()
    async with browsing(root) as hand:
        await hand.see("na␛]0;me␇�� · plain")
        await hand.see("No posts in na␛]0;me␇��")


def test_the_last_look_drops_commands_and_leaves_pictures() -> None:
    plain = [Segment("plain"), Segment("\x1bPq\x1b\\", None, [(ControlType.CURSOR_FORWARD, 0)])]
    assert Harmless().apply(plain, Color(0, 0, 0)) is plain
    hostile = [Segment("a\x1b[2Jb"), plain[1]]
    assert Harmless().apply(hostile, Color(0, 0, 0)) == [Segment("a[2Jb"), plain[1]]
