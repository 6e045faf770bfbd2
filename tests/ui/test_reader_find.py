"""Finding in a post: the line, the matches, and what is left when it is left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.pilot import Pilot

from tests.ui.browsing import browsing, make_site
from tests.ui.test_reader import BODY, POST, Desk, press, screen
from tests.ui.waiting import until
from tui.reader import Reading
from tui.widgets.reader import Reader
from tui.widgets.reader.find_line import FindLine


class Finding(Desk):
    """An app of a reader over its line."""

    def compose(self) -> ComposeResult:
        reader = Reader()
        yield reader
        yield FindLine(reader)


@asynccontextmanager
async def finding(reading: Reading = POST) -> AsyncIterator[tuple[Pilot[None], Reader]]:
    app = Finding()
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.query_one(Reader)
        reader.focus()
        reader.show(reading)
        await pilot.pause()
        yield pilot, reader


def line(pilot: Pilot[None]) -> str:
    return pilot.app.screen._compositor.render_strips()[-1].text.strip()


async def test_what_is_typed_is_found_as_it_is_typed() -> None:
    async with finding() as (pilot, reader):
        await press(pilot, "slash", "3", "9", "番")
        await pilot.pause()
        assert any("39番目" in text for text in screen(reader))
        assert line(pilot).startswith("/ 39番")
        assert line(pilot).endswith("1/1")
        await press(pilot, "x")
        await pilot.pause()
        assert line(pilot).endswith("no match")
        assert screen(reader)[0] == "## 見出し0"


async def test_enter_reads_on_at_the_match_and_n_walks() -> None:
    async with finding() as (pilot, reader):
        await press(pilot, "slash", "番", "目", "enter", "n", "n")
        await pilot.pause()
        assert reader.has_focus
        assert (reader.match, line(pilot)[-4:]) == ((3, 40), "3/40")
        await press(pilot, "N")
        assert reader.match == (2, 40)
        top = screen(reader)[0]
        await press(pilot, "escape")
        await pilot.pause()
        assert (reader.match, screen(reader)[0]) == ((0, 0), top)
        assert reader.size.height == 20


async def test_arrows_walk_while_typing_and_escape_goes_back_to_where_it_began() -> None:
    async with finding() as (pilot, reader):
        await press(pilot, "pagedown")
        top = screen(reader)[0]
        await press(pilot, "slash", "番", "目", "down", "down", "up")
        here = reader.match[0]
        await press(pilot, "down")
        assert reader.match == (here + 1, 40)
        await press(pilot, "escape")
        await pilot.pause()
        assert (screen(reader)[0], reader.has_focus, reader.match) == (top, True, (0, 0))


async def test_keys_typed_in_one_breath_with_the_slash_go_to_the_line() -> None:
    async with finding() as (pilot, _):
        for key in ("slash", "n", "G"):
            pilot.app.simulate_key(key)
        await until(pilot, lambda: pilot.app.query_one(FindLine).input.value == "nG")


async def test_what_is_typed_goes_before_the_words_of_a_filter_until_it_is_left() -> None:
    async with finding() as (pilot, reader):
        reader.find(["段落"])
        await until(pilot, lambda: reader.match == (0, 40))
        await press(pilot, "slash", "7", "番")
        await until(pilot, lambda: reader.match == (1, 4))
        assert reader.find(["段落"]) == 4
        await press(pilot, "escape")
        await until(pilot, lambda: reader.match == (0, 40))


async def test_a_change_on_disk_keeps_the_match_that_is_looked_at() -> None:
    async with finding() as (pilot, reader):
        await press(pilot, "slash", "番", "目", "enter", "n")
        reader.show(replace(POST, source=BODY + "\n\n番目"))
        await until(pilot, lambda: reader.match == (2, 41))
        reader.show(Reading("b.md", "番目"))
        await until(pilot, lambda: reader.match == (0, 1))


async def test_keys_do_not_wait_for_a_long_post_to_be_searched() -> None:
    long = Reading("long.md", "段落\n\n" * 20_000 + "最後の言葉")
    async with finding(long) as (pilot, reader):
        await press(pilot, "slash", "最", "後")
        await until(pilot, lambda: reader.match == (1, 1) or "no match" in line(pilot))
        assert reader.match == (1, 1)
        assert any("最後の言葉" in text for text in screen(reader))
        await press(pilot, "enter", "g")
        assert screen(reader)[0] == "段落"


async def test_without_a_line_the_key_is_not_the_readers() -> None:
    app = Desk()
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.query_one(Reader)
        reader.focus()
        await pilot.pause()
        assert "slash" not in app.screen.active_bindings


async def test_the_reader_looks_the_same_while_what_to_find_is_typed() -> None:
    async with finding() as (pilot, reader):
        before = [segment.style for segment in reader.render_line(0)]
        await press(pilot, "slash")
        await pilot.pause()
        assert [segment.style for segment in reader.render_line(0)] == before
        assert all(style is not None and style.bgcolor is not None for style in before)


async def test_on_the_desk_the_slash_finds_in_the_post_read_and_filters_in_the_list(tmp_path: Path) -> None:
    async with browsing(make_site(tmp_path)) as hand:
        await hand.press("enter", "slash")
        await hand.type("tells")
        await hand.see("1/1")
        assert hand.browse.filter_line.text == ""
        await hand.press("escape")
        assert not hand.browse.posts.has_focus
        await hand.press("escape", "slash")
        await hand.type("chips")
        assert hand.browse.filter_line.text == "chips"


async def test_on_the_desk_the_outline_is_a_menu(tmp_path: Path) -> None:
    async with browsing(make_site(tmp_path)) as hand:
        await hand.press("enter", "O")
        await hand.see("Outline")
        await hand.press("enter")
        assert "Outline" not in hand.text
