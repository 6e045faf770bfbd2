"""The outline of a post: its headings, to go to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tui.screens.menu import Menu
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from tui.widgets.reader import Reader


class Outline(Menu):
    """A menu of headings, which are longer than most choices."""

    DEFAULT_CLASSES = "dialog -middle"


async def show_outline(app: App[object], event: Reader.Outlined) -> None:
    """Let a heading be chosen, and bring it to the top of the reader."""
    choices = [
        Choice(str(heading.block), "  " * (heading.level - 1) + heading.text) for heading in event.headings
    ]
    current = choices[event.current].id if event.current >= 0 else ""

    def go(block: str | None) -> None:
        if block is not None:
            event.reader.go_to(int(block))

    await app.push_screen(Outline("Outline", choices, current), go)
