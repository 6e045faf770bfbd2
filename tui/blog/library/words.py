"""Which posts' titles, descriptions and paths hold a word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import repeat
from operator import contains

from tui.blog.library import bits
from tui.blog.library.grams import Grams

_KEPT = 64  # sets of words that are kept, the latest: a key goes back as often as on
_NARROW = 0.6  # of all texts: looking through more of them one by one takes as long as through all


class Words:
    """The texts of posts, searched; what was found for a part of a word is not sought again outside of it.

    Args:
        texts: The text of each row, as `normal` has it.
        grams: What is known of the characters in the texts; None before that is worked out.
    """

    def __init__(self, texts: Sequence[str], grams: Grams | None = None) -> None:
        self._texts = texts
        self._grams = grams
        self._known: dict[str, int] = {}

    def rows(self, word: str) -> int:
        """Return the set of the rows whose text holds a normal word."""
        if word not in self._known:
            self._known[word] = self._sought(word)
            while len(self._known) > _KEPT:
                self._known.pop(next(iter(self._known)), None)
        return self._known[word]

    def lay_out(self, cancelled: Callable[[], bool]) -> None:
        """Work out what is in the texts, or stop when that is no longer wanted."""
        if self._grams is None:
            self._grams = Grams.of(self._texts, cancelled)

    def replaced(self, changes: Collection[int], texts: Sequence[str]) -> Words:
        """Return the words of other texts, of which some rows' alone are other ones."""
        return Words(texts, self._grams and self._grams.replaced(changes, len(texts)))

    def _sought(self, word: str) -> int:
        if self._grams is not None:
            near, is_all = self._grams.rows(word)
            if is_all:
                return near
        else:
            wider = (rows for other, rows in self._known.items() if other in word)
            near = min(wider, key=int.bit_count, default=bits.everything(len(self._texts)))
        texts = self._texts
        if near.bit_count() > _NARROW * len(texts):
            return bits.pack(bytes(map(contains, texts, repeat(word))))
        others = [row for row in bits.rows(near) if word not in texts[row]]  # few: grams are near the mark
        return near & ~bits.of(others, len(texts))
