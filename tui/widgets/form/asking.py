"""The editor of a field, what it opens below itself, and the edits that it asks for.

What is typed becomes edits here; nothing is written, and no post is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tui.blog.drafts.changes import changes
from tui.blog.drafts.drafts import Typed
from tui.blog.edits import Edit, SetSource, Unset
from tui.blog.errors import FieldError
from tui.blog.schema import DateTime, Image, Known, List
from tui.blog.schema.entries import Entry
from tui.blog.values import Value
from tui.widgets.fields import (
    Calendar,
    Chips,
    DateLine,
    Edited,
    Editor,
    PickWanted,
    Thumbnail,
    make_editor,
)  # fmt: skip
from tui.widgets.form.heading import make_heading
from tui.widgets.form.written import Written, item_edits, mixed_items, placeholder

THUMBNAIL = (40, 8)
"""The most cells of a picture below its field."""


class Asking(Vertical):
    """What a field is to be, as far as it is typed.

    Args:
        entry: The field, what it holds and what it is to hold.
        written: How that is written.
        known: What values are checked against.
    """

    @dataclass
    class Changed(Message):
        """Something else is typed."""

        asking: Asking

    class FileWanted(Message):
        """The user wants to pick one of the site's files."""

    def __init__(self, entry: Entry, written: Written, known: Known) -> None:
        super().__init__()
        self.entry = entry
        self.written = written
        self.known = known
        self.removed = entry.present and not entry.wanted
        """Whether the field is to be taken out."""

        self.source = written.typed.source if written.typed else entry.source
        """Whether it is edited as source."""

        self.editor: Editor | None = None
        self._untouched = ""
        """The text that changes nothing."""

        self._last: object = None
        """What the editor held when it was looked at last."""

    def compose(self) -> ComposeResult:
        """Lay out the editor, and a picture below it."""
        if self.entry.heading:
            yield make_heading(self.entry, mixed=bool(self.written.mixed))
        else:
            yield self._make(start=True)
        if isinstance(self.entry.field, Image):
            yield Thumbnail(*THUMBNAIL)

    def on_mount(self) -> None:
        """Show the picture that the field names."""
        self._show_picture()

    def _make(self, *, start: bool) -> Editor:
        """Make the editor.

        Args:
            start: Show what is to be; else what stands in the file.
        """
        entry, written = self.entry, self.written
        typed = written.typed.text if start and written.typed else None
        if self.source:
            self._untouched = written.was
            text = typed if typed is not None else written.now if start else written.was
            self.editor = make_editor(None, None, text=text)
        else:
            mixed = written.mixed_now if start else written.mixed
            self._untouched = "" if written.mixed else entry.field.format(entry.was)
            self.editor = make_editor(
                entry.field,
                None if mixed else entry.value if start else entry.was,
                text=typed,
                was=entry.was,
                known=self.known.terms(entry.field.name) if isinstance(entry.field, List) else {},
                placeholder=placeholder(entry, mixed or written.mixed),
                items=mixed_items(entry, mixed),
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
        key, editor = self.entry.key, self.editor
        if self.removed:
            return (Unset(key),)
        if editor is None:
            return ()
        if isinstance(editor, Chips):
            return tuple(item_edits(self.entry, self.written, editor.items, editor.partly))
        if editor.text == self._untouched:
            return ()
        if self.source:
            return (SetSource(key, editor.text),) if editor.text.strip() else (Unset(key),)
        return changes(key, self.entry.was, self.entry.field.parse(editor.text, self.entry.was))

    def typed(self) -> Typed | None:
        """Return the text as it is typed, to be shown so again; None where nothing can be typed."""
        if self.editor is None or self.removed:
            return None
        return Typed(self.entry.key, self.editor.text, self.source)

    def value(self) -> Value:
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

    def put(self, text: str) -> None:
        """Put a text in the place of what is typed."""
        if self.editor is not None:
            self.editor.text = text
            self.editor.focus()

    async def begin_again(self, *, source: bool) -> None:
        """Show what stands in the file, as source or by its type."""
        self.removed = False
        self.source = source
        if self.editor is not None:
            old, focused = self.editor, self.has_focus_within
            new = self._make(start=False)
            await self.mount(new, before=old)
            await old.remove()
            if focused:
                new.focus()
        self._show_picture()

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        state = self._state()
        if not self.is_attached or state == self._last:
            return  # an editor also tells when it is filled
        self._last = state
        self.removed = False
        self._show_picture()
        self.post_message(self.Changed(self))

    def _show_picture(self) -> None:
        value = self.value()
        for thumbnail in self.query(Thumbnail):
            thumbnail.picture = self.known.find(value) if isinstance(value, str) and value else None

    # Picking.

    @on(PickWanted)
    async def _pick(self, event: PickWanted) -> None:
        event.stop()
        editor, field = self.editor, self.entry.field
        if not isinstance(editor, DateLine):
            self.post_message(self.FileWanted())
        elif isinstance(field, DateTime) and not self.query(Calendar):
            moment = field.read(editor.value_typed())
            today = field.clock().astimezone(field.zone).date()
            picker = Calendar(moment.value.date() if moment else today, today)
            await self.mount(picker, after=editor)
            picker.focus()
            self.call_after_refresh(picker.scroll_visible, animate=False)

    @on(Calendar.Picked)
    def _take_day(self, event: Calendar.Picked) -> None:
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
