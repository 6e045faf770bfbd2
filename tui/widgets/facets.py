"""The facets: every taxonomy and the status, with how many of the posts each term has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from tui.blog.text import visible
from tui.widgets.cells import fit
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.blog.library import Selection

Mode = Literal["and", "or", "not"]

STATES = {"and": "✓", "or": "+", "not": "✗", "": " "}
"""What the filter says of a term to its mark."""


class Facet(NamedTuple):
    """A line of the facets: a term, or the heading of a taxonomy."""

    taxonomy: str
    term: str | None
    """None for the heading."""

    posts: int
    """How many posts have the term; of a heading how many terms there are."""


class Facets(Rows):
    """The terms of each taxonomy under the current filter; they change the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "say('and')", "With", id="facets.toggle"),
        Binding("o", "say('or')", "Or", id="facets.or"),
        Binding("x", "say('not')", "Without", id="facets.not"),
        Binding("left,h", "fold(True)", "Fold", show=False, id="facets.fold"),
        Binding("right,l", "fold(False)", "Unfold", show=False, id="facets.unfold"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facets--heading",
        "facets--count",
        "facets--and",
        "facets--or",
        "facets--not",
    }
    HELP = (
        "The terms of each taxonomy, with how many posts of the list have them. "
        "✓ posts have it, + it or another, ✗ they don't."
    )

    selection: reactive[Selection | None] = reactive(None, repaint=False, always_update=True)
    """The posts whose terms are counted."""

    taxonomies: reactive[tuple[str, ...]] = reactive(("tags", "categories", "status"), repaint=False)
    """What is shown, in this order."""

    folded: reactive[frozenset[str]] = reactive(frozenset(), repaint=False)
    """The taxonomies of which only the heading is shown."""

    @dataclass
    class Toggled(Message):
        """A request to change what the filter says of a term."""

        taxonomy: str
        term: str
        mode: Mode
        """What it is to say; where it says so already, it is to say nothing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.facets: list[Facet] = []

    def watch_selection(self) -> None:
        """Count again."""
        self._recount()

    def watch_taxonomies(self) -> None:
        """Show other taxonomies."""
        self._recount()

    def watch_folded(self) -> None:
        """Show or hide terms."""
        self._recount()

    def _recount(self) -> None:
        here = self.facets[self.cursor] if self.cursor < len(self.facets) else None
        self.facets = list(self._facets())
        row = next(
            (
                row
                for row, facet in enumerate(self.facets)
                if here and (facet.taxonomy, facet.term) == (here.taxonomy, here.term)
            ),
            self.cursor,
        )
        self.fill(len(self.facets), row)

    def _facets(self) -> Iterable[Facet]:
        selection = self.selection
        if selection is None:
            return
        for taxonomy in self.taxonomies:
            counts = selection.counts(taxonomy)
            if not counts:
                continue
            yield Facet(taxonomy, None, len(counts))
            if taxonomy not in self.folded:
                yield from (Facet(taxonomy, term, count) for term, count in counts)

    def _state(self, facet: Facet) -> str:
        """Return what the filter says of a term, a key of `STATES`."""
        if self.selection is None or facet.term is None:
            return ""
        return self.selection.query.state(facet.taxonomy, facet.term)

    def segments(self, row: int, width: int) -> Iterable[Segment]:
        """Return the line of one term or heading."""
        facet = self.facets[row]
        count = f"{facet.posts:,}"
        if facet.term is None:
            arrow = "▸" if facet.taxonomy in self.folded else "▾"
            heading = fit(f"{arrow} {visible(facet.taxonomy)}", max(0, width - len(count) - 4))
            yield Segment(heading, self.component("facets--heading"))
            yield Segment(f" {count}", self.component("facets--count"))
            return
        state = self._state(facet)
        style = self.component(f"facets--{state}") if state else None
        room = max(0, width - cell_len(count) - 6)
        yield Segment("  " + fit(visible(facet.term), room), style)
        yield Segment(f" {count} ", self.component("facets--count"))
        yield Segment(STATES[state], style)

    def action_say(self, mode: Mode) -> None:
        """Change what the filter says of the term under the cursor; fold a heading.

        Args:
            mode: What it is to say; taken back where it says so already. `and` is what enter
                asks for: with, then without, then either way.
        """
        if self.cursor >= len(self.facets):
            return
        facet = self.facets[self.cursor]
        if facet.term is None:
            self.action_fold(facet.taxonomy not in self.folded)
            return
        if mode == "and" and (state := self._state(facet)):
            mode = "not" if state in ("and", "not") else "or"
        self.post_message(self.Toggled(facet.taxonomy, facet.term, mode))

    def action_fold(self, fold: bool) -> None:
        """Fold or unfold the taxonomy under the cursor."""
        if self.cursor >= len(self.facets):
            return
        taxonomy = self.facets[self.cursor].taxonomy
        self.folded = self.folded | {taxonomy} if fold else self.folded - {taxonomy}

    def on_click(self, event: events.Click) -> None:
        """Toggle what was clicked: with ctrl as `or`, with shift as `not`."""
        super().on_click(event)
        if self.row_at(event.y) < self.row_count:
            self.action_say("or" if event.ctrl else "not" if event.shift else "and")
