"""The editor of a body: Japanese wrapped as the reader wraps it, and a writer's helpers on keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets.text_area import Selection

from tui.blog.text import fold
from tui.blog.writing.markdown import align_table, find_table, link, next_line, toggle
from tui.blog.writing.matches import Match, find, replace
from tui.widgets.wrapped import WrappedArea


class Editor(WrappedArea):
    """Markdown, a line of the file a line of the editor."""

    HELP = "Markdown. Lists and quotes go on by themselves; an empty item ends them."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "mark('**')", "Bold", id="write.bold"),
        Binding("ctrl+t", "mark('*')", "Italic", show=False, id="write.italic"),
        Binding("ctrl+l", "link", "Link", id="write.link"),
        Binding("ctrl+n", "table", "Align table", show=False, id="write.table"),
        Binding("ctrl+home", "go_to_start", "Start of the text", show=False, id="write.start"),
        Binding("ctrl+end", "go_to_end", "End of the text", show=False, id="write.end"),
        Binding("f3", "match(1)", "Next match", key_display="F3", show=False, id="write.next_match"),
        Binding("shift+f3", "match(-1)", "Previous match", show=False, id="write.previous_match"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            compact=True,
            show_line_numbers=False,
            highlight_cursor_line=True,
            tab_behavior="indent",
        )
        self.words = ""
        """What is looked for."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.read_only and self._continue():
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    def _continue(self) -> bool:
        """Go on with a list or a quote; tell whether there is one."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        beginning = next_line(line[:column]) if self.selection.is_empty else None
        if beginning is None:
            return False
        if beginning:
            self.insert(f"\n{beginning}")
        else:
            self.replace("", (row, 0), (row, column))
        return True

    def put(self, text: str, back: int = 0) -> None:
        """Put a text in the place of the selection, and the cursor some characters before its end."""
        start, end = sorted((self.selection.start, self.selection.end))
        self.replace(text, start, end)
        row, column = self.cursor_location
        self.move_cursor((row, column - back))

    def action_go_to_start(self) -> None:
        """Put the cursor before the first character."""
        self.move_cursor((0, 0))

    def action_go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.move_cursor(self.document.end)

    def action_mark(self, mark: str) -> None:
        """Put marks around the selection, or take them off; without one, put the cursor between them."""
        text = self.selected_text
        self.put(toggle(text, mark), back=0 if text else len(mark))

    def action_link(self) -> None:
        """Make a link of the selection."""
        text, cursor = link(self.selected_text)
        self.put(text, back=len(text) - cursor)

    def action_table(self) -> None:
        """Align the columns of the table that the cursor is in."""
        row, column = self.cursor_location
        lines = self.document.lines
        if found := find_table(lines, row):
            aligned = align_table(lines[found.start : found.stop])
            end = (found.stop - 1, len(lines[found.stop - 1]))
            self.replace("\n".join(aligned), (found.start, 0), end)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    # Finding and replacing.

    def find(self, words: str) -> None:
        """Look for words, and select the first match from the cursor on."""
        self.words = words
        if matches := self._matches():
            here = min(self.selection.start, self.selection.end)
            self._select(next((one for one in matches if one[:2] >= here), matches[0]))

    def match(self) -> tuple[int, int]:
        """Return which match is selected, from 1 (0 for none), and how many there are."""
        matches = self._matches()
        here = sorted((self.selection.start, self.selection.end))
        place = next((n for n, one in enumerate(matches, 1) if [one[:2], (one.row, one.end)] == here), 0)
        return place, len(matches)

    def _matches(self) -> list[Match]:
        return find(self.document.lines, self.words)

    def action_match(self, step: int) -> None:
        """Go to the next match, or the one before."""
        matches = self._matches()
        if not matches:
            return
        here = min(self.selection.start, self.selection.end)
        if step > 0:
            self._select(next((one for one in matches if one[:2] > here), matches[0]))
        else:
            self._select(next((one for one in reversed(matches) if one[:2] < here), matches[-1]))

    def _select(self, match: Match) -> None:
        self.selection = Selection((match.row, match.start), (match.row, match.end))
        self.scroll_cursor_visible(center=True)

    def replace_match(self, new: str) -> None:
        """Put a text in the place of the match that is selected, and go to the next."""
        if self.words and fold(self.selected_text) == fold(self.words):
            self.put(new)
            self.find(self.words)
        else:
            self.action_match(1)

    def replace_all(self, new: str) -> int:
        """Put a text in the place of every match, to be undone at once; return how many there were."""
        matches, lines = self._matches(), self.document.lines
        if matches:
            row, column = self.cursor_location
            end = (len(lines) - 1, len(lines[-1]))
            self.replace("\n".join(replace(lines, matches, new)), (0, 0), end)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))), center=True)
        return len(matches)
