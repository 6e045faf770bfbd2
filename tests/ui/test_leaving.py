"""Leaving: what was typed is kept though nobody sees it any more, and nothing goes on in what is gone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tests.ui.browsing import browsing, make_site
from tests.ui.test_in_order import breathe
from tui.blog.desk import Desk
from tui.leaving import Leaving


@pytest.fixture
def site(tmp_path: Path, own_folders: Path) -> Path:
    return make_site(tmp_path)


async def test_what_is_on_its_way_when_the_terminal_is_closed_is_kept(site: Path) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, "wNever seen.")
        hand.app.leave()
        await hand.until(lambda: hand.app._exit)
    (kept,) = Desk.open(site).drafts.all()
    (work,) = kept.works
    assert work.path == "content/posts/later.md"
    assert b"Never seen." in work.mine


async def test_no_opening_is_kept_of_a_screen_that_goes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    async with browsing(site) as hand:
        monkeypatch.setattr(hand.app, "may_keep", kept.append)
        while not kept:
            await hand.pilot.pause(0.02)
            hand.app._rest()
    kept.clear()
    monkeypatch.setattr(hand.app, "leaving", Event())  # the timer may fire before that is known
    hand.app._rest()
    assert not kept


async def test_what_is_computed_rests_while_the_app_is_left(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(site) as hand:
        rested: list[bool] = []
        monkeypatch.setattr("tui.leaving.give_way", lambda: rested.append(True))
        hand.app.exit()
        assert rested


class Looking(Screen[None]):
    """A screen with work that looks for a widget again and again."""

    looked = 0

    def compose(self) -> ComposeResult:
        """Show something."""
        yield Static()

    @work
    async def look(self) -> None:
        """Look for what is shown, for ever."""
        while True:
            self.query_one(Static)
            self.looked += 1
            await asyncio.sleep(0)


@pytest.mark.parametrize("leave", ["alone", "with the app"])
async def test_what_goes_on_ends_before_what_it_looks_at(leave: str) -> None:
    app: Leaving = Leaving()
    async with app.run_test() as pilot:
        screen = Looking()
        await app.push_screen(screen)
        screen.look()
        while screen.looked < 5:
            await pilot.pause()
        if leave == "alone":
            await app.pop_screen()
