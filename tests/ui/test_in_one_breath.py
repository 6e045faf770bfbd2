"""Keys typed in one breath do what the same keys do one by one, whatever they are."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.ui.browsing import MIDDLE, NARROW, WIDE, Hand, browsing, make_site
from tests.ui.test_in_order import breathe
from tui import background
from tui.screens import finding, following, searching

STEPS = (
    *("j", "j", "k", "G", "g", "J", "K", "n", " ", "\r", "\r", "\x1b", "\x1b"),
    *("/AI\r", "/チ\x1b", "/tag:A\t\r", "/tag:\t\t\x1b", '/"of chips.md tells"\r', "/nothing\r", "/is:x\r"),
    *("\tjj \x1b", "\tjo\x1b", ",t", ",\x1b", "v\x1b", "f\x1b", "t\x1b", "O\r", "]", "/about\r", "?\x1b"),
)
"""What is typed, a key or a few that belong together; nothing that writes."""


class State(NamedTuple):
    """What is left at the end."""

    screens: list[str]
    focus: str
    post: str
    filter: str
    marked: frozenset[str]
    read: str
    is_reading: bool
    line: int
    match: tuple[int, int]


def state(hand: Hand) -> State:
    browse = hand.browse
    reader = browse.reader
    assert reader is not None
    return State(
        [type(screen).__name__ for screen in hand.app.screen_stack],
        type(hand.app.focused).__name__,
        browse.post.path if browse.post is not None else "",
        browse.filter_line.text,
        browse.marked,
        reader.reading.path if reader.reading is not None else "",
        browse.has_class("-reading"),
        browse.line_read,
        reader.match,
    )


async def rest(hand: Hand) -> None:
    """Wait until all that was typed is answered."""
    for _ in range(2):
        await hand.until(lambda: not (hand.app.typing or hand.browse.is_working))
        await hand.pilot.pause()


async def after(hand: Hand, *pieces: str) -> State:
    """Type, a piece in a breath, and return what is left at the end."""
    await rest(hand)
    for piece in pieces:
        breathe(hand.app, piece)
        await rest(hand)
    return state(hand)


@pytest.mark.parametrize("seed", range(5))
async def test_how_fast_one_types_changes_nothing(
    tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random = Random(seed)
    size = random.choice((WIDE, MIDDLE, NARROW))
    keys = "".join(random.choices(STEPS, k=8))
    site = make_site(tmp_path)
    async with browsing(site, size) as hand:
        fast = await after(hand, keys)
    for module in (background, finding, following, searching):
        monkeypatch.setattr(module, "REST", 0.01)  # else it would take minutes
    async with browsing(site, size) as hand:
        slowly = await after(hand, *keys)
    assert fast == slowly, f"{size}: {keys!r}"
