"""The editor of a body: Japanese wrapped as the reader wraps it, and a writer's helpers on keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets.text_area import Location, Selection

from tui.blog.text import fold
from tui.blog.writing import align_table, find_table, link, next_line, toggle
from tui.widgets.wrapped import WrappedArea


class Editor(WrappedArea):
    """Markdown, a line of the file a line of the editor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "mark('**')", "Bold", id="write.bold"),
        Binding("ctrl+t", "mark('*')", "Italic", show=False, id="write.italic"),
        Binding("ctrl+l", "link", "Link", id="write.link"),
        Binding("ctrl+n", "table", "Align table", show=False, id="write.table"),
        Binding("f3", "match(1)", "Next match", show=False, id="write.next_match"),
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
        lines = list(self.document.lines)
        if found := find_table(lines, row):
            aligned = align_table(lines[found.start : found.stop])
            end = (found.stop - 1, len(lines[found.stop - 1]))
            self.replace("\n".join(aligned), (found.start, 0), end)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    # Finding.

    def find(self, words: str) -> int:
        """Look for words, select the first match from the cursor on, and return how many there are."""
        self.words = words
        matches = self.matches()
        if matches:
            here = min(self.selection.start, self.selection.end)
            self._select(next((at for at in matches if at >= here), matches[0]))
        return len(matches)

    def matches(self) -> list[Location]:
        """Return where the words stand; case, width and kana do not count."""
        if not self.words:
            return []
        found: list[Location] = []
        key = fold(self.words)
        for row, line in enumerate(self.document.lines):
            folded = fold(line)
            if len(folded) != len(line):  # a character that folds to several: look for it as it is
                folded, key_here = line, self.words
            else:
                key_here = key
            at = folded.find(key_here)
            while at >= 0:
                found.append((row, at))
                at = folded.find(key_here, at + len(key_here))
        return found

    def action_match(self, step: int) -> None:
        """Go to the next match, or the one before."""
        matches = self.matches()
        if not matches:
            return
        here = min(self.selection.start, self.selection.end)
        if step > 0:
            self._select(next((at for at in matches if at > here), matches[0]))
        else:
            self._select(next((at for at in reversed(matches) if at < here), matches[-1]))

    def _select(self, at: Location) -> None:
        row, column = at
        self.selection = Selection(at, (row, column + len(self.words)))
        self.scroll_cursor_visible(center=True)
