"""A desk with an editing screen on it, driven by real keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual import on, work
from textual.pilot import Pilot
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from tests.ui.waiting import LOOK, until
from tui.blog.desk import Desk, Folders
from tui.blog.errors import BlogError
from tui.blog.library import Library
from tui.in_order import InOrder
from tui.messages import Save, Saved
from tui.screens.edit import EditScreen
from tui.screens.keeping import KEEP_SECONDS
from tui.screens.showing import SHOW_SECONDS
from tui.screens.write import WriteScreen

WIDE = (140, 45)

RESTED = 1.2 * SHOW_SECONDS
"""Seconds after which no screen waits for more keys: a form's, which `on_screen` gives the writing too."""

POST = """title: "はじめに" # the title
date: 2026-02-28T10:00:00+09:00
draft: true
weight: 3
tags:
  - "AI"
  - "投資"
cover:
  image: a.png
  alt: ''"""


class Editing(InOrder):
    """The least of an app: it takes keys one at a time, saves, and shows a library."""

    library: reactive[Library | None] = reactive(None)

    def __init__(self, desk: Desk, screen: Screen[None]) -> None:
        super().__init__()
        self.desk = desk
        self.first = screen

    def on_mount(self) -> None:
        self.library = self.desk.library
        self.push_screen(self.first)

    @on(Save)
    @work(thread=True)
    def save(self, event: Save) -> None:
        try:
            outcome = self.desk.apply(event.plan)
        except BlogError as error:
            self.call_from_thread(self.screen.post_message, Saved(event.plan, None, error))
        else:
            self.call_from_thread(self.screen.post_message, Saved(event.plan, outcome))


@dataclass
class Hand:
    """What a user has: keys, a screen to look at, and the files."""

    app: Editing
    pilot: Pilot[None]
    root: Path

    @property
    def screen(self) -> EditScreen:
        assert isinstance(self.app.first, EditScreen)
        return self.app.first

    @property
    def write(self) -> WriteScreen:
        assert isinstance(self.app.first, WriteScreen)
        return self.app.first

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before it is answered; `text:…` types."""
        for key in keys:
            if key.startswith("text:"):
                await self.pilot.press(*("space" if c == " " else c for c in key[5:]))
            else:
                await self.pilot.press(key)
            await self.answered()
        await self.settle()

    async def settle(self) -> None:
        """Wait until what waits for keys to rest is done, and the work that it began."""
        await self.pilot.pause(RESTED)
        await self.answered()

    async def answered(self) -> None:
        """Wait until nothing computes any more."""
        await self.pilot.pause(LOOK)
        await self.until(lambda: not self.is_busy)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until something is true, and fail where it never is."""
        await until(self.pilot, true)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way that does not wait for a key."""
        asks = self.app.screen is not self.app.first
        return self.app.typing or not all(
            worker.is_finished or (asks and worker.group == "ask") for worker in self.app.workers
        )

    async def keep(self) -> None:
        """Let the work be kept; what follows is as if the process were killed."""
        await self.pilot.pause(1.2 * KEEP_SECONDS)
        await self.settle()

    async def go(self, *key: str | int) -> None:
        """Go to a field, as tab would."""
        self.screen.form.go_to(key)
        await self.pilot.pause()

    async def library_changes(self) -> None:
        """Let the app learn what is on disk now."""
        self.app.library = self.app.desk.index.scan()
        await self.settle()

    def sees(self, kind: type[Screen[Any]]) -> bool:
        """Tell which screen is on top."""
        return isinstance(self.app.screen, kind)

    def editor(self, *key: str | int) -> Any:
        """Return what a field is edited with."""
        row = self.screen.form.find(key)
        assert row is not None
        assert row.editor is not None
        return row.editor

    def note(self, *key: str | int) -> str:
        row = self.screen.form.find(key)
        assert row is not None
        return str(row.query_one(".note").render())

    def changes(self) -> list[str]:
        """Return the lines below the form: what a save would change."""
        return str(self.screen.diff.query_one(Static).render()).split("\n")

    def news(self) -> str:
        return str(self.app.first.query_one("#news").render())

    @property
    def painted(self) -> str:
        """The screen as it is painted."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()


@asynccontextmanager
async def editing(
    root: Path, *paths: str, field: str = "", size: tuple[int, int] = WIDE
) -> AsyncIterator[Hand]:
    """Open the form of posts of a site."""
    desk = desk_of(root)
    among = sorted(post.path for post in desk.library.posts)
    async with on_screen(desk, EditScreen(desk, paths or ("a.md",), among=among, field=field), size) as hand:
        yield hand


@asynccontextmanager
async def writing(
    root: Path, path: str = "a.md", line: int = 0, size: tuple[int, int] = WIDE
) -> AsyncIterator[Hand]:
    """Open the editor of a post's body."""
    desk = desk_of(root)
    async with on_screen(desk, WriteScreen(desk, path, line), size) as hand:
        yield hand


@asynccontextmanager
async def on_screen(desk: Desk, screen: Screen[None], size: tuple[int, int]) -> AsyncIterator[Hand]:
    app = Editing(desk, screen)
    try:
        with patch("tui.screens.write.REST", SHOW_SECONDS):
            async with app.run_test(size=size) as pilot:
                hand = Hand(app, pilot, desk.site.root)
                await hand.settle()
                yield hand
    finally:
        desk.drafts.close()


def desk_of(root: Path) -> Desk:
    state = root.parent / f"{root.name}-state"
    desk = Desk.open(root, folders=Folders(state / "config", state / "cache", state / "state"))
    desk.index.scan()
    return desk


def site(folder: Path, **posts: str) -> Path:
    """Make a folder of posts, each given by its front matter."""
    root = folder / "site"
    root.mkdir()
    for name, text in posts.items():
        (root / f"{name}.md").write_bytes(f"---\n{text}\n---\nThe body.\n".encode())
    return root


def diff(before: str, after: str) -> list[str]:
    """Return the lines that differ, marked."""
    import difflib

    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]


def three_posts(folder: Path) -> Path:
    """Make a site of three posts that share a term, the first of them with a field of each kind."""
    return site(
        folder, a=POST, b="title: Second\ndate: 2026-01-01\ntags: [AI, 速報]", c="title: Third\ntags: [AI]"
    )
