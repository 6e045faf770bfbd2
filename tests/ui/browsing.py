"""The app on a small site of its own, driven by real keys and read from its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
import watchfiles
from textual.pilot import Pilot

from tests.ui.waiting import PATIENCE, until
from tui.app import DeskApp
from tui.config import Config
from tui.screens.browse import Browse

WIDE, MIDDLE, NARROW = (140, 45), (80, 24), (60, 20)

STARTING = frozenset({"glance", "unsaved", "reading", "layout"})
"""The groups of workers that end once the first screen is as it stays."""

POSTS = {
    "ai.md": "title: 1000億ドル規模のAIインフラ投資競争\ndate: 2026-03-01\n"
    "tags: [AI, 投資]\ncategories: [News]",
    "amazon.md": "title: AmazonとGoogleの設備投資\ndate: 2026-02-06\ntags: [AI, Amazon]",
    "chips.md": "title: チップの話\ndate: 2026-01-31\ntags: [チップ, 投資]\ncategories: [News]",
    "draft.md": "title: An unfinished thought\ndate: 2026-01-15\ndraft: true\ntags: [AI]",
    "later.md": "title: Next year's outlook\ndate: 2126-01-01\ntags: [投資]",
    "hostile.md": 'title: "[/x] [bold]not markup\\e[31m"\ndate: 2025-12-01\ntags: ["[red]", AI]',
    "broken.md": "title: [unclosed",
}
"""The front matter of each post."""


def make_site(root: Path) -> Path:
    """Write a small Hugo site."""
    (root / "hugo.toml").write_text(
        'title = "My blog"\nbaseURL = "https://blog.example/"\ntimeZone = "Asia/Tokyo"\n'
    )
    folder = root / "content" / "posts"
    folder.mkdir(parents=True)
    for name, front in POSTS.items():
        (folder / name).write_text(
            f"---\n{front}\n---\n\n## About {name}\n\nThe body of {name} tells more.\n"
        )
    return root


@dataclass
class Hand:
    """What a user has: keys, a screen to look at, and the files."""

    app: DeskApp
    pilot: Pilot[None]
    root: Path

    @property
    def browse(self) -> Browse:
        """The screen of the posts."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, Browse)
        return screen

    @property
    def lines(self) -> list[str]:
        """The screen as it is painted."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in line) for line in strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def titles(self) -> list[str]:
        """The titles of the list."""
        return [post.title for post in self.browse.selection or ()]

    @property
    def is_starting(self) -> bool:
        """Whether something that a start begins, and ends, is under way."""
        return any(worker.group in STARTING and not worker.is_finished for worker in self.app.workers)

    def post(self, name: str) -> Path:
        """Where a post is."""
        return self.root / "content" / "posts" / name

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until they are answered."""
        await self.pilot.press(*keys)
        await self.until(lambda: not self.app.typing)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "-": "minus", ":": "colon", '"': "quotation_mark", ",": "comma"}
        await self.press(*(names.get(char, char) for char in text))

    async def filter(self, text: str) -> None:
        """Type into the filter line, which is left open."""
        await self.press("slash")
        await self.type(text)

    async def until(self, true: Callable[[], object], what: str = "it") -> None:
        """Wait until something is true, and fail where it never is."""
        await until(self.pilot, true, what)

    async def see(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.until(lambda: text in self.text, repr(text))


def hold_watch(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let the disk be watched only when the event that is returned is set."""
    may, watch = Event(), watchfiles.watch
    monkeypatch.setattr(
        watchfiles, "watch", lambda *args, **named: may.wait(PATIENCE) and watch(*args, **named)
    )
    return may


@asynccontextmanager
async def browsing(
    root: Path, size: tuple[int, int] = WIDE, *, query: str = "", config: Config | None = None
) -> AsyncIterator[Hand]:
    """Open the app on a site, and wait until all is read."""
    app = DeskApp(root, config, query=query)
    async with app.run_test(size=size, notifications=True) as pilot:
        hand = Hand(app, pilot, root)
        await hand.until(lambda: app.is_current and not hand.is_starting, "the end of the start")
        await pilot.pause()
        yield hand
