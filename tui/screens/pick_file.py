"""Picking one of the site's own files, found by what is typed, with a thumbnail of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.blog.addresses import Offer, match
from tui.widgets.choices import Choice, Choices
from tui.widgets.fields import Thumbnail
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine

WIDE, NARROW = (36, 14), (18, 7)
"""The most cells of the picture, across and down, on a wide screen and on a narrow one."""

ROOMY = 80
"""From how many cells on a screen is wide."""


class PickFile(ModalScreen[str | None]):
    """Returns the address of a file, or None.

    Args:
        root: The site's folder.
        offers: The files.
        here: The address that the field holds now; the cursor begins on it.
        what: What they are, in the singular.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", priority=True, id="pick.take"),
        Binding("escape", "dismiss(None)", "Cancel", id="dialog.back"),
        Binding("down", "move(1)", "Next", show=False, id="pick.down"),
        Binding("up", "move(-1)", "Previous", show=False, id="pick.up"),
    ]

    choices = getters.query_one(Choices)
    thumbnail = getters.query_one(Thumbnail)

    def __init__(self, root: Path, offers: Sequence[Offer], here: str = "", what: str = "file") -> None:
        super().__init__()
        self._root = root
        self._offers = offers
        self._found = list(offers)
        self._here = here
        self._what = what

    def compose(self) -> ComposeResult:
        """Lay out the line over the files, beside the picture under the cursor."""
        with Vertical(classes="box"):
            count = len(self._offers)
            yield Static(f"{count:,} {self._what if count == 1 else f'{self._what}s'}", classes="title")
            yield Input(compact=True, placeholder="type a part of the name", select_on_focus=False)
            with Horizontal(classes="beside"):
                yield Choices()
                yield Thumbnail(*(WIDE if self.app.size.width >= ROOMY else NARROW))
            yield StatusLine()

    def on_mount(self) -> None:
        """Show all, with the cursor on the one that the field names."""
        self.choices.can_focus = False
        self.choices.mark_width = 0
        self._list()
        addresses = [offer.address for offer in self._found]
        if self._here in addresses:
            self.choices.cursor = addresses.index(self._here)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._found = match(self._offers, event.value)
        self._list()

    def _list(self) -> None:
        self.choices.choices = [
            Choice(offer.path, offer.address, "" if offer.path.endswith(offer.address) else offer.path)
            for offer in self._found
        ]

    @on(Rows.Highlighted)
    def _look(self, event: Rows.Highlighted) -> None:
        found = self._found[event.row] if event.row < len(self._found) else None
        self.thumbnail.picture = self._root / found.path if found is not None else None

    def action_move(self, rows: int) -> None:
        """Move among the files."""
        self.choices.action_move(rows)

    @on(Rows.Selected)
    def action_take(self) -> None:
        """Return the address of the file under the cursor."""
        if self.choices.cursor < len(self._found):
            self.dismiss(self._found[self.choices.cursor].address)
