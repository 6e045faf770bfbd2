"""Finding in a post: words marked, matches walked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from tui.reader import Page
from tui.reader.page import Place
from tui.reader.search import Search
from tui.widgets.reader.find_line import FindLine
from tui.widgets.reader.links import LinkedView
from tui.widgets.reader.paint import Over
from tui.widgets.reader.view import BACK

LOOK_SECONDS = 0.008
"""How long a post is looked through at a time: a long one takes longer than a key may wait."""


class SearchedView(LinkedView):
    """A view in which words are found.

    The words of a filter are marked in every post; what is typed in the line goes before them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # with priority, so that what is typed right behind it goes to the line
        Binding("slash", "find", "Find here", key_display="/", priority=True, id="reader.find"),
        Binding("n", "match(1)", "Next match", show=False, id="reader.next-match"),
        Binding("N", "match(-1)", "Previous match", show=False, id="reader.previous-match"),
        Binding("escape", "leave_find", "Leave the search", id="reader.leave-find"),
        BACK,  # where nothing is sought
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.find_line: FindLine | None = None
        """Where what to find is typed, if the screen has such a line."""

        self._search: Search | None = None
        self._words: tuple[str, ...] = ()
        self._typed = ""
        self._origin = (0, 0)
        """What was at the top when the line was opened."""

        self._step = 0
        """The step to take as soon as it is known to which match."""

        self._looking: Timer | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Find only where there is a line for it, and leave only what was begun."""
        if action == "find":
            return self.find_line is not None
        if action == "leave_find":
            return self.find_line is not None and self.find_line.display
        return super().check_action(action, parameters)

    def opened(self, page: Page) -> None:
        """Search in another page."""
        super().opened(page)
        self._begin()
        if self._step:
            self.call_next(self._take_step)

    def looks(self, place: Place) -> Iterable[Over]:
        """Return the marks of matches."""
        if self._search is not None:
            for mark in self._search.marks(place.block, place.line):
                current = self._search.is_current(place.block, mark)
                yield Over(mark.start, mark.end, "current-match" if current else "match")
        yield from super().looks(place)

    # -- words -------------------------------------------------------------------------------

    def find(self, words: Sequence[str]) -> int:
        """Mark words, in any case, width and kana; return how many there are, as far as is known at once.

        What is typed in the line to find in stays in force until that is left.
        """
        self._words = tuple(words)
        if not self._typed:
            self._begin()
            self.repaint()
        return self.match[1]

    @property
    def match(self) -> tuple[int, int]:
        """Which match is current, from 1 (0 for none), and how many there are."""
        if self._search is None:
            return 0, 0
        current = self._search.current
        return (0 if current is None else current + 1), len(self._search.matches)

    def action_match(self, step: int) -> None:
        """Move to the next match, or the one before."""
        search = self._search
        line = search.step(step, self.scroll_offset.y) if search is not None else None
        waits = self._page is None or (search is not None and line is None and not search.done)
        self._step = step if waits else 0
        if line is not None:
            self.bring(line)
        self._tell()

    def _take_step(self) -> None:
        """Take the step that waited, unless one was taken since."""
        if self._step:
            self.action_match(self._step)

    def _begin(self) -> None:
        """Search for what is typed, or else for the words."""
        words = (self._typed,) if self._typed else self._words
        if self._page is None or not any(words):
            self._search = None
        elif self._search is None or not self._search.is_of(self._page, words):
            self._search = Search(self._page, words, self._search)
        if not self._look_through() and self._looking is None:
            self._looking = self.set_interval(1 / 60, self._look_on)
        self._tell()

    def _look_through(self) -> bool:
        """Look on for a moment; tell whether all is looked through."""
        return self._search is None or self._search.look(LOOK_SECONDS)

    def _look_on(self) -> None:
        """Look on between keys, and take the step that waits for it."""
        if self._look_through() and self._looking is not None:
            self._looking.stop()
            self._looking = None
        self._take_step()
        self._tell()
        self.repaint()

    def _tell(self) -> None:
        if self.find_line is not None:
            more = self._search is not None and not self._search.done
            self.find_line.count(*self.match if self._typed else (0, 0), more=more)

    # -- the line ----------------------------------------------------------------------------

    def action_find(self) -> None:
        """Open the line to find in."""
        if self.find_line is not None:
            self._origin = self.here()
            self.find_line.edit()
            self.seek(self.find_line.input.value)

    def seek(self, text: str) -> None:
        """Search for a text, and move to the first match from where the line was opened."""
        self._typed = text
        self._begin()
        self.go(*self._origin)
        self._step = 0
        if text:
            self.action_match(1)

    def read_on(self) -> None:
        """Take the keys back from the line."""
        self.screen.set_focus(self)

    def leave_find(self, *, back: bool) -> None:
        """Search for the words of the filter again.

        Args:
            back: Go back to where the line was opened.
        """
        if self.find_line is not None:
            self._typed, self._step = "", 0
            self._begin()
            if back:
                self.go(*self._origin)
            self.find_line.display = False
            self.repaint()
            self.read_on()

    def action_leave_find(self) -> None:
        """Leave the search, and stay where it led."""
        self.leave_find(back=False)
