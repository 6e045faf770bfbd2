"""A text area that wraps Japanese as the reader does, and shows what a terminal would obey."""

from __future__ import annotations

from functools import lru_cache

from rich.text import Text
from textual._wrap import compute_wrap_offsets
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from tui.blog.overlay import shown
from tui.reader.breaks import break_text

NARROWEST = 4
"""Cells below which Textual's own wrapping has to do."""


@lru_cache(maxsize=4096)
def wrap_offsets(line: str, width: int) -> tuple[int, ...]:
    """Return where a line breaks, by the rules of Japanese and of everybody else.

    Args:
        line: A line without tabs.
        width: The cells of a line on the screen.
    """
    return tuple(part.start for part in break_text(line, width)[1:])


class WrappedText(WrappedDocument):
    """Wraps by `tui.reader.breaks`: no line begins with a stop or ends with an opening bracket.

    Textual's own wrapping knows spaces alone. Lines are remembered, so wrapping all of them after a
    key costs as much as wrapping one.
    """

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap every line at a width in cells; 0 for no wrapping."""
        super().wrap(0 if width >= NARROWEST else width, tab_width)
        if width < NARROWEST:
            return
        self._width = width
        offsets: list[list[int]] = []
        places: list[tuple[int, int]] = []
        tops: list[list[int]] = []
        for index, line in enumerate(self.document.lines):
            if "\t" in line:
                found = compute_wrap_offsets(line, width, self._tab_width)
            else:
                found = list(wrap_offsets(line, width))
            offsets.append(found)
            tops.append(list(range(len(places), len(places) + len(found) + 1)))
            places += [(index, section) for section in range(len(found) + 1)]
        self._wrap_offsets = offsets
        self._offset_to_line_info = places
        self._line_index_to_offsets = tops

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap after an edit."""
        self.wrap(self._width, self._tab_width)


class WrappedArea(TextArea):
    """A text area with our wrapping, for which Textual's has no setting."""

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = WrappedText(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.wrapped_document.wrap(self.wrap_width, tab_width=self.indent_width)

    def get_line(self, line_index: int) -> Text:
        """Return a line fit to be shown."""
        return Text(shown(self.document.get_line(line_index)), end="", no_wrap=True)
