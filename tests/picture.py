"""Draw the README's picture: the app on `sample_content`, by the app itself.

Run `python -m tests.picture` from the checkout; it writes `postdesk.svg`.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from pathlib import Path

from rich.cells import cell_len

from tui.app import DeskApp

ROOT = Path(__file__).parents[1]
SIZE = (140, 38)
"""Columns and rows."""


def spread(svg: str) -> str:
    """Give wide characters their two cells: Rich measures a text by its characters when it draws one."""

    def stretch(match: re.Match[str]) -> str:
        head, length, middle, text = match.groups()
        plain = html.unescape(text)
        return f'{head}textLength="{float(length) / len(plain) * cell_len(plain):.1f}"{middle}{text}</text>'

    return re.sub(r'(<text [^>]*)textLength="([\d.]+)"([^>]*>)([^<]+)</text>', stretch, svg)


async def draw(target: Path) -> None:
    """Open the sample content, put the cursor on a post with much to show, and save the screen."""
    app = DeskApp(ROOT / "sample_content")
    async with app.run_test(size=SIZE) as pilot:
        while app.library is None or not len(app.library):
            await pilot.pause(0.05)
        await pilot.press("j", "j", "j")
        await pilot.pause(1.5)  # until the reader has what the cursor is on
        target.write_text(spread(app.export_screenshot(title="postdesk")), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:  # nobody's own settings are in the picture
        os.environ.update({f"XDG_{kind}_HOME": home for kind in ("CONFIG", "CACHE", "STATE")})
        asyncio.run(draw(ROOT / "postdesk.svg"))
