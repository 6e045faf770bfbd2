"""A text area that wraps Japanese as the reader does, shows what a terminal would obey, and is quick.

It stands on three modules that Textual keeps to itself, for it has no public way to wrap a text area
otherwise: `TextArea.wrapped_document` and `navigator` are public, and so is what they are asked, but
their classes are not, nor is the method that makes them. So Textual's next major version is looked at
before it is allowed (`textual<9`).
"""

from __future__ import annotations

from functools import lru_cache

from rich.text import Text
from textual._wrap import compute_wrap_offsets
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from tui.blog.writing.overlay import shown
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

    Textual's own wrapping knows spaces alone. And it counts the height by going through all lines,
    for each line that it paints; here a key costs as much in a megabyte as in a page, unless it
    makes the text a line longer.
    """

    @property
    def height(self) -> int:
        """How many lines there are on the screen."""
        return len(self._offset_to_line_info)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap every line at a width in cells; 0 for no wrapping."""
        if width < NARROWEST:
            super().wrap(width, tab_width)
            return
        self._width = width
        self._tab_width = tab_width or self._tab_width
        lines = self.document.lines
        self._wrap_offsets = [self._breaks(line) for line in lines]
        self._tab_width_cache = [self._tabs(line) for line in lines]
        self._offset_to_line_info = []
        self._line_index_to_offsets = []
        self._number(0)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap after an edit, the lines it touched alone."""
        top, bottom = sorted((start[0], old_end[0]))
        lines = self.document.lines[top : max(start[0], new_end[0]) + 1]
        same = len(self._wrap_offsets) - (bottom + 1 - top) + len(lines) == len(self.document.lines)
        if self._width < NARROWEST or not same:  # Textual clamps what is out of bounds; we begin anew
            self.wrap(self._width, self._tab_width)
            return
        old = self._wrap_offsets[top : bottom + 1]
        new = [self._breaks(line) for line in lines]
        self._wrap_offsets[top : bottom + 1] = new
        self._tab_width_cache[top : bottom + 1] = [self._tabs(line) for line in lines]
        if [*map(len, old)] != [*map(len, new)]:
            self._number(top)

    def _breaks(self, line: str) -> list[int]:
        if "\t" in line:
            return compute_wrap_offsets(line, self._width, self._tab_width)
        return list(wrap_offsets(line, self._width)) if line else []

    def _tabs(self, line: str) -> list[int]:
        return [width for _, width in get_tab_widths(line, self._tab_width)] if "\t" in line else [0]

    def _number(self, top: int) -> None:
        """Number the lines on the screen anew, from a line of the text on."""
        places, tops = self._offset_to_line_info, self._line_index_to_offsets
        at = tops[top][0] if top < len(tops) else len(places)
        del places[at:], tops[top:]
        for index in range(top, len(self._wrap_offsets)):
            count = len(self._wrap_offsets[index]) + 1
            tops.append([*range(at, at + count)])
            places += [(index, section) for section in range(count)]
            at += count


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
