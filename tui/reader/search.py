"""A search in a page: its matches, and which one is current."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from time import perf_counter

from tui.reader.find import Finder, Mark, Match
from tui.reader.page import Page, Place

AT_LEAST = 100
"""Blocks looked through however long it takes: most posts have no more."""


class Search:
    """Words searched for in a page, in pieces: a long post takes longer than a key may wait.

    Args:
        page: The page; it is parsed as it is looked through, but not laid out.
        words: The words; any of them is found.
        old: The search before; where it was for the same words, its current match stays current.
    """

    def __init__(self, page: Page, words: Iterable[str], old: Search | None = None) -> None:
        self.words = tuple(words)
        self._page = page
        self._finder = Finder(self.words)
        self._next = 0
        """Blocks before this one are looked through."""

        self.done = False
        """Whether all are."""

        self.matches: list[Match] = []
        """Those found so far, from the top."""

        self.current: int | None = None
        """The match that was walked to, by its position."""

        self._kept = old.kept if old is not None and old.words == self.words else None
        self._marks: dict[int, dict[int, list[Mark]]] = {}

    @property
    def kept(self) -> int | None:
        """The match that is current, or will be as soon as it is found."""
        return self._kept if self.current is None else self.current

    def look(self, seconds: float) -> bool:
        """Look on for some time.

        Returns:
            Whether all of the page is looked through.
        """
        end, enough = perf_counter() + seconds, self._next + AT_LEAST
        while not self.done and (self._next < enough or perf_counter() < end):
            if self._next < len(self._page.blocks):
                self.matches += self._finder.matches(self._page.blocks[self._next], self._next)
                self._next += 1
            else:
                self.done = not self._page.parse_next()
        kept = self._kept
        if self.current is None and kept is not None and (self.done or kept < len(self.matches)):
            self.current = min(kept, len(self.matches) - 1) if self.matches else None
        return self.done

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

        Returns:
            The line; None if there is no match, or it is not known yet which one it is.
        """
        if self.current is None:
            here = self._page.place(top).block
            ahead = bisect_left(self.matches, (here,))
            known = ahead < len(self.matches) or self._next > here
            wanted = ahead if step > 0 else ahead - 1
        else:
            known, wanted = True, self.current + step
        known = self.done or (known and 0 <= wanted < len(self.matches))
        if not known or not self.matches:
            return None
        self.current = wanted % len(self.matches)
        return self._line(self.matches[self.current])

    def _line(self, match: Match) -> int:
        self._page.place_of(match.block)
        self.marks(match.block, 0)
        for line, marks in self._marks[match.block].items():
            if any(mark.number == match.number for mark in marks):
                return self._page.top_of(Place(match.block, line))
        return self._page.top_of(Place(match.block, 0))
