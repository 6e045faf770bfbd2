"""A row: a field's name, its editor, and what there is to say of it: what it was, how long, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.blog.drafts.drafts import Typed
from tui.blog.edits import Edit
from tui.blog.errors import FieldError
from tui.blog.schema import Known, String
from tui.blog.schema.entries import Entry
from tui.blog.schema.fields import width
from tui.blog.text import visible
from tui.blog.values import Key
from tui.reader.breaks import break_text
from tui.widgets.cells import crop
from tui.widgets.fields import Editor
from tui.widgets.form.asking import Asking
from tui.widgets.form.written import Written, brief, shown

NAME = 14
"""Cells of the column of names, without the mark before and the gap behind."""

INDENT = 2
"""Cells that a note stands in from the editor."""


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
        self.asking = Asking(entry, written, known)
        """What the field is to be."""

        self.refusal = ""
        """Why the edits can't be made, if so."""

        self.effect = ""
        """What the edits change beside the field, such as the post's status."""

        self._said = Content("")
        self.set_class(entry.heading, "-heading")
        self.set_class(not entry.present, "-absent")

    @property
    def key(self) -> Key:
        """The field's key."""
        return self.entry.key

    @property
    def editor(self) -> Editor | None:
        """What the field is edited with; None where there is nothing to type."""
        return self.asking.editor

    def compose(self) -> ComposeResult:
        """Lay out the name, the editor over the note, and the count."""
        yield Static(self._label(), classes="name")
        with Vertical(classes="body"):
            yield self.asking
            yield Static(classes="note")
        if isinstance(self.entry.field, String):
            yield Static(classes="count -limit" if self.entry.field.limit else "count")

    def on_mount(self) -> None:
        """Say what is to be said of the value as it stands."""
        self.review()

    def _label(self, *, changed: bool = False) -> Content:
        last = self.key[-1]
        name = f"{last + 1}." if isinstance(last, int) else last
        indent = "  " * min(self.entry.depth, 3)
        mark = "● " if changed else "  "
        return Content(mark + indent + crop(visible(name), NAME - len(indent)))

    # What is asked for.

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that make the field what is typed.

        Raises:
            FieldError: It is no value of the field's type.
        """
        return self.asking.edits()

    def typed(self) -> Typed | None:
        """Return the text as it is typed; None where nothing can be typed."""
        return self.asking.typed()

    def remove_field(self) -> None:
        """Take the field out, or leave out one that is not there."""
        self.asking.removed = self.entry.present
        self._tell()

    async def show_as(self, *, source: bool) -> None:
        """Begin again with what stands in the file, as source or by its type."""
        await self.asking.begin_again(source=source)
        self._tell()
        self.refresh_bindings()

    @on(Asking.Changed)
    def _changed(self, event: Asking.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        self.refusal = self.effect = ""
        self.review()
        self.post_message(self.Changed(self))

    @property
    def touched(self) -> bool:
        """Whether there is something to put back: other text, or another way to edit it."""
        return self.has_class("-changed") or self.asking.source != self.entry.source

    # What is said of it.

    def review(self) -> None:
        """Mark the row if it is changed, and say what was, and what is wrong."""
        changed, wrong, notes = self._problems()
        removed = self.asking.removed
        if changed and not wrong:
            was = "removed, was" if removed else "was"
            notes.insert(0, Content(f"{was} {self._was()}").stylize("$foreground-muted"))
            if self.effect:
                notes.append(Content(visible(self.effect)).stylize("$text-accent"))
        if changed != self.has_class("-changed"):
            self.query_one(".name", Static).update(self._label(changed=changed), layout=False)
            self.set_class(changed, "-changed")
            self.refresh_bindings()
        self.set_class(removed, "-removed")
        self._note(Content(" · ").join(notes))
        if isinstance(self.entry.field, String):
            self._count(self.entry.field)

    def _problems(self) -> tuple[bool, bool, list[Content]]:
        """Return whether the field is changed, whether it can't be written so, and what is to be said."""
        asking = self.asking
        notes: list[Content] = []
        try:
            changed = bool(asking.edits())
        except FieldError as error:
            changed = True
            notes.append(Content(visible(error.message)).stylize("$text-error"))
            if error.hint:
                notes.append(Content(visible(error.hint)).stylize("$foreground-muted"))
        if self.refusal:
            notes.append(Content(visible(self.refusal)).stylize("$text-error"))
        wrong = bool(notes)
        if not wrong and asking.editor is not None and not (asking.source or asking.removed):
            found = self.entry.field.check(asking.value(), self.known)
            counted = "" if self.screen.has_class("-narrow") else "long"
            told = [visible(problem.message) for problem in found if problem.code != counted]
            notes += [Content(problem).stylize("$text-warning") for problem in told]
        return changed, wrong, notes

    def _count(self, field: String) -> None:
        """Say how wide the text is, and of how much search engines show."""
        value = self.asking.value()
        text = value if isinstance(value, str) and not self.asking.source else ""
        count = self.query_one(".count", Static)
        told = f"{width(text)} / {field.limit} cells" if field.limit else f"{len(text):,} characters"
        count.update(told if text else "", layout=False)
        count.set_class(bool(field.limit) and width(text) > field.limit, "-over")

    def on_resize(self) -> None:
        """Break the note anew."""
        self._note(self._said)

    def _note(self, said: Content) -> None:
        """Show a note; the screen is laid out anew only where it takes another height."""
        note, self._said = self.query_one(".note", Static), said
        if (room := self.query_one(".body").size.width - INDENT) > 0:  # else it is not laid out yet
            parts = break_text(said.plain, room)
            said = Content("\n").join(said[part.start : part.end] for part in parts)
        if said != note.content:
            note.update(said, layout=said.plain.count("\n") != str(note.content).count("\n"))
        note.display = bool(said)

    def _was(self) -> str:
        if self.written.mixed:
            return "differing"
        if not self.entry.present:
            return "not there"
        asking = self.asking
        return (brief(self.written.was) if asking.source else shown(self.entry, self.entry.was)) or "empty"
