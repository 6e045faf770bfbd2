"""The filter line: a query that is typed, completed and remembered, and its mistakes shown in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.blog.text import visible
from tui.widgets.cells import crop

if TYPE_CHECKING:
    from tui.blog.errors import QueryError
    from tui.blog.query.completion import Completion

GAP = "   "
"""What stands between two completions."""


class QueryInput(Input):
    """The editable part. Its keys are requests to the line that holds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "Complete", id="filter.complete"),
        Binding("shift+tab", "complete(-1)", "Complete backwards", show=False, id="filter.complete_back"),
        Binding("up", "recall(-1)", "Earlier filter", show=False, id="filter.earlier"),
        Binding("down", "recall(1)", "Later filter", show=False, id="filter.later"),
    ]
    HELP = (
        "Words search title, terms, description, path and text. tag:AI, -tag:AI, is:draft, no:slug, "
        'date:2026-01..2026-02, "exact phrase", OR, (…), sort:date-desc.'
    )

    @dataclass
    class Asked(Message):
        """A key of the line was pressed."""

        what: str
        step: int = 0

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again. Its size does not depend on what is typed, so no key lays the screen out anew."""
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def on_paste(self, event: events.Paste) -> None:
        """Make one line of several, of which only the first would be taken."""
        event.text = " ".join(event.text.splitlines()).strip()

    def action_complete(self, step: int) -> None:
        """Take the next completion."""
        self.post_message(self.Asked("complete", step))

    def action_recall(self, step: int) -> None:
        """Take another filter of this session."""
        self.post_message(self.Asked("recall", step))


class FilterLine(Widget):
    """The query, how many posts it leaves, and below it completions or a mistake."""

    text: reactive[str] = reactive("", repaint=False)
    """The query as it stands in the line. Who watches it answers a key in the frame that shows the key."""

    error: reactive[QueryError | None] = reactive(None, repaint=False)
    """What can't be understood; the list then keeps its last good posts."""

    doubt: reactive[str] = reactive("", repaint=False)
    """What is most likely not meant as it stands there; it is said where nothing else is to be said."""

    count: reactive[str] = reactive("", repaint=False)
    """How many posts are left, and their order."""

    candidates: reactive[Sequence[Completion]] = reactive((), repaint=False)
    """What could complete the word at the cursor."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._input = QueryInput(text, placeholder="filter", compact=True, select_on_focus=False, id="query")
        self._count = Static(markup=False, id="count")
        self._hint = Static(markup=False, id="filter-hint")
        self._history: list[str] = []
        self._recalled = 0
        self._typed = ""
        """What was typed last, behind the last of the history."""

        self._offered = -1
        """Which candidate stands in the line since tab was pressed; -1 for none."""

    def compose(self) -> ComposeResult:
        """Lay out the line and its hint."""
        with Horizontal():
            yield Static("/", id="prompt")
            yield self._input
            yield self._count
        yield self._hint

    def on_mount(self) -> None:
        """Follow what is typed, and what of it is in view: a mistake is pointed at."""
        self.watch(self._input, "value", self._follow)
        self.watch(self._input, "scroll_x", self._show_hint, init=False)

    def on_resize(self) -> None:
        """Offer as much as there is room for now."""
        self._show_hint()

    @property
    def position(self) -> int:
        """Where the cursor is, in characters."""
        return self._input.cursor_position

    def put(self, text: str, cursor: int | None = None) -> None:
        """Put a query in the line, as if it had been typed.

        Args:
            text: The query.
            cursor: Where the cursor is then, in characters; None is the end.
        """
        self._input.value = text
        self._input.cursor_position = len(text) if cursor is None else cursor

    def edit(self) -> None:
        """Give the line the focus, before the next key is looked at."""
        self.screen.set_focus(self._input)

    def remember(self) -> None:
        """Keep the query so that `up` brings it back."""
        if self.text and self.text not in self._history[-1:]:
            self._history.append(self.text)
        self._recalled, self._typed = len(self._history), ""

    def _follow(self, text: str) -> None:
        if self._offered >= 0 and text != self.candidates[self._offered].line:
            self._offered = -1
        self.text = text
        if self.completing:
            self._show_hint()  # another candidate stands in the line now

    @on(QueryInput.Asked)
    def _answer(self, event: QueryInput.Asked) -> None:
        event.stop()
        if event.what == "complete" and self.candidates:
            places = [(self._offered + event.step * n) % len(self.candidates) for n in (1, 2)]
            here = self.candidates[places[0]].line == self.text  # already complete: on to the next
            self._take(places[here])
        elif event.what == "recall":
            self._recall(event.step)

    def _take(self, place: int) -> None:
        """Put a candidate there; the others stay on offer."""
        self._offered = place
        self.put(self.candidates[place].line, self.candidates[place].cursor)

    def _recall(self, step: int) -> None:
        """Put another line of the history there. What was typed, or made of one of them, is its end."""
        lines = [*self._history, self._typed]
        if self.text != lines[self._recalled]:
            lines[-1] = self._typed = self.text
        places = range(self._recalled + step, len(lines) if step > 0 else -1, step)
        place = next((place for place in places if lines[place] != self.text), None)
        if place is not None:
            self._recalled = place
            self.put(lines[place])

    def on_click(self, event: events.Click) -> None:
        """Put the candidate there that is clicked."""
        at, start = event.screen_offset - self._hint.content_region.offset, 0
        for place, offer in enumerate(self._offers()):
            if at.y == 0 and start <= at.x < start + cell_len(offer):
                self._take(place)
                return
            start += cell_len(offer) + len(GAP)

    @property
    def completing(self) -> bool:
        """Whether a candidate stands in the line: the others then stay on offer."""
        return self._offered >= 0

    def watch_count(self, count: str) -> None:
        """Show how many posts are left."""
        self._count.update(count, layout=False)

    def watch_error(self) -> None:
        """Show or take away the mistake."""
        self._show_hint()

    def watch_doubt(self) -> None:
        """Show or take away the doubt."""
        self._show_hint()

    def watch_candidates(self) -> None:
        """Show other completions."""
        self._offered = -1
        self._show_hint()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Offer completions while the line is edited."""
        self._show_hint()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Offer none any more."""
        self._show_hint()

    def _show_hint(self) -> None:
        hint, look = GAP.join(self._offers()), ""
        if self.error is not None and not hint:
            hint, look = self._point(self.error), "-error"
        elif self.doubt and not hint:
            hint, look = crop(visible(self.doubt), self._room), "-doubt"
        if hint != self._hint.content:
            self._hint.update(hint, layout=False)
            self._hint.set_classes(look)
        self._hint.display = self._input.has_focus or bool(hint)  # never a layout while one types

    def _point(self, error: QueryError) -> str:
        """Say what is wrong below its place, behind a mark that points there or before it.

        Where neither has room for it all, what was expected is said alone, as far as there is room. What is
        out of view is pointed at from where the line ends.
        """
        room = self._room
        place = min(max(0, cell_len(self.text[: error.position]) - self._input.scroll_offset.x), room - 1)
        expected = f"expected {error.expected}"
        for said in (f"{error.message}: {expected}", expected):
            if place + 2 + cell_len(said) <= room:
                return f"{' ' * place}▲ {said}"
            if cell_len(said) < place:
                return f"{' ' * (place - cell_len(said) - 1)}{said} ▲"
        if 2 * place < room:
            return f"{' ' * place}▲ {crop(expected, room - place - 2)}"
        return f"{crop(expected, place - 1)} ▲"

    def _offers(self) -> Iterator[str]:
        """Yield candidates as they are offered, as many as there is room for; none beside a mistake."""
        wrong = self.error is not None and not self.error.unfinished
        room = self._room
        for offer in map(self._offer, self.candidates) if self._input.has_focus and not wrong else ():
            if cell_len(offer) > room:
                return
            yield offer
            room -= cell_len(offer) + len(GAP)

    @property
    def _room(self) -> int:
        """How many cells the hint has."""
        return self.size.width - self._hint.styles.padding.width

    def _offer(self, candidate: Completion) -> str:
        """Say what a candidate is, how many posts have it, and whether it stands in the line as it is."""
        count = f" {candidate.count:,}" if candidate.count else ""
        complete = " ✓" if candidate.line == self.text else ""
        return visible(f"{candidate.label}{count}{complete}")
