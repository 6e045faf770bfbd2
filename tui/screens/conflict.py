"""Conflicts: what both sides changed, as mine, theirs and merged, decided by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.blog.edits import Set, Unset
from tui.blog.errors import BlogError
from tui.blog.merge import ABSENT, Conflict, Merge
from tui.blog.schema.nested import Json
from tui.blog.text import visible
from tui.blog.values import Value
from tui.screens.decision import Decision, told
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.document import Document


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
        Binding("escape,q", "later", "Later", id="conflict.later"),
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
        taken = self.merge.taken
        told = [f"{self.path} changed on disk while you edited it"]
        told += [f"{', '.join(taken)} merged"] if taken else []
        self.query_one("#conflict-title", Static).update(Content(visible(" · ".join([*told, need]))))

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
