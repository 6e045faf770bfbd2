"""What a query leaves of a library, words in bodies included, surer step by step.

Each post is in for sure, out for sure, or open. The store tells of most words which posts are which; those
left open are looked into, in the order of the query, so that the first page is sure before the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.blog.library import Library, Selection, bits
from tui.blog.library.evaluation import Evaluation
from tui.blog.query import Query
from tui.blog.search.match import Match
from tui.blog.search.texts import Texts

if TYPE_CHECKING:
    from tui.blog.query.tree import Node

_FIRST = (256, 4096)  # posts that the store is asked about before all: of a frequent word they fill the page
_LOOKED = 32  # posts looked into in one step


class Seeking:
    """One query, sought in one library.

    Args:
        texts: The bodies.
        library: The posts.
        query: The query.
        marked: The paths of the posts that are marked.
        changed: The paths of the posts with edits that are not saved.
    """

    def __init__(
        self,
        texts: Texts,
        library: Library,
        query: Query,
        *,
        marked: Collection[str] = (),
        changed: Collection[str] = (),
    ) -> None:
        self._texts = texts
        self._library = library
        self._query = query
        self._marked, self._changed = marked, changed
        self._known: dict[Node, int] = {}
        self._sure: dict[str, int] = {}
        self._perhaps: dict[str, int] = {}
        self._whole: set[str] = set()
        self._passed = 0  # the rows from the top that are settled
        self.settled = not self._open
        """Whether no post is open any more."""

        self._matches = {word: Match(word) for word in self._sure}
        self._steps = self._walk()

    @property
    def selection(self) -> Selection:
        """The posts that are in for sure."""
        sure, perhaps = self._sure.copy(), self._perhaps.copy()
        evaluation = self._evaluation(sure.__getitem__, perhaps.__getitem__)
        return self._library.chosen(self._query, evaluation)

    def advance(
        self,
        page: int | None = None,
        seconds: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Selection:
        """Look further, and return the posts that are in for sure then.

        Args:
            page: How many posts from the top are enough.
            seconds: How long to look at most.
            cancelled: Asked again and again; what is sure by then is returned.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while not (self.settled or cancelled()):
            if next(self._steps, None) is None:
                self.settled = True
            elif (page is not None and self._from_the_top >= page) or (end and time.monotonic() > end):
                break
        return self.selection

    @property
    def _from_the_top(self) -> int:
        """How many posts are in for sure before the first that is open."""
        return (self._low & self._passed).bit_count()

    @property
    def _low(self) -> int:
        """The rows that are in for sure."""
        return self._evaluation(self._surely, self._maybe).rows(self._query.tree)

    @property
    def _open(self) -> int:
        """The rows that may be in, but not for sure."""
        return self._evaluation(self._maybe, self._surely).rows(self._query.tree) & ~self._low

    def _evaluation(self, bodies: Callable[[str], int], negated: Callable[[str], int]) -> Evaluation:
        return Evaluation(self._library, self._marked, self._changed, bodies, negated, self._known)

    def _surely(self, word: str) -> int:
        return self._sure.setdefault(word, 0)

    def _maybe(self, word: str) -> int:
        return self._perhaps.setdefault(word, bits.everything(len(self._library)))

    # -- step by step --------------------------------------------------------------------------

    def _walk(self) -> Iterator[bool]:
        """Settle the posts that are open, in their order, a few in each step."""
        rows, done = self._rows, 0
        for end in _FIRST:
            self._ask(rows[done:end])
            yield from self._look(rows[done:end])
            done = end
        self._ask()
        yield from self._look(self._rows)

    @property
    def _rows(self) -> Sequence[int]:
        """The rows that may be in, in their order."""
        return self._library.chosen(self._query, self._evaluation(self._maybe, self._surely)).rows

    def _ask(self, rows: Sequence[int] = ()) -> None:
        """Ask the store of each word about some posts, or all, unless it told of all before."""
        paths = [self._library.columns.paths[row] for row in rows]
        lacks = self._library.at(self._texts.lacks())
        for word in self._sure.keys() - self._whole:
            told = self._texts.candidates(self._matches[word], paths)
            if told is None:
                continue
            scope = bits.everything(len(self._library)) if told.whole else self._set(rows)
            scope &= ~lacks & ~self._passed
            sure = self._library.at(told.sure) & scope
            likely = self._library.at(told.likely) & scope
            self._sure[word] = self._sure[word] & ~scope | sure
            self._perhaps[word] = self._perhaps[word] & ~scope | sure | likely
            if told.whole:
                self._whole.add(word)

    def _look(self, rows: Sequence[int]) -> Iterator[bool]:
        """Look into those of some posts that are open."""
        flags = bits.flags(self._open, len(self._library))
        some = [place for place, row in enumerate(rows) if flags[row]]
        passed = 0
        for start in range(0, len(some), _LOOKED):
            looked = some[start : start + _LOOKED]
            self._look_into([rows[place] for place in looked])
            self._passed |= self._set(rows[passed : looked[-1] + 1])
            passed = looked[-1] + 1
            yield True
        self._passed |= self._set(rows[passed:])
        yield True

    def _look_into(self, rows: Sequence[int]) -> None:
        paths = [self._library.columns.paths[row] for row in rows]
        held: dict[str, list[int]] = {word: [] for word in self._matches}
        for row, words in zip(rows, self._texts.look(paths, self._matches), strict=True):
            for word in words:
                held[word].append(row)
        looked = self._set(rows)
        for word, having in held.items():
            found = self._set(having)
            self._sure[word] = self._sure[word] & ~looked | found
            self._perhaps[word] = self._perhaps[word] & ~looked | found

    def _set(self, rows: Sequence[int]) -> int:
        return bits.of(rows, len(self._library))
