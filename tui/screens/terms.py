"""The terms of posts, to add or drop in a few keys: type a little, enter, enter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.blog.text import fold, visible
from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.library import Library
    from tui.blog.post import Post

SHOWN = 200
"""How many terms are listed at once; typing finds the others."""


@dataclass(frozen=True, slots=True)
class TermChanges:
    """What is to become of the terms of some posts."""

    taxonomy: str
    add: tuple[str, ...]
    drop: tuple[str, ...]


class TermInput(Input):
    """The line that terms are typed into. Its first space is a key."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the space to the dialog while nothing is typed."""
        return super().check_consume_key(key, character) and (key != "space" or bool(self.value))


class TermsPicker(ModalScreen[TermChanges | None]):
    """Returns what to add and to drop, or None.

    Args:
        library: Knows the terms of the site and how frequent they are.
        posts: The posts to change.
        taxonomies: The plural names, the first of which is shown first.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog -middle"
    AUTO_FOCUS = "TermInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "Take, then save", priority=True, id="terms.enter"),
        Binding("space", "flip", "Add or drop", priority=True, id="terms.toggle"),
        Binding("tab", "turn(1)", "Taxonomy", id="terms.turn"),
        Binding("shift+tab", "turn(-1)", "Previous taxonomy", show=False, id="terms.turn_back"),
        Binding("ctrl+s", "save", "Save", show=False, id="terms.save"),
        Binding("escape", "dismiss(None)", "Cancel", id="dialog.back"),
        Binding("down", "move(1)", "Next", show=False, id="terms.down"),
        Binding("up", "move(-1)", "Previous", show=False, id="terms.up"),
    ]

    choices = getters.query_one(Choices)
    input = getters.query_one(TermInput)

    def __init__(self, library: Library, posts: Sequence[Post], taxonomies: Sequence[str]) -> None:
        super().__init__()
        self._library = library
        self._posts = posts
        self._taxonomies = taxonomies
        self._turned = 0
        self._had: dict[str, int] = {}
        self._wanted: dict[str, bool] = {}

    @property
    def taxonomy(self) -> str:
        """The one that is shown."""
        return self._taxonomies[self._turned % len(self._taxonomies)]

    def compose(self) -> ComposeResult:
        """Lay out the line over the terms."""
        with Vertical(classes="box"):
            yield Static(markup=False, classes="title")
            yield TermInput(compact=True, placeholder="type a part of a term, or a new one")
            yield Choices()
            yield StatusLine(("terms.enter", "terms.toggle", "terms.turn", "dialog.back"))

    def on_mount(self) -> None:
        """Show the first taxonomy."""
        self.choices.can_focus = False
        self._show()

    def _show(self) -> None:
        self._had = {}
        for post in self._posts:
            for term in post.terms.get(self.taxonomy, ()):
                self._had[term] = self._had.get(term, 0) + 1
        self._wanted = {}
        whose = self._posts[0].title if len(self._posts) == 1 else f"{len(self._posts):,} posts"
        self.query_one(".title", Static).update(visible(f"{self.taxonomy} of {whose}"))
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        self.choices.choices = list(self._choices(self.input.value.strip()))
        self.choices.cursor = 0
        self.refresh_bindings()

    def _choices(self, typed: str) -> Iterator[Choice]:
        counts = {one.term: one.count for one in self._library.counts(self.taxonomy)}
        terms = [*self._had, *(term for term in counts if term not in self._had)]
        terms += [term for term in self._wanted if term not in terms]
        wanted = fold(typed)
        found = [term for term in terms if wanted in fold(term)]
        if typed:
            found.sort(key=lambda term: (fold(term) != wanted, not fold(term).startswith(wanted)))
        for term in found[:SHOWN]:
            yield Choice(term, term, f"{counts.get(term, 0):,}", self._mark(term))
        if typed and typed not in terms:
            yield Choice(typed, typed, "new", "+")

    def _mark(self, term: str) -> str:
        if term in self._wanted:
            return "✓" if self._wanted[term] else "✗"
        had = self._had.get(term, 0)
        return "" if not had else "✓" if had == len(self._posts) else "–"

    def action_flip(self) -> None:
        """Add the term under the cursor, or drop it."""
        chosen = self.choices.chosen
        if chosen is None:
            return
        term = chosen.id
        has_all = self._had.get(term, 0) == len(self._posts)
        if term in self._wanted:
            del self._wanted[term]
        else:
            self._wanted[term] = not has_all
        if self.input.value:
            self.input.value = ""
        else:
            here = self.choices.cursor
            self._list()
            self.choices.cursor = here

    def action_enter(self) -> None:
        """Toggle the term that was typed; save where nothing is typed."""
        if self.input.value.strip():
            self.action_flip()
        else:
            self.action_save()

    @on(Rows.Clicked)
    def _click(self) -> None:
        self.action_flip()

    def action_move(self, rows: int) -> None:
        """Move among the terms."""
        self.choices.action_move(rows)

    def action_turn(self, step: int) -> None:
        """Show another taxonomy; nothing is pending in the one that is left."""
        if self._wanted:
            self.query_one(StatusLine).say(f"⏎ saves the {self.taxonomy} first", "warning")
            return
        self._turned += step
        self.input.value = ""
        self._show()

    def action_save(self) -> None:
        """Return what was chosen."""
        add = tuple(term for term, wanted in self._wanted.items() if wanted)
        drop = tuple(term for term, wanted in self._wanted.items() if not wanted)
        self.dismiss(TermChanges(self.taxonomy, add, drop) if add or drop else None)
