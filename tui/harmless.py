"""The last look at what is painted: nothing in it may command the terminal, whoever wrote it.

Widgets make such characters visible. Where one forgets to, for a text that nobody thought a stranger's, they
are dropped here: they take no cell.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.blog.text import CONTROL


class Harmless(LineFilter):
    """Drops control characters, but for those that place pictures."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without them, mostly the very same."""
        if not CONTROL.search("".join([text for text, _, control in segments if not control])):
            return segments
        return [
            Segment(text if control else CONTROL.sub("", text), style, control)
            for text, style, control in segments
        ]
