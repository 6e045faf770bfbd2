"""Chips as they are drawn: the terms, the text that is typed and what it may become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import ScrollableContainer
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.blog.schema.lists import Item, complete, label, near
from tui.widgets.fields.chip_layout import Look, Piece, lay_out

OFFERS = 8
"""How many completions are shown."""


class ChipView(Widget):
    """Draws a list of terms. The class built on it says what keys and clicks do.

    Args:
        items: The terms.
        known: Terms in use, with the number of their posts, most frequent first.
        partly: Terms that only some of several posts have, with how many of how many.
        placeholder: What is shown where there is nothing.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chips--chip",
        "chips--partly",
        "chips--selected",
        "chips--cross",
        "chips--prompt",
        "chips--offer",
        "chips--count",
        "chips--best",
        "chips--hint",
        "chips--near",
    }

    def __init__(
        self,
        items: Iterable[Item],
        known: Mapping[str, int],
        *,
        partly: Mapping[str, str] | None = None,
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self.items: list[Item] = list(items)
        self.known = known
        self.partly = dict(partly or {})
        self.placeholder = placeholder
        self.typed = ""
        """The term that is being typed."""

        self._sought: tuple[str, list[str], str] = ("", [], "")
        """The typed text that completions were sought of last, these, and the term in use that it is near."""

        self._chip: int | None = None
        self._best = 0
        self._lines: list[list[Piece]] = []
        self._laid_out: tuple[Look, int] | None = None

    @property
    def offers(self) -> list[str]:
        """What the typed text may become; a term that is there already is offered to be dropped."""
        return self._complete()[0]

    def _complete(self) -> tuple[list[str], str]:
        """Return what the typed text may become, and the term in use that it is near; sought once a text."""
        if self.typed != self._sought[0]:
            text = self.typed.strip()
            offers = complete(text, self.known)[:OFFERS] if text else []
            better = near(text, self.known) or "" if text else ""
            if text and text not in offers and not better:
                offers.append(text)
            self._sought = self.typed, offers, better
        return self._sought[1:]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the terms, the text and its completions take."""
        return len(self._layout(width))

    def render_line(self, y: int) -> Strip:
        """Render a line."""
        lines = self._layout(self.size.width)
        segments = [
            Segment(piece.text, self.get_component_rich_style(f"chips--{piece.style}", partial=True))
            for piece in (lines[y] if y < len(lines) else [])
        ]
        if (y == 0 or segments) and (caret := self._caret(lines)) is not None:
            self.app.cursor_position = (
                self.content_region.offset + caret
            )  # where input methods open their window
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def piece_at(self, x: int, y: int) -> Piece | None:
        """Return what is drawn at a cell, if anything is."""
        lines = self._layout(self.size.width)
        for piece in lines[y] if y < len(lines) else []:
            x -= cell_len(piece.text)
            if x < 0:
                return piece
        return None

    def bring_caret(self) -> None:
        """Scroll to where text is typed, and its completions: a long list is higher than the form."""
        lines = self._layout(self.size.width)
        around = next((node for node in self.ancestors if isinstance(node, ScrollableContainer)), None)
        if around is not None and (caret := self._caret(lines)) is not None:
            here = self.content_region.offset - around.content_region.offset + around.scroll_offset
            below = Region(0, caret.y, self.size.width, len(lines) - caret.y)
            around.scroll_to_region(below.translate(here), animate=False)

    def _caret(self, lines: Sequence[Sequence[Piece]]) -> Offset | None:
        """Return where text is typed, from the corner of the content; None while nothing can be typed."""
        for y, line in enumerate(lines):
            x = 0
            for piece in line:
                if piece.part == "caret":
                    return Offset(x, y)
                x += cell_len(piece.text)
        return None

    def _layout(self, width: int) -> list[list[Piece]]:
        """Lay out what is there in a width of cells, if it is not what was laid out last."""
        names = tuple(map(label, self.items))
        offers, better = self._complete()
        look = Look(
            names,
            tuple(self.partly.items()),
            self.typed,
            tuple((term, self._told(term, names)) for term in offers),
            better,
            self._chip,
            self._best,
            self.has_focus,
            self.placeholder,
        )
        if (look, width) != self._laid_out:
            self._laid_out = look, width
            self._lines = lay_out(look, width)
        return self._lines

    def _told(self, term: str, names: Sequence[str]) -> str:
        """Return what taking a term does, or how many posts have it."""
        if term in names:
            return "to all" if term in self.partly else "drop"
        return str(self.known[term]) if term in self.known else "new"
