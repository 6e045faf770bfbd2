"""A search in a page: its matches, and which one is current."""

from __future__ import annotations

from collections.abc import Iterable

from tui.reader.find import Finder, Mark, Match
from tui.reader.page import Page, Place


class Search:
    """Words searched for in a page.

    Args:
        page: The page; all of it is parsed, but not laid out.
        words: The words; any of them is found.
        old: The search before; where it was for the same words, its current match stays current.
    """

    def __init__(self, page: Page, words: Iterable[str], old: Search | None = None) -> None:
        self.words = tuple(words)
        self._page = page
        self._finder = Finder(self.words)
        self.matches = self._finder.matches(page.parse_all())
        self.current: int | None = None
        """The match that was walked to, by its position."""

        if old is not None and old.words == self.words and old.current is not None and self.matches:
            self.current = min(old.current, len(self.matches) - 1)
        self._marks: dict[int, dict[int, list[Mark]]] = {}

    def is_of(self, page: Page, words: Iterable[str]) -> bool:
        """Tell whether this is the search for some words in a page."""
        return self._page is page and self.words == tuple(words)

    def marks(self, block: int, line: int) -> list[Mark]:
        """Return what to mark on a line of a block."""
        if block not in self._marks:
            self._marks[block] = self._finder.marks(self._page.lines_of(block))
        return self._marks[block].get(line, [])

    def is_current(self, block: int, mark: Mark) -> bool:
        """Tell whether a mark belongs to the current match."""
        return self.current is not None and self.matches[self.current] == Match(block, mark.number)

    def step(self, step: int, top: int) -> int | None:
        """Walk to the next match or the one before, round the ends; return the line it is on.

        Args:
            step: 1 or -1.
            top: The line looked at, from which the first step is taken.
        """
        if not self.matches:
            return None
        if self.current is None:
            here = self._page.place(top).block
            ahead = [i for i, match in enumerate(self.matches) if match.block >= here]
            self.current = (ahead[0] if ahead else 0) if step > 0 else (ahead[0] - 1 if ahead else -1)
            self.current %= len(self.matches)
        else:
            self.current = (self.current + step) % len(self.matches)
        return self._line(self.matches[self.current])

    def _line(self, match: Match) -> int:
        self._page.place_of(match.block)
        self.marks(match.block, 0)
        for line, marks in self._marks[match.block].items():
            if any(mark.number == match.number for mark in marks):
                return self._page.top_of(Place(match.block, line))
        return self._page.top_of(Place(match.block, 0))
