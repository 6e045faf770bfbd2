"""The rows of one post, or of several at once, and the keys that work in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from tui.blog.errors import FieldError
from tui.blog.values import Key
from tui.widgets.fields import Chips, Done, TextBlock, TextLine
from tui.widgets.form.asking import Asking
from tui.widgets.form.heading import Heading
from tui.widgets.form.row import Row
from tui.widgets.form.source_pane import SourcePane

Place: TypeAlias = tuple[int, int] | str
"""Where one is in a field: the line and column of the cursor, or the term that is half typed."""


class Form(VerticalScroll, can_focus=False):
    """A row for each field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "next", "Next field", show=False, id="form.next"),
        Binding("up", "previous", "Previous field", show=False, id="form.previous"),
        Binding("ctrl+s", "screen.save", "Save"),
        Binding("escape", "screen.back", "Back"),
        Binding("ctrl+n", "add", "Add field", priority=True, id="form.add"),
        Binding("ctrl+y", "remove_field", "Remove", priority=True, id="form.remove"),
        Binding("ctrl+r", "put_back", "Put back", priority=True, id="form.put_back"),
        Binding("ctrl+o", "source", "Source", priority=True, id="form.source"),
    ]

    @dataclass
    class Focused(Message):
        """Another field has the focus."""

        row: Row

    class AddWanted(Message):
        """The user wants to add a field."""

    @dataclass
    class ItemWanted(Message):
        """The user wants another item in a list of maps."""

        row: Row

    @dataclass
    class FileWanted(Message):
        """The user wants to pick one of the site's files."""

        row: Row

    def __init__(self) -> None:
        super().__init__()
        self._here: Key | None = None
        """The field that had the focus last."""

    @property
    def rows(self) -> list[Row]:
        """The rows, from the top."""
        return list(self.query(Row))

    @property
    def row(self) -> Row | None:
        """The row that has the focus."""
        focused = self.screen.focused
        nodes = focused.ancestors_with_self if focused else []
        return next((node for node in nodes if isinstance(node, Row)), None)

    def find(self, key: Key | None) -> Row | None:
        """Return the row of a field."""
        return next((row for row in self.rows if row.key == key), None)

    @property
    def source(self) -> SourcePane | None:
        """The source, where the form shows that in place of rows."""
        return next(iter(self.query(SourcePane)), None)

    async def show_source(self, pane: SourcePane) -> None:
        """Show a source in place of rows."""
        async with self.batch():
            await self.remove_children()
            await self.mount(pane)

    async def clear(self) -> Place | None:
        """Take all rows away; they are done with their keys then, and still know what is typed.

        Returns:
            Where one was in the field that had the focus last.
        """
        row = self.find(self._here)
        await self.remove_children()
        match row.editor if row is not None else None:
            case TextLine() | TextBlock() as editor:
                return editor.place
            case Chips() as editor:
                return editor.typed
            case _:
                return None

    async def show(self, rows: Iterable[Row], place: Place | None = None) -> None:
        """Show other rows, and go back to the field that had the focus, if it is still there.

        Args:
            rows: The rows.
            place: Where in that field one goes on, as `clear` told it.
        """
        async with self.batch():
            await self.clear()
            await self.mount_all(rows)
        self.go_to(self._here)
        row = self.find(self._here)
        match (row.editor if row is not None else None), place:
            case TextLine() | TextBlock() as editor, (line, column):
                editor.place = line, column
            case Chips() as editor, str(typed):
                editor.type(typed)

    def go_to(self, key: Key | None) -> None:
        """Go to a field, of a map to its first, or to the first of all."""
        rows = [row for row in self.rows if row.editor is not None]
        there = (row for row in rows if key is not None and row.key[: len(key)] == key)
        row = next(there, rows[0] if rows else None)
        if row is not None and row.editor is not None:
            row.editor.focus()

    def commit(self) -> None:
        """Take what is half typed anywhere."""
        for row in self.rows:
            row.asking.commit()

    def errors(self) -> list[tuple[Row, str]]:
        """Return the rows that can't be written, with the reason."""
        found = []
        for row in self.rows:
            try:
                row.edits()
            except FieldError as error:
                found.append((row, error.message))
            else:
                if row.refusal:
                    found.append((row, row.refusal))
        return found

    def on_descendant_focus(self) -> None:
        """Tell which field has the focus."""
        if self.row is not None:
            self._here = self.row.key
            self.post_message(self.Focused(self.row))

    def on_resize(self) -> None:
        """Keep what is being edited in view: the changes below the form take room from it."""
        match self.row.editor if self.row is not None else None:
            case Chips() as editor:
                editor.bring_caret()
            case Widget() as editor:
                editor.scroll_visible(animate=False)

    @on(Done)
    def _go_on(self, event: Done) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Heading.Grow)
    def _grow(self, event: Heading.Grow) -> None:
        event.stop()
        if self.row is not None:
            self.post_message(self.ItemWanted(self.row))

    @on(Asking.FileWanted)
    def _ask_for_file(self, event: Asking.FileWanted) -> None:
        event.stop()
        if self.row is not None:
            self.post_message(self.FileWanted(self.row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of fields to a source, which has none; put back what is changed."""
        if self.source is not None:
            return action not in ("add", "remove_field", "put_back", "source")
        return action != "put_back" or (self.row is not None and self.row.touched)

    def action_next(self) -> None:
        """Go to the next field."""
        self.screen.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        self.screen.focus_previous()

    def action_add(self) -> None:
        """Ask for a field to add."""
        self.post_message(self.AddWanted())

    def action_remove_field(self) -> None:
        """Take the field out."""
        if self.row is not None:
            self.row.remove_field()

    async def action_put_back(self) -> None:
        """Make the field what it was."""
        if self.row is not None:
            await self.row.show_as(source=self.row.entry.source)

    async def action_source(self) -> None:
        """Edit the field as source, or by its type again."""
        row = self.row
        if row is not None and not row.entry.source and not row.written.mixed:
            await row.show_as(source=not row.asking.source)
