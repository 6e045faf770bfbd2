"""What is asked of the store's tables about a word."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.blog.search.grams import Joint, Part, either, is_exact, joints, pairs, parts, term
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
    ordered = sorted(numbers)
    if ordered and ordered[-1] - ordered[0] < len(ordered) + _GAP:
        return [range(ordered[0], ordered[-1] + 1)]
    for number in ordered:
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
    words: Vocabulary
    numbers: Sequence[range]

    def ask(self, word: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the numbers of the texts that hold a normal word for sure, and of others that may."""
        needed: list[str] = []
        told: set[int] = set()
        clues: list[Joint | Part] = [*joints(word), *parts(word)]
        for clue in clues:
            if told.issuperset(clue.told):
                continue
            expression = self._expression(clue)
            if expression is None:
                continue
            if not expression:
                return (), ()
            if isinstance(clue, Part) and clue.run == word:
                return self._matching(expression), ()
            needed.append(expression)
            told.update(clue.told)
        found = self._matching(" AND ".join([*needed, *pairs(word, told)]))
        return (found, ()) if is_exact(word) else ((), found)

    def _expression(self, clue: Joint | Part) -> str | None:
        """Return what is true of texts with a part or joint; nothing if none has it, None if too many do."""
        limit = _WORDS if self.numbers is EVERY else _FEW
        if isinstance(clue, Part):
            words = self.words.holding(clue, limit)
            return words if words is None else either(map(term, words))
        ends = self.words.holding(clue.end, limit)
        return ends if ends is None else clue.behind(ends)

    def _matching(self, query: str) -> list[int]:
        return [number for numbers in self.numbers for number in self._within(query, numbers)]

    def _within(self, query: str, numbers: range) -> list[int]:
        """Return the numbers of which an expression is true; one text is read faster than rows."""
        found = self.base.execute(
            "SELECT group_concat(rowid) FROM grams WHERE grams MATCH ? AND rowid BETWEEN ? AND ?",
            (query.encode("utf-8", "surrogatepass"), numbers.start, numbers.stop - 1),
        )
        within: list[int] = json.loads(f"[{found.fetchone()[0] or ''}]")
        return within
