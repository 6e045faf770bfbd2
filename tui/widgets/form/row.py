"""A row: a field's name, its editor, what it was, and its problems.

It turns what is typed into edits; it never writes, and reads no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.blog.draft import changes
from tui.blog.edits import Add, Edit, Remove, SetSource, Unset
from tui.blog.errors import FieldError
from tui.blog.schema import Block, DateTime, Fields, Known, List, String
from tui.blog.schema.entries import Entry
from tui.blog.schema.fields import width
from tui.blog.schema.lists import label
from tui.blog.text import visible
from tui.blog.values import Key, Value
from tui.widgets.cells import crop
from tui.widgets.fields import Calendar, CalendarWanted, Chips, DateLine, Edited, Editor, make_editor
from tui.widgets.form.written import Written, brief, mixed_items, placeholder

NAME = 14
"""Cells of the column of names, without the mark before and the gap behind."""


class Heading(Static, can_focus=True):
    """Names the rows below it; a list of maps takes another item."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "grow", "Add an item", key_display="⏎", id="block.grow")
    ]

    class Grow(Message):
        """Another item is wanted."""

    def action_grow(self) -> None:
        """Ask for another item."""
        self.post_message(self.Grow())


class Row(Widget):
    """One line of the form.

    Args:
        entry: The field, what it holds and what it is to hold.
        written: How that is written.
        known: What values are checked against.
    """

    @dataclass
    class Changed(Message):
        """What the row asks for is different."""

        row: Row

    def __init__(self, entry: Entry, written: Written, known: Known) -> None:
        super().__init__()
        self.entry = entry
        self.written = written
        self.known = known
        self.removed = entry.present and not entry.wanted
        """Whether the field is to be taken out."""

        self.source = entry.source
        """Whether it is edited as source."""

        self.refusal = ""
        """Why the edits can't be made, if so."""

        self.effect = ""
        """What the edits change beside the field, such as the post's status."""

        self.editor: Editor | None = None
        self._untouched = ""
        """The text that changes nothing."""

        self._said = Content("")
        self._last: object = None
        """What the editor held when it was looked at last."""

        self.set_class(entry.heading, "-heading")
        self.set_class(not entry.present, "-absent")

    @property
    def key(self) -> Key:
        """The field's key."""
        return self.entry.key

    def compose(self) -> ComposeResult:
        """Lay out the name, the editor and the note."""
        yield Static(self._label(), classes="name")
        with Vertical(classes="body"):
            if self.entry.heading:
                yield self._heading()
            else:
                yield self._make(start=True)
            yield Static(classes="note")

    def on_mount(self) -> None:
        """Say what is to be said of the value as it stands."""
        self.review()

    def _label(self, *, changed: bool = False) -> Content:
        last = self.key[-1]
        name = f"{last + 1}." if isinstance(last, int) else last
        indent = "  " * min(self.entry.depth, 3)
        mark = "● " if changed else "  "
        return Content(mark + indent + crop(visible(name), NAME - len(indent)))

    def _heading(self) -> Static:
        value = self.entry.value
        plain = type(self.entry.field) is Fields
        if self.written.mixed and not plain:
            return Static("differs: edit these posts one by one")
        if isinstance(self.entry.field, Block):
            count = len(value) if isinstance(value, list) else 0
            return Heading(f"{count} × · + add")
        return Heading("") if isinstance(self.key[-1], int) else Static("")

    # The editor.

    def _make(self, *, start: bool) -> Editor:
        """Make the editor.

        Args:
            start: Show what is to be; else what stands in the file.
        """
        entry, written = self.entry, self.written
        value = entry.value if start else entry.was
        if self.source:
            self._untouched = written.was
            self.editor = make_editor(None, None, text=written.now if start else written.was)
        else:
            self._untouched = "" if written.mixed else entry.field.format(entry.was)
            self.editor = make_editor(
                entry.field,
                None if written.mixed else value,
                was=entry.was,
                known=self.known.terms(entry.field.name) if isinstance(entry.field, List) else {},
                placeholder=placeholder(entry, written),
                items=mixed_items(entry, written),
                offers=written.offers,
            )
        self._last = self._state()
        return self.editor

    def _state(self) -> object:
        """Return what the editor holds."""
        editor = self.editor
        return (*editor.items, len(editor.partly)) if isinstance(editor, Chips) else editor and editor.text

    # What is asked for.

    def commit(self) -> None:
        """Take what is half typed."""
        if isinstance(self.editor, Chips):
            self.editor.commit()

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that make the field what is typed.

        Raises:
            FieldError: It is no value of the field's type.
        """
        editor = self.editor
        if self.removed:
            return (Unset(self.key),)
        if editor is None:
            return ()
        if isinstance(editor, Chips):
            return tuple(self._item_edits(editor))
        if editor.text == self._untouched:
            return ()
        if self.source:
            return (SetSource(self.key, editor.text),) if editor.text.strip() else (Unset(self.key),)
        return changes(self.key, self.entry.was, self.entry.field.parse(editor.text, self.entry.was))

    def _item_edits(self, editor: Chips) -> Iterator[Edit]:
        field, was = self.entry.field, self.entry.was
        if self.written.mixed:
            yield from self._mixed_edits(editor)
        elif isinstance(field, List) and (editor.items or was is not None):
            yield from changes(self.key, was, field.value(editor.items, was))

    def _mixed_edits(self, editor: Chips) -> Iterator[Edit]:
        """Yield the edits of terms that were touched: posts keep the others they have."""
        before = mixed_items(self.entry, self.written)
        yield from (Remove(self.key, item) for item in before if item not in editor.items)
        for item in editor.items:
            if item not in before or (before[item] and label(item) not in editor.partly):
                yield Add(self.key, item)

    def typed(self) -> Value:
        """Return the value that is typed; None where it is none."""
        editor, field = self.editor, self.entry.field
        if isinstance(editor, Chips):
            return field.value(editor.items, self.entry.was) if isinstance(field, List) else None
        if editor is None or self.source:
            return self.entry.was
        try:
            return field.parse(editor.text, self.entry.was)
        except FieldError:
            return None

    def count(self) -> str:
        """Return how wide a text is, and of how much search engines show."""
        field, value = self.entry.field, self.typed()
        if isinstance(field, String) and isinstance(value, str):
            return f"{width(value)} / {field.limit} cells" if field.limit else f"{len(value)} characters"
        return ""

    def remove_field(self) -> None:
        """Take the field out, or leave out one that is not there."""
        self.removed = self.entry.present
        self.review()
        self.post_message(self.Changed(self))

    async def show_as(self, *, source: bool) -> None:
        """Begin again with what stands in the file, as source or by its type."""
        self.removed = False
        self.refusal = self.effect = ""
        self.source = source
        if self.editor is not None:
            old, focused = self.editor, self.has_focus_within
            new = self._make(start=False)
            await self.query_one(".body").mount(new, before=old)
            await old.remove()
            if focused:
                new.focus()
        self.review()
        self.post_message(self.Changed(self))

    # What is said of it.

    def review(self) -> None:
        """Mark the row if it is changed, and say what was, and what is wrong."""
        notes: list[Content] = []
        try:
            changed = bool(self.edits())
        except FieldError as error:
            changed = True
            notes.append(Content(visible(error.message)).stylize("$text-error"))
            if error.hint:
                notes.append(Content(visible(error.hint)).stylize("$foreground-muted"))
        if self.refusal:
            notes.append(Content(visible(self.refusal)).stylize("$text-error"))
        if not notes and not self.source and not self.removed and self.editor is not None:
            found = self.entry.field.check(self.typed(), self.known)
            notes += [Content(visible(problem.message)).stylize("$text-warning") for problem in found]
        if changed:
            was = "removed, was" if self.removed else "was"
            notes.insert(0, Content(f"{was} {self._was()}").stylize("$foreground-muted"))
            if self.effect:
                notes.append(Content(visible(self.effect)).stylize("$text-accent"))
        if changed != self.has_class("-changed"):
            self.query_one(".name", Static).update(self._label(changed=changed), layout=False)
        self.set_class(changed, "-changed")
        self.set_class(self.removed, "-removed")
        self._note(Content(" · ").join(notes))

    def _note(self, said: Content) -> None:
        """Show a note; the screen is laid out anew only where it may take another height."""
        note = self.query_one(".note", Static)
        if said != self._said:
            note.update(said, layout=said.cell_length != self._said.cell_length)
            self._said = said
        note.display = bool(said)

    def _was(self) -> str:
        if self.written.mixed:
            return "differing"
        if not self.entry.present:
            return "not there"
        return brief(self.written.was) or "empty"

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        state = self._state()
        if not self.is_attached or state == self._last:
            return  # an editor also tells when it is filled
        self._last = state
        self.refusal = self.effect = ""
        self.removed = False
        self.review()
        self.post_message(self.Changed(self))

    # The calendar.

    @on(CalendarWanted)
    async def _open_calendar(self, event: CalendarWanted) -> None:
        event.stop()
        editor, field = self.editor, self.entry.field
        if isinstance(editor, DateLine) and isinstance(field, DateTime) and not self.query(Calendar):
            moment = field.read(editor.value_typed())
            today = field.clock().astimezone(field.zone).date()
            picker = Calendar(moment.value.date() if moment else today, today)
            await self.query_one(".body").mount(picker, after=editor)
            picker.focus()

    @on(Calendar.Picked)
    def _pick(self, event: Calendar.Picked) -> None:
        event.stop()
        if isinstance(self.editor, DateLine):
            self.editor.put_day(event.day)
            self.editor.focus()

    @on(Calendar.Left)
    def _close_calendar(self, event: Calendar.Left) -> None:
        event.stop()
        for picker in self.query(Calendar):
            if picker.has_focus and self.editor is not None:
                self.editor.focus()
            picker.remove()
