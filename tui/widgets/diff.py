"""The lines that a save would change."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.reader.breaks import break_text


class Diff(VerticalScroll, can_focus=False):
    """Lines that go and lines that come; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = 0

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static()

    def show(self, lines: Sequence[str], error: str = "", *, whose: str = "") -> None:
        """Show other lines. The screen is laid out anew only where they take another height.

        Args:
            lines: Each with `-` or `+` before it, safe to show.
            error: Why nothing can be written, instead.
            whose: Which of several posts it is, safe to show; said first.
        """
        styles = {"-": "$text-error", "+": "$text-success"}
        room = max(2, self.screen.size.width - 3)
        shown = [
            Content(line[part.start : part.end]).stylize(styles.get(line[:1], "$foreground-muted"))
            for line in lines
            for part in break_text(line, room)
        ]
        if whose:
            shown[:0] = [Content(whose).stylize("$foreground-muted")]
        if error:
            shown.append(Content(error).stylize("$text-error"))
        self.query_one(Static).update(Content("\n").join(shown), layout=len(shown) != self._rows)
        self._rows = len(shown)
        self.display = bool(shown)
