"""The whole front matter as text, for a post in which it can't be read; the line of the problem is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static, TextArea

from tui.blog.errors import BlogError
from tui.blog.text import visible
from tui.widgets.wrapped import WrappedArea


class SourceArea(WrappedArea):
    """The text, with the file's own line numbers."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"source--wrong"}

    HELP = "The front matter as it stands in the file. The line that can't be read is marked as you type."

    wrong: reactive[int | None] = reactive(None, init=False)
    """The line that can't be read, from 0; None where all can."""

    def watch_wrong(self) -> None:
        """Draw the lines anew."""
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line, marked where it is wrong."""
        line = super().get_line(line_index)
        if line_index == self.wrong:
            line.append(" " * max(0, self.wrap_width - line.cell_len))
            line.stylize(self.get_component_rich_style("source--wrong"))
        return line


class SourcePane(Vertical):
    """The text over what is wrong with it.

    Args:
        text: The source.
        first_line: The line of the file where it begins, from 1.
    """

    @dataclass
    class Changed(Message):
        """Another text is typed."""

        text: str

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__()
        self.first_line = first_line
        self.area = SourceArea(
            text,
            soft_wrap=True,
            compact=True,
            show_line_numbers=True,
            highlight_cursor_line=False,
            line_number_start=first_line,
            tab_behavior="focus",
        )
        """Where it is typed."""

    def compose(self) -> ComposeResult:
        """Lay out the text over the problem."""
        yield self.area
        yield Static(classes="wrong")

    def go_to_problem(self) -> None:
        """Put the cursor on the line that is wrong."""
        self.area.focus()
        if self.area.wrong is not None:
            self.area.move_cursor((self.area.wrong, 0), center=True)

    def mark(self, problem: BlogError | None) -> None:
        """Show what is wrong, or that nothing is any more.

        Args:
            problem: With the line of the file, where that is known.
        """
        told = self.query_one(".wrong", Static)
        told.set_class(problem is None, "-right")
        if problem is None:
            self.area.wrong = None
            told.update("it can be read")
            return
        last = self.area.document.line_count - 1
        line = problem.line
        self.area.wrong = None if line is None else max(0, min(line - self.first_line, last))
        told.update(Content(visible(f"line {line}: {problem.message}" if line else problem.message)))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Changed(self.area.text))
