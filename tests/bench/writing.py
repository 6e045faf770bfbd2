"""A keystroke in the writing screen, beside the editor without its preview and Textual's text area.

    python -m tests.bench.writing [POST]

Processor time from the key to the painted screen and all that follows it, medians of several keys,
typed into the middle of the post.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.bench.reader import SIZES, numbered
from tests.bench.table import Figure, Table
from tests.conftest import SHARED
from tests.reader.bodies import reading
from tests.ui.editing import Editing, desk_of
from tui.screens.write import WriteScreen

SIZE = (140, 45)
KEYS = "abcdefghij"
REST = 0.25
"""Seconds in which all that a key starts has ended, kept work apart."""


class Plain(App[None]):
    """Textual's text area."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.area = TextArea(text, soft_wrap=True)

    def compose(self) -> ComposeResult:
        """Lay out the text area alone."""
        yield self.area


async def typed(pilot: Pilot[Any], area: TextArea) -> float:
    """Type into the middle; return the milliseconds of a key."""
    area.move_cursor((area.document.line_count // 2, 0), center=True)
    await pilot.press("end", "x")
    await pilot.pause(8 * REST)
    idle = process_time()
    await pilot.pause(REST)
    idle = process_time() - idle
    found = []
    for key in KEYS:
        start = process_time()
        await pilot.press(key)
        await pilot.pause(REST)
        found.append(process_time() - start - idle)
    return 1000 * median(found)


async def plain(text: str) -> float:
    """Type into Textual's text area."""
    app = Plain(text)
    async with app.run_test(size=SIZE) as pilot:
        return await typed(pilot, app.area)


async def writing(root: Path, *, preview: bool) -> float:
    """Type into the writing screen."""
    desk = desk_of(root)
    screen = WriteScreen(desk, "a.md")
    app = Editing(desk, screen)
    async with app.run_test(size=SIZE) as pilot:
        while screen.reader is None or not screen.reader.filled:
            await pilot.pause(REST)
        if not preview:
            await pilot.press("f9")
        return await typed(pilot, screen.editor)


def measure(post: Path, sizes: dict[str, int]) -> Table:
    """Measure one post at several sizes, in bytes."""
    table = Table("A keystroke, painted")
    once = reading(post)
    for label, size in sizes.items():
        source = numbered(once, size).source
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "site"
            root.mkdir()
            (root / "a.md").write_text(f"---\ntitle: A\n---\n\n{source}")
            alone = asyncio.run(writing(root, preview=False))
            with_preview = asyncio.run(writing(root, preview=True))
        textual = asyncio.run(plain(source))
        table.add(
            Figure(f"{label}: with preview", with_preview, "ms", "editor alone", alone, "0.67 x or more")
        )
        table.add(Figure(f"{label}: editor alone", alone, "ms", "Textual's TextArea", textual))
    return table


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("post", nargs="?", type=Path, default=None)
    given = options.parse_args()
    post = given.post or min((SHARED / "seeds").glob("*.md"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = home
        print(measure(post, SIZES))


if __name__ == "__main__":
    main()
