"""Keys typed in one breath: each goes where the one before it leads."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.terminal import Terminal
from tests.ui.browsing import NARROW, browsing, make_site
from tui.blog.desk import Desk
from tui.blog.document import Document
from tui.in_order import InOrder
from tui.screens import waiting
from tui.screens.following import SCROLLED
from tui.screens.searching import Searching


def breathe(app: App[None], keys: str) -> None:
    """Type keys before the first is looked at."""
    names = {"/": "slash", "\r": "enter", "\x1b": "escape", ",": "comma", " ": "space", "\t": "tab"}
    for key in keys:
        app.post_message(events.Key(names.get(key, key), key))


def read_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be slow."""
    read = Desk.read

    def wait(desk: Desk, path: str) -> Document:
        time.sleep(0.3)
        return read(desk, path)

    monkeypatch.setattr(Desk, "read", wait)


def make_long(post: Path) -> None:
    """Write a post that is longer than any screen."""
    post.write_text("---\ntitle: Long\ndate: 2026-03-01\n---\n" + "word\n\n" * 200)


@pytest.fixture
def site(tmp_path: Path, own_folders: Path) -> Path:
    return make_site(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")
def test_in_a_terminal_the_form_takes_what_is_typed_behind_its_key(site: Path) -> None:
    terminal = Terminal([sys.executable, "-m", "tui", str(site)], env=dict(os.environ))
    assert terminal.wait_for("About later.md"), terminal.text
    terminal.press("jjf and more")
    assert terminal.wait_for("AmazonとGoogleの設備投資 and more"), terminal.text
    assert terminal.wait_for("· 1 change"), terminal.text
    terminal.press("\x13")
    assert terminal.wait_for("no changes"), terminal.text
    terminal.press("\x1b")
    assert terminal.wait_for("⏎ read"), terminal.text
    terminal.press("jwa few words, jwft\r")
    assert terminal.wait_for("a few words, jwft"), terminal.text
    terminal.close()


async def test_the_terms_take_what_is_typed_behind_their_key(site: Path) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, "jtfjt\r\r")
        await hand.until(lambda: "fjt" in hand.post("ai.md").read_text())


@pytest.mark.parametrize("leave", ["\r", "\x1b"])
async def test_the_list_takes_what_is_typed_behind_the_key_that_leaves_the_filter(
    site: Path, leave: str
) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, f"/AI{leave}jj,t")
        await hand.see("title ↑")
        assert hand.browse.filter_line.text == "AI sort:title-asc"
        assert hand.browse.posts.has_focus


async def test_what_is_asked_takes_its_answer(site: Path) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, "jfx\x1bdj,t")
        await hand.see("title ↑")
        assert not list(hand.browse.opened.drafts.all())


async def test_a_key_that_is_lost_holds_the_others_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Going(InOrder):
        def compose(self) -> ComposeResult:
            yield Input(id="first")
            yield Input(id="second")

    app = Going()
    async with app.run_test() as pilot:
        first, second = app.query(Input)
        with monkeypatch.context() as going:
            going.setattr(first, "post_message", lambda message: True)
            breathe(app, "xy")
            await asyncio.sleep(0.1)
        second.focus()
        for _ in range(100):
            if second.value:
                break
            await pilot.pause(0.05)
        assert second.value == "y"


async def test_a_text_pasted_behind_a_key_is_where_it_leads(site: Path) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, "/")
        hand.app.post_message(events.Paste("tag:AI"))
        await hand.until(lambda: len(hand.titles) == 4)


async def test_the_reader_takes_what_is_typed_behind_its_key_with_the_post_it_is_for(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(site) as hand:
        await hand.see("About later.md")
        read_slowly(monkeypatch)
        breathe(hand.app, "j\rO")
        await hand.see("Outline")
        assert "About ai.md" in hand.text
        assert "About later.md" not in hand.text


@pytest.mark.parametrize("keys", ["\rO", "j\rO", "\rO\x1bf", "\r\x1b\r\x1bj\rO"])
async def test_the_reader_that_is_not_laid_out_yet_takes_what_is_typed_behind_its_key(
    site: Path, keys: str
) -> None:
    async with browsing(site, NARROW) as hand:
        breathe(hand.app, keys)
        await hand.see("Outline" if keys[-1] == "O" else "Front matter")


async def test_the_reader_is_scrolled_from_the_list_in_the_post_under_the_cursor(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_long(site / "content" / "posts" / "ai.md")
    async with browsing(site) as hand:
        await hand.see("About later.md")
        read_slowly(monkeypatch)
        breathe(hand.app, "jJ")
        await hand.see("word")
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.scroll_y == SCROLLED)


async def test_a_key_of_a_post_behind_a_filter_is_for_what_the_filter_leaves(site: Path) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, '/"of amazon.md tells"\rf')
        await hand.see("Front matter")
        assert "content/posts/amazon.md" in hand.text


async def test_posts_that_do_not_come_hold_a_key_for_a_moment_only(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    monkeypatch.setattr(Searching, "_search", lambda *args: None)
    async with browsing(site) as hand:
        breathe(hand.app, '/"of amazon.md tells"\rf')
        await hand.see("Front matter")


async def test_what_is_typed_is_completed_in_the_same_breath(site: Path) -> None:
    async with browsing(site) as hand:
        breathe(hand.app, "/tag:Am\t\r")
        await hand.until(lambda: hand.titles == ["AmazonとGoogleの設備投資"])
        assert hand.browse.filter_line.text == "tag:Amazon"


async def test_the_way_back_waits_for_no_post(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(site) as hand:
        await hand.see("About later.md")
        read_slowly(monkeypatch)
        breathe(hand.app, "j\r")
        await hand.until(lambda: hand.browse.has_class("-reading"))
        breathe(hand.app, "\x1b")
        await hand.until(lambda: hand.browse.posts.has_focus)
        assert "About later.md" in hand.text


async def test_a_post_is_not_edited_at_the_line_at_which_another_was_read(site: Path) -> None:
    make_long(site / "content" / "posts" / "ai.md")
    async with browsing(site, NARROW) as hand:
        await hand.press("j", "enter", "G")
        await hand.until(lambda: hand.browse.line_read > 300)
        await hand.press("escape", "j")
        await hand.see("3/7")
        await hand.until(lambda: not hand.browse.is_reading)
        assert hand.browse.line_read == 1
        assert "%" not in hand.lines[-1]


async def test_a_reader_without_room_holds_no_key(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.press("enter")
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.has_focus)
        await hand.pilot.resize_terminal(2, 10)
        await hand.press("j", "escape")
        assert hand.browse.posts.has_focus
