"""Which texts hold each character, and each pair of Latin letters or digits.

A character of Chinese or Japanese is in few texts, a Latin letter in nearly all; so with pairs of these, any
word of two characters or more is in few. To look through 100,000 texts takes as long as a frame is shown.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import add
from string import ascii_lowercase, digits

from tui.blog.library import bits

_PAIRS = frozenset(one + other for one in ascii_lowercase + digits for other in ascii_lowercase + digits)
_RARE = 32  # rows in a list take as much as all rows in a set where one in so many holds the gram
_PIECE = 2048  # texts that are looked through together
_PACE = 128  # texts between two questions whether to stop


class Grams:
    """The rows of each gram; immutable.

    Args:
        length: The rows there are.
        frequent: The rows of each frequent gram as a set.
        rare: The rows of each rare gram.
        unknown: The rows that changed since: any gram may be in them.
    """

    def __init__(
        self,
        length: int,
        frequent: Mapping[str, int],
        rare: Mapping[str, array[int]],
        unknown: frozenset[int] = frozenset(),
    ) -> None:
        self._length = length
        self._frequent = frequent
        self._rare = rare
        self._unknown = unknown

    @classmethod
    def of(cls, texts: Sequence[str], cancelled: Callable[[], bool]) -> Grams | None:
        """Go through all texts; None where that was no longer wanted."""
        frequent: dict[str, int] = {}
        rare: dict[str, array[int]] = {}
        for start in range(0, len(texts), _PIECE):
            found: defaultdict[str, list[int]] = defaultdict(list)
            for row, text in enumerate(texts[start : start + _PIECE], start):
                if row % _PACE == 0 and cancelled():
                    return None
                for gram in grams(text):
                    found[gram].append(row)
            for gram, rows in found.items():
                if gram in frequent:
                    frequent[gram] |= bits.of([row - start for row in rows], _PIECE) << start
                    continue
                rare.setdefault(gram, array("I")).extend(rows)
                if len(rare[gram]) > len(texts) // _RARE:
                    frequent[gram] = bits.of(rare.pop(gram), len(texts))
        return cls(len(texts), frequent, rare)

    def rows(self, word: str) -> tuple[int, bool]:
        """Return the set of the rows that can hold a word, and whether all of them do."""
        near = bits.everything(self._length)
        for gram in sorted(grams(word), key=self._is_frequent):
            near &= self._of(gram)
            if not near:
                break
        near |= bits.of(self._unknown, self._length)
        is_gram = len(word) == 1 or word in _PAIRS
        return near, not near or (is_gram and not self._unknown)

    def replaced(self, changes: Collection[int], length: int) -> Grams | None:
        """Return the grams after a change of some rows; None after so many that it is time to begin anew."""
        unknown = frozenset(row for row in {*self._unknown, *changes} if row < length)
        if len(unknown) > length // _RARE:
            return None
        return Grams(length, self._frequent, self._rare, unknown)

    def _is_frequent(self, gram: str) -> bool:
        return gram in self._frequent

    def _of(self, gram: str) -> int:
        if gram in self._frequent:
            return self._frequent[gram]
        rows = self._rare.get(gram, ())
        return bits.of([row for row in rows if row < self._length], self._length) if rows else 0


def grams(text: str) -> Iterable[str]:
    """Return the characters of a text, and the pairs of Latin letters or digits in it, each once."""
    return {*text, *_PAIRS.intersection(map(add, text, text[1:]))}
