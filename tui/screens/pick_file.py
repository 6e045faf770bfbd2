"""Picking one of the site's own files, found by what is typed, with a thumbnail of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.blog.addresses import Offer, match
from tui.screens.picker import Picker
from tui.widgets.choices import Choice, Choices
from tui.widgets.fields import Thumbnail
from tui.widgets.rows import Rows

WIDE, NARROW = (36, 14), (18, 7)
"""The most cells of the picture, across and down, on a wide screen and on a narrow one."""

ROOMY = 80
"""From how many cells on a screen is wide."""


class PickFile(Picker[Offer]):
    """Returns a file, or None.

    Args:
        root: The site's folder.
        offers: The files.
        here: The address that the field holds now; the cursor begins on it.
        what: What they are, in the singular.
    """

    NOTHING = "no name holds that"

    thumbnail = getters.query_one(Thumbnail)

    def __init__(self, root: Path, offers: Sequence[Offer], here: str = "", what: str = "file") -> None:
        count = len(offers)
        super().__init__(f"{count:,} {what if count == 1 else f'{what}s'}", "type a part of the name")
        self._root = root
        self._offers = offers
        self._here = here

    def compose_choices(self) -> ComposeResult:
        """Lay out the files beside the picture under the cursor."""
        with Horizontal(classes="beside"):
            choices = Choices()
            choices.mark_width = 0
            yield choices
            yield Thumbnail(*(WIDE if self.app.size.width >= ROOMY else NARROW))

    def seek(self, typed: str) -> None:
        """Offer the files whose names hold what is typed; the cursor begins on the one that is named."""
        found = match(self._offers, typed)
        self.offer(
            found,
            [
                Choice(offer.path, offer.address, "" if offer.path.endswith(offer.address) else offer.path)
                for offer in found
            ],
        )
        addresses = [offer.address for offer in found]
        if not typed and self._here in addresses:
            self.choices.cursor = addresses.index(self._here)

    @on(Rows.Selected)
    def _choose(self) -> None:
        self.action_take()

    @on(Rows.Highlighted)
    def _look(self) -> None:
        offer = self.under_cursor
        self.thumbnail.picture = self._root / offer.path if offer is not None else None
