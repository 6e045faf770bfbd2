"""Dialogs stand whole on the smallest screen: title, what is chosen from, and the keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.browsing import MIDDLE, NARROW, browsing, make_site
from tui.widgets.status_line import StatusLine


@pytest.fixture
def site(tmp_path: Path, own_folders: Path) -> Path:
    return make_site(tmp_path)


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_keys_stand_below_every_dialog(site: Path, size: tuple[int, int]) -> None:
    async with browsing(site, size) as hand:
        for key in ("t", "y", "comma", "v", "p", "question_mark"):
            await hand.press(key)
            line = hand.app.screen.query_one(StatusLine)
            await hand.until(lambda: line.region.height == 1)  # noqa: B023  waited for at once
            box = hand.app.screen.query_one(".box")
            assert box.region.contains_region(line.region), key
            assert line.region.bottom == box.region.bottom - 1, key  # nothing but the border is below
            assert "esc" in hand.lines[line.region.y], key
            await hand.press("escape")


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_keys_stand_below_a_plan_and_its_difference(site: Path, size: tuple[int, int]) -> None:
    for name in ("one", "two"):
        site.joinpath("content", "posts", f"{name}.md").write_text(
            "---\ntitle: " + "long " * 200 + "\ndraft: true\n---\n", encoding="utf-8"
        )
    async with browsing(site, size) as hand:
        await hand.filter("title:long")
        await hand.press("enter", "space", "j", "space", "d")
        await hand.see("apply")
        line, box = hand.app.screen.query_one(StatusLine), hand.app.screen.query_one(".box")
        assert line.region.bottom == box.region.bottom - 1
        assert "esc" in hand.lines[line.region.y]


async def test_an_empty_list_of_views_says_how_to_make_one(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.press("v")
        await hand.see("No views yet: filter, then save it here")
        assert "choose" not in hand.text
        await hand.press("enter", "escape")
        await hand.see("⏎ read")


async def test_nothing_is_offered_to_be_read_in_an_empty_list(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.filter("no-such-word")
        await hand.press("enter")
        await hand.see("Nothing matches")
        await hand.until(lambda: "read" not in hand.lines[-1])


async def test_a_link_that_leads_nowhere_is_not_copied(tmp_path: Path, own_folders: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.md").write_text("---\ntitle: In no site\n---\n")
    async with browsing(tmp_path / "plain", NARROW) as hand:
        await hand.press("y")
        await hand.see("Title")
        assert "Markdown link" not in hand.text


async def test_help_tells_each_key_by_itself(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("f")
        await hand.see("no changes")
        await hand.press("f1")
        await hand.see("F8 alt+↓")
        await hand.see("F7 alt+↑")


async def test_the_line_for_terms_says_what_is_typed_there(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.press("t")
        await hand.see("type a part of a term, or a new one")
