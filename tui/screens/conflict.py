"""Conflicts: what both sides changed, as mine, theirs and merged, decided by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.blog.edits import Set, Unset
from tui.blog.errors import BlogError
from tui.blog.merge import ABSENT, Conflict, Merge, Side
from tui.blog.schema.nested import Json
from tui.blog.text import visible
from tui.blog.values import Value, format_key
from tui.widgets.fields import Edited, TextBlock
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.document import Document

Choice: TypeAlias = Literal["", "mine", "theirs", "merged"]
"""What is to live; empty while it is not decided."""

SIDES: tuple[Choice, ...] = ("mine", "theirs", "merged")

ROOM = 12
"""Lines that one side is shown in."""


class Decision(Widget, can_focus=True):
    """One conflict: both sides, and what is made of them.

    Args:
        conflict: What both sides changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose('mine')", "Mine", id="conflict.mine"),
        Binding("t", "choose('theirs')", "Theirs", id="conflict.theirs"),
        Binding("e", "merge", "Edit merged", id="conflict.merge"),
        Binding("down,j", "app.focus_next", "Next", show=False, id="conflict.next"),
        Binding("up,k", "app.focus_previous", "Previous", show=False, id="conflict.previous"),
    ]

    choice: reactive[Choice] = reactive("")
    """What is to live."""

    class Decided(Message):
        """The choice is another."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self.conflict = conflict

    @property
    def merged(self) -> str:
        """What is typed as merged."""
        return self.query_one(TextBlock).text

    def compose(self) -> ComposeResult:
        """Lay out the name over the three values."""
        conflict = self.conflict
        name = format_key(conflict.key) if conflict.part == "field" else conflict.part
        yield Static(Content(visible(name)), classes="conflict-name")
        for side in SIDES:
            with Horizontal(id=side):
                yield Static(classes="conflict-label")
                yield Static(classes="conflict-text")
        yield TextBlock(told(conflict.mine), lines=conflict.part != "field")

    def on_mount(self) -> None:
        """Show both sides."""
        self.query_one(TextBlock).display = False
        self.watch_choice()

    def watch_choice(self) -> None:
        """Mark what is chosen."""
        merged = "" if self.choice == "merged" else "write one of your own"
        texts = {"mine": told(self.conflict.mine), "theirs": told(self.conflict.theirs), "merged": merged}
        for side in SIDES:
            chosen = self.choice == side
            row = self.query_one(f"#{side}")
            row.set_class(chosen, "-chosen")
            lines = texts[side].splitlines() or [""]
            shown = [*map(visible, lines[:ROOM]), *(["…"] if len(lines) > ROOM else [])]
            row.query_one(".conflict-label", Static).update(Content(f"{'●' if chosen else '○'} {side}"))
            row.query_one(".conflict-text", Static).update(Content("\n".join(shown)))
        self.query_one(TextBlock).display = self.choice == "merged"

    def action_choose(self, side: Choice) -> None:
        """Let a side live."""
        self.choice = side
        self.post_message(self.Decided())

    def action_merge(self) -> None:
        """Edit what is to live, beginning with mine."""
        self.choice = "merged"
        self.query_one(TextBlock).focus()
        self.post_message(self.Decided())

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()


class Conflicts(Screen["Document | None"]):
    """Decide every conflict; returns the document, or None for later.

    Args:
        path: The post, from the site's root.
        merge: What became of the two sides.
        fold: Whether keys match in any case.
    """

    CSS_PATH = "conflict.tcss"
    AUTO_FOCUS = "Decision"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Keep mine, or go on", key_display="⏎", id="conflict.take"),
        Binding("ctrl+s", "save", "Save", id="conflict.save"),
        Binding("escape", "later", "Later", id="conflict.later"),
    ]

    def __init__(self, path: str, merge: Merge, *, fold: bool = False) -> None:
        super().__init__()
        self.path = path
        self.merge = merge
        self.fold = fold

    @property
    def decisions(self) -> Sequence[Decision]:
        """The conflicts, from the top."""
        return list(self.query(Decision))

    def compose(self) -> ComposeResult:
        """Lay out the conflicts under what happened."""
        yield Static(id="conflict-title")
        with VerticalScroll(can_focus=False):
            for conflict in self.merge.conflicts:
                yield Decision(conflict)
        yield Static(id="conflict-error")
        yield StatusLine()

    def on_mount(self) -> None:
        """Say what happened."""
        self._count()

    @on(Decision.Decided)
    def _count(self) -> None:
        left = sum(not decision.choice for decision in self.decisions)
        need = f"{left} to decide" if left else "all decided, ^s saves"
        title = f" {self.path} changed on disk while you edited it · everything else is merged · {need}"
        self.query_one("#conflict-title", Static).update(Content(visible(title)))

    def action_next(self) -> None:
        """Keep mine where nothing is decided; go to what is not decided, or save."""
        here = next((decision for decision in self.decisions if decision.has_focus_within), None)
        if here is not None and not here.choice:
            here.action_choose("mine")
        open_ones = [decision for decision in self.decisions if not decision.choice]
        if open_ones:
            open_ones[0].focus()
        else:
            self.action_save()

    def action_later(self) -> None:
        """Write nothing yet; from the text, go back to the choice."""
        here = next((decision for decision in self.decisions if decision.has_focus_within), None)
        if here is not None and not here.has_focus:
            here.focus()
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Return the document, if all is decided and can be written."""
        open_ones = [decision for decision in self.decisions if not decision.choice]
        if open_ones:
            open_ones[0].focus()
            self._tell("decide this one first")
            return
        try:
            self.dismiss(self._document())
        except BlogError as error:
            self._tell(str(error))

    def _tell(self, text: str) -> None:
        line = self.query_one("#conflict-error", Static)
        line.update(Content(visible(text)))
        line.display = bool(text)

    def _document(self) -> Document:
        """Return the document with every decision made.

        Raises:
            FieldError: What was typed as merged is no value.
            Refused: A field can't be written so.
        """
        decisions = self.decisions
        document = self.merge.resolve([at for at, one in enumerate(decisions) if one.choice != "theirs"])
        for one in decisions:
            if one.choice == "merged":
                document = _merged(document, one.conflict, one.merged, fold=self.fold)
        return document


def told(side: Side) -> str:
    """Return a side as it is shown and edited."""
    if side is ABSENT:
        return "(not there)"
    return side if isinstance(side, str) else Json(name="").format(side)


def _merged(document: Document, conflict: Conflict, text: str, *, fold: bool) -> Document:
    """Put a text of the user's in the place of mine."""
    if conflict.part == "field":
        value = _value(conflict, text)
        return document.edit(Unset(conflict.key) if value is None else Set(conflict.key, value), fold=fold)
    old, new = told(conflict.mine).encode(), text.encode()
    if document.data.count(old) != 1:
        raise BlogError("this place can't be told from another; choose mine or theirs, and edit the post")
    return type(document).split(document.data.replace(old, new))


def _value(conflict: Conflict, text: str) -> Value:
    """Return the value that a text means: text where either side is text."""
    sides = [side for side in (conflict.mine, conflict.theirs) if side is not ABSENT]
    if any(isinstance(side, str) for side in sides):
        kind = next(type(side) for side in sides if isinstance(side, str))
        return kind(text)
    return Json(name="").parse(text)
