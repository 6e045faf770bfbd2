"""What is asked of the store's tables about a word."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.blog.search.grams import expression, is_exact, parts, term
from tui.blog.search.vocabulary import Vocabulary

EVERY = (range(1, 2**63 - 1),)
"""All numbers."""

_WORDS = 4000  # words that hold what is sought, above which it is in nearly every text anyway
_FEW = 400  # such words that are sought among some texts: for more, looking into these is quicker
_GAP = 64  # numbers between two texts that are asked about, above which they don't stand together
_PLACES = 6  # where texts may stand: above that, all are asked about


def near(numbers: Iterable[int]) -> Sequence[range]:
    """Return where texts of some numbers stand together; all numbers where they don't, or for none."""
    ranges: list[range] = []
    for number in sorted(numbers):
        if ranges and number - ranges[-1].stop <= _GAP:
            ranges[-1] = range(ranges[-1].start, number + 1)
        else:
            ranges.append(range(number, number + 1))
            if len(ranges) > _PLACES:
                return EVERY
    return ranges or EVERY


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the tables about texts of some numbers."""

    base: sqlite3.Connection
    vocabulary: Vocabulary
    numbers: Sequence[range]

    def ask(self, word: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the numbers of the texts that hold a normal word for sure, and of others that may."""
        if is_exact(word):
            return self._matching("pairs", expression(word)), ()
        found: set[int] | None = None
        looked_up = []
        limit = _WORDS if self.numbers is EVERY else _FEW
        for part in parts(word):
            holding = self.vocabulary.holding(part, _WORDS)
            if holding is None or len(holding) > limit:
                continue
            texts = self._matching("words", " OR ".join(map(term, holding))) if holding else []
            if part.run == word:
                return texts, ()
            looked_up.append(part)
            found = set(texts) if found is None else found.intersection(texts)
            if not found:
                return (), ()
        pairs = expression(word, looked_up)
        if not pairs:
            return (), list(found or ())
        likely = self._matching("pairs", pairs)
        return (), likely if found is None else list(found.intersection(likely))

    def _matching(self, table: str, query: str) -> list[int]:
        return [number for numbers in self.numbers for number in self._within(table, query, numbers)]

    def _within(self, table: str, query: str, numbers: range) -> list[int]:
        """Return the numbers of which an expression is true; one text is read faster than rows."""
        found = self.base.execute(
            f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?",  # noqa: S608  # names of our own
            (query, numbers.start, numbers.stop - 1),
        )
        within: list[int] = json.loads(f"[{found.fetchone()[0] or ''}]")
        return within
