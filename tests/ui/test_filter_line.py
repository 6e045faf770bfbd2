"""The filter line by itself: what completes it, what it remembers, and what is pasted into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset

from tests.ui.browsing import NARROW, WIDE, browsing, make_site


@pytest.fixture
def site(tmp_path: Path, own_folders: Path) -> Path:
    return make_site(tmp_path)


async def test_tab_completes_and_goes_on(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("tag:A")
        await hand.see("AI 4")
        await hand.press("tab")
        assert hand.browse.filter_line.text == "tag:AI"
        assert len(hand.titles) == 4
        await hand.press("tab")
        assert hand.browse.filter_line.text == "tag:Amazon"
        await hand.see("Amazon 1 ✓")
        await hand.press("shift+tab")
        assert hand.browse.filter_line.text == "tag:AI"


async def test_a_term_that_is_complete_says_so_and_tab_goes_to_a_longer_one(site: Path) -> None:
    (site / "content" / "posts" / "more.md").write_text("---\ntitle: More\ntags: [AIエージェント]\n---\n")
    async with browsing(site) as hand:
        await hand.filter("tag:AI")
        await hand.see("AI 4 ✓   AIエージェント 1")
        await hand.press("tab")
        assert hand.browse.filter_line.text == "tag:AIエージェント"


async def test_up_brings_back_an_earlier_filter(site: Path) -> None:
    async with browsing(site) as hand:
        for text in ("tag:AI", "is:draft"):
            await hand.filter(text)
            await hand.press("enter", "escape")
        assert hand.browse.filter_line.text == ""
        await hand.press("slash", "up")
        assert hand.browse.filter_line.text == "is:draft"
        await hand.press("up")
        assert hand.browse.filter_line.text == "tag:AI"
        await hand.press("down", "down")
        assert hand.browse.filter_line.text == ""


async def test_a_slash_can_be_typed(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("path:content")
        await hand.press("slash")
        assert hand.browse.filter_line.text == "path:content/"


async def test_what_is_being_typed_is_completed_rather_than_called_a_mistake(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("slash")
        await hand.see("is:   has:")
        await hand.type("is:dr")
        await hand.see("draft 1")
        assert "▲" not in hand.text
        await hand.press("tab")
        await hand.see("draft 1 ✓")
        await hand.press("ctrl+u")
        await hand.type("(date:202")
        await hand.see("2026-02 ")
        await hand.press("escape")
        await hand.see('▲ "202" is no date: expected a date')


async def test_a_click_on_a_completion_takes_it(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("tag:")
        await hand.see("投資 3")
        line = hand.lines[2]
        await hand.pilot.click(hand.browse.filter_line, offset=Offset(line.index("   投資 3") + 1, 1))
        assert hand.browse.filter_line.text == "tag:"  # between two
        await hand.pilot.click(hand.browse.filter_line, offset=Offset(line.index("投資 3"), 1))
        await hand.see("投資 3 ✓")
        assert hand.browse.filter_line.text == "tag:投資"
        await hand.press("tab")
        assert hand.browse.filter_line.text == "tag:Amazon"


async def test_a_click_on_a_mistake_takes_nothing(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("is:")
        await hand.see("draft 1")
        await hand.type("x ")
        await hand.see("▲")
        await hand.pilot.click(hand.browse.filter_line, offset=Offset(8, 1))
        assert hand.browse.filter_line.text == "is:x "


async def test_what_is_being_typed_outlives_a_look_at_earlier_filters(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("tag:AI")
        await hand.press("enter", "slash", "up")
        assert hand.browse.filter_line.text == "tag:AI"
        await hand.press("ctrl+u")
        await hand.type("is:dr")
        await hand.press("up")
        assert hand.browse.filter_line.text == "tag:AI"
        await hand.press("down")
        assert hand.browse.filter_line.text == "is:dr"


async def test_an_earlier_filter_that_is_changed_is_what_is_being_typed(site: Path) -> None:
    async with browsing(site) as hand:
        for text in ("tag:AI", "is:draft"):
            await hand.filter(text)
            await hand.press("enter", "escape")
        await hand.press("slash", "up", "up")
        await hand.type(" x")
        await hand.press("down")
        assert hand.browse.filter_line.text == "is:draft"
        await hand.press("down")
        assert hand.browse.filter_line.text == "tag:AI x"


async def test_up_goes_past_what_stands_there(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("tag:AI")
        await hand.press("enter", "slash", "ctrl+u")
        await hand.type("is:draft")
        await hand.press("enter", "slash", "up")
        assert hand.browse.filter_line.text == "tag:AI"


async def test_several_lines_are_pasted_as_one(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("slash")
        hand.app.post_message(events.Paste("\ntag:AI\r\n-is:draft\n"))
        await hand.until(lambda: hand.browse.filter_line.text == "tag:AI -is:draft")


async def test_as_much_is_offered_as_there_is_room_for_when_that_changes(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.filter(" ")
        await hand.see("is:   has:")
        assert "title:" not in hand.lines[2]
        await hand.pilot.resize_terminal(*WIDE)
        await hand.until(lambda: "title:" in hand.lines[2])


async def test_a_mistake_is_pointed_at_however_long_what_was_expected_is(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        for before in ("", "tag:AI  the body of a post tells "):
            await hand.filter(f"{before}is:foo")
            await hand.see("▲")
            line = next(line for line in hand.lines if "▲" in line)
            assert line.index("▲") == hand.lines[1].index("foo")
            assert "expected one of published" in line
            await hand.press("ctrl+u", "escape")


async def test_a_mistake_out_of_view_is_told_too(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.filter(f"{'word ' * 15})")
        await hand.see("▲")
        await hand.press("home")
        await hand.see("expected a word or key:value ▲")
