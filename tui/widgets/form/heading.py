"""The line over the fields of a map, or over the maps of a list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from tui.blog.schema import Block, Fields
from tui.blog.schema.entries import Entry


class Heading(Static, can_focus=True):
    """Names the rows below it; a list of maps takes another item."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "grow", "Add an item", key_display="⏎", id="block.grow")
    ]

    class Grow(Message):
        """Another item is wanted."""

    def action_grow(self) -> None:
        """Ask for another item."""
        self.post_message(self.Grow())

    def on_click(self) -> None:
        """Ask for another item, where this is a list."""
        if str(self.render()):
            self.action_grow()


def make_heading(entry: Entry, *, mixed: bool) -> Static:
    """Return the heading of an entry.

    Args:
        entry: A map, or a list of maps.
        mixed: Whether it differs among several posts.
    """
    if mixed and type(entry.field) is not Fields:
        return Static("differs: edit these posts one by one")
    if isinstance(entry.field, Block):
        count = len(entry.value) if isinstance(entry.value, list) else 0
        return Heading(f"{count} × · ⏎ adds one")
    return Heading("") if isinstance(entry.key[-1], int) else Static("")
