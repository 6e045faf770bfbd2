"""The reader in an app, driven by real keys and the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from msgspec import structs
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.ui.waiting import until
from tui.blog.post import Post
from tui.in_order import InOrder
from tui.reader import Reading
from tui.widgets.reader import Reader

BODY = "\n\n".join(
    f"## 見出し{n}\n\nこれは{n}番目の段落です。[リンク{n}](/post/{n}) と [次](#見出し{n + 1})。" + "文" * 60
    for n in range(40)
)
POST = Reading("a.md", BODY, 5, "hugo")


class Desk(InOrder):
    """An app of a reader alone, which takes keys one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.followed: list[tuple[str, str]] = []
        self.moved: list[Reader.Moved] = []
        self.outlined: list[Reader.Outlined] = []
        self.returned: list[str] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_reader_followed(self, message: Reader.Followed) -> None:
        self.followed.append((message.href, message.path))

    def on_reader_moved(self, message: Reader.Moved) -> None:
        self.moved.append(message)

    def on_reader_outlined(self, message: Reader.Outlined) -> None:
        self.outlined.append(message)

    def on_reader_returned(self, message: Reader.Returned) -> None:
        self.returned.append(message.path)


@asynccontextmanager
async def shown(
    reading: Reading | None = POST, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[Pilot[None], Reader]]:
    app = Desk()
    async with app.run_test(size=size) as pilot:
        reader = app.query_one(Reader)
        reader.focus()
        reader.show(reading)
        await pilot.pause()
        yield pilot, reader


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until they are answered."""
    await pilot.press(*keys)
    await until(pilot, lambda: not desk(pilot).typing)


def screen(reader: Reader) -> list[str]:
    return [reader.render_line(y).text.strip() for y in range(reader.size.height)]


def desk(pilot: Pilot[None]) -> Desk:
    assert isinstance(pilot.app, Desk)
    return pilot.app


async def test_keys_move_at_once() -> None:
    async with shown() as (pilot, reader):
        found = []
        for key in ("j", "down", "k", "ctrl+d", "ctrl+u", "pagedown", "pageup"):
            await press(pilot, key)
            found.append(reader.scroll_offset.y)
        assert found == [1, 2, 1, 11, 1, 20, 1]
        await press(pilot, "G")
        assert "文" in screen(reader)[-1]
        await press(pilot, "g")
        assert screen(reader)[0] == "## 見出し0"


async def test_scrolling_by_other_means_moves() -> None:
    async with shown() as (pilot, reader):
        reader.scroll_down(animate=False)
        await pilot.pause()
        assert reader.scroll_offset.y == 1


async def test_it_says_where_it_is() -> None:
    async with shown() as (pilot, reader):
        await press(pilot, "right_square_bracket")
        assert screen(reader)[0] == "## 見出し1"
        await pilot.pause()
        assert desk(pilot).moved[-1].line == 9
        await press(pilot, "G")
        await pilot.pause()
        assert (desk(pilot).moved[-1].percent, desk(pilot).moved[-1].minutes_left) == (100, 0)


async def test_another_post_gets_back_its_place() -> None:
    async with shown() as (_, reader):
        reader.go_to_line(45)
        top = screen(reader)[0]
        reader.show(Reading("b.md", "b"))
        assert screen(reader)[0] == "b"
        reader.show(POST)
        assert screen(reader)[0] == top == "## 見出し10"


async def test_a_change_above_keeps_what_is_read_at_the_top() -> None:
    async with shown() as (pilot, reader):
        await press(pilot, "pagedown", "pagedown", "j")
        top = screen(reader)[0]
        reader.show(replace(POST, source="新しい段落。\n\n" * 30 + BODY))
        assert screen(reader)[0] == top
        reader.show(replace(POST, source=BODY.replace("見出し0", "見出しゼロ")))
        assert screen(reader)[0] == top


async def test_a_change_is_marked_for_a_moment() -> None:
    async with shown() as (_, reader):
        reader.show(replace(POST, source=BODY.replace("これは0番目", "これは最初")))
        assert screen(reader)[2].startswith("▎これは最初")
        reader._unmark()
        assert screen(reader)[2].startswith("これは最初")


async def test_what_is_counted_later_is_marked_as_no_change() -> None:
    post = Post(path="a.md", title="見出し", status="published")
    async with shown(replace(POST, post=post)) as (_, reader):
        reader.show(replace(POST, post=structs.replace(post, words=3_000, minutes=6)))
        assert "6 min" in "".join(screen(reader))
        assert not reader.marks_change
        reader.show(replace(POST, post=structs.replace(post, title="別")))
        assert reader.marks_change


async def test_following_the_change_brings_it_into_view() -> None:
    async with shown() as (_, reader):
        reader.follow = True
        reader.show(replace(POST, source=BODY.replace("これは30番目", "これは変わった")))
        assert any("これは変わった" in line for line in screen(reader))


async def test_another_width_keeps_the_text_at_the_top() -> None:
    async with shown() as (pilot, reader):
        reader.go_to_line(45)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: reader.size.width > 60)
        assert screen(reader)[0] == "## 見出し10"


async def test_links_are_walked_and_followed_by_keys() -> None:
    async with shown() as (pilot, reader):
        await press(pilot, "tab", "enter")
        await pilot.pause()
        assert desk(pilot).followed == [("/post/0", "a.md")]
        await press(pilot, "tab", "enter")
        assert screen(reader)[0] == "## 見出し1"
        await press(pilot, "backspace")
        assert screen(reader)[0] == "## 見出し0"


async def test_links_are_followed_by_letters() -> None:
    async with shown() as (pilot, reader):
        await press(pilot, "F")
        assert "a ンク0" in "".join(screen(reader))
        await press(pilot, "d")
        await pilot.pause()
        assert desk(pilot).followed == [("/post/1", "a.md")]
        await press(pilot, "F", "escape")
        assert "リンク0" in "".join(screen(reader))


async def test_a_click_follows_the_link_under_it() -> None:
    async with shown(Reading("a.md", "あ[リンク](/x)い")) as (pilot, reader):
        await pilot.click(Reader, offset=(reader.left + 1, 0))
        await pilot.click(Reader, offset=(reader.left + 8, 0))
        assert desk(pilot).followed == []
        await pilot.click(Reader, offset=(reader.left + 7, 0))
        await pilot.pause()
        assert desk(pilot).followed == [("/x", "a.md")]


async def test_words_are_found_and_walked() -> None:
    async with shown() as (pilot, reader):
        reader.find(["番目"])
        await until(pilot, lambda: reader.match == (0, 40))
        await press(pilot, "n", "n")
        assert reader.match == (2, 40)
        await press(pilot, "N", "N")
        assert reader.match == (40, 40)
        assert any("39番目" in line for line in screen(reader))
        assert reader.find([]) == 0
        assert reader.match == (0, 0)


async def test_selected_text_is_copied_as_it_was_written() -> None:
    post = Reading("a.md", "> - " + "文" * 40 + "\n> - word " * 2)
    async with shown(post, size=(40, 10)) as (pilot, _):
        await pilot.mouse_down(Reader, offset=(0, 0))
        await pilot.hover(Reader, offset=(30, 4))
        await pilot.mouse_up(Reader, offset=(30, 4))
        assert pilot.app.screen.get_selected_text() == "• " + "文" * 40 + "\n• word\n• word"


async def test_the_link_or_the_code_is_copied() -> None:
    async with shown(Reading("a.md", "```py\na = 1\nb\n```\n\n[c](/d)")) as (pilot, _):
        await press(pilot, "Y")
        assert pilot.app.clipboard == "a = 1\nb"
        await press(pilot, "tab", "Y")
        assert pilot.app.clipboard == "/d"


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (140, 50), (2, 2)])
async def test_nothing_and_little_are_shown_at_any_size(size: tuple[int, int]) -> None:
    for post in (None, Reading("a.md", ""), POST):
        async with shown(post, size) as (pilot, reader):
            await press(pilot, "j", "G", "n", "tab", "enter", "F", "Y", "right_square_bracket", "pagedown")
            assert len(screen(reader)) == reader.size.height


async def test_markup_and_escapes_of_a_post_are_text() -> None:
    async with shown(Reading("a.md", "[red]a[/x] \x1b[31mb")) as (_, reader):
        assert screen(reader)[0] == "[red]a[/x] ␛[31mb"


async def test_a_big_post_is_filled_in_while_idle_and_stays_put() -> None:
    async with shown(replace(POST, source=BODY * 20)) as (pilot, reader):
        reader.go_to_line(2000)
        top = screen(reader)[0]
        page = reader._page
        assert page is not None
        while not page.fill(0.01):
            await pilot.pause(0.02)
        reader._fill()
        assert screen(reader)[0] == top
        assert reader.virtual_size.height == page.height == page.tops[-1]


async def test_a_post_shown_before_there_is_room_gets_its_place_and_its_match_later() -> None:
    async with shown() as (pilot, reader):
        reader.go_to_line(45)
        reader.show(None)
        reader.display = False
        await pilot.resize_terminal(61, 20)
        reader.show(POST)
        reader.display = True
        await until(pilot, lambda: screen(reader)[:1] == ["## 見出し10"])
        reader.show(None)
        reader.display = False
        await pilot.pause()
        reader.show(replace(POST, path="c.md"))
        reader.find(["39番目"])
        reader.action_match(1)
        reader.display = True
        await until(pilot, lambda: any("39番目" in text for text in screen(reader)))


async def test_a_post_may_be_shown_before_the_reader_is_on_a_screen() -> None:
    reader = Reader()
    reader.show(POST)

    class Early(App[None]):
        def compose(self) -> ComposeResult:
            yield reader

    async with Early().run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert screen(reader)[0] == "## 見出し0"


async def test_the_way_back_leads_to_the_post_in_which_a_link_was_followed() -> None:
    async with shown() as (pilot, reader):
        await press(pilot, "pagedown", "tab", "enter")
        top = screen(reader)[0]
        reader.show(Reading("b.md", "b"))
        await press(pilot, "backspace")
        await pilot.pause()
        assert desk(pilot).returned == ["a.md"]
        reader.show(POST)
        assert screen(reader)[0] == top


async def test_the_headings_are_asked_for_with_the_one_being_read() -> None:
    async with shown() as (pilot, reader):
        reader.go_to_line(45)
        await press(pilot, "O")
        await pilot.pause()
        (asked,) = desk(pilot).outlined
        assert asked.headings[asked.current].text == "見出し10"
        reader.go_to(asked.headings[3].block)
        assert screen(reader)[0] == "## 見出し3"
        await press(pilot, "backspace")
        assert screen(reader)[0] == "## 見出し10"


async def test_a_key_decides_whether_changes_are_followed() -> None:
    async with shown() as (pilot, reader):
        await press(pilot, "C")
        reader.show(replace(POST, source=BODY.replace("これは30番目", "これは変わった")))
        assert any("これは変わった" in line for line in screen(reader))
        await press(pilot, "C", "g")
        reader.show(POST)
        assert screen(reader)[0] == "## 見出し0"
