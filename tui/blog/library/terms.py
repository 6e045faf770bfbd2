"""Which posts have which terms of one taxonomy, and how many of a selection have each."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from tui.blog.library import bits
from tui.blog.query.criteria import normal

_FEW = 128  # posts: a term in fewer is kept as rows, …
_SHARE = 160  # … or in fewer than one of so many: to count in a set of all rows takes as long as so many rows


class TermCount(NamedTuple):
    """A term, and how many of the posts at hand have it."""

    term: str
    count: int  # type: ignore[assignment]  # nobody asks a pair for tuple.count


class Terms:
    """The terms of a taxonomy over the rows of a library; immutable.

    Args:
        length: The rows of the library.
        frequent: Each frequent term's rows as a set.
        rare: Each rare term's rows.
    """

    def __init__(
        self,
        length: int,
        frequent: Mapping[str, int] = MappingProxyType({}),
        rare: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
    ) -> None:
        self._length = length
        self._frequent = frequent
        self._rare = rare

    def pack(self) -> tuple[dict[str, bytes], dict[str, tuple[int, ...]]]:
        """Return the terms as what `packing` can encode."""
        size = self._length // 8 + 1
        frequent = {
            term: zlib.compress(rows.to_bytes(size, "little"), 1) for term, rows in self._frequent.items()
        }
        return frequent, dict(self._rare)

    @classmethod
    def unpack(cls, length: int, packed: tuple[Mapping[str, bytes], Mapping[str, Sequence[int]]]) -> Terms:
        """Return the terms that were packed."""
        frequent, rare = packed
        numbers = bits.numbers(length)
        return cls(
            length,
            {term: int.from_bytes(zlib.decompress(rows), "little") for term, rows in frequent.items()},
            {term: tuple(map(numbers.__getitem__, rows)) for term, rows in rare.items()},
        )

    def __iter__(self) -> Iterator[str]:
        yield from self._frequent
        yield from self._rare

    def __contains__(self, term: str) -> bool:
        return term in self._frequent or term in self._rare

    def bits(self, term: str) -> int:
        """Return the set of the rows that have a term."""
        if term in self._frequent:
            return self._frequent[term]
        return bits.of(self._rare.get(term, ()), self._length)

    def union(self, terms: Iterable[str]) -> int:
        """Return the set of the rows that have any of some terms."""
        found = 0
        rare: list[int] = []
        for term in terms:
            found |= self._frequent.get(term, 0)
            rare.extend(self._rare.get(term, ()))
        return found | bits.of(rare, self._length) if rare else found

    @cached_property
    def every(self) -> int:
        """The set of the rows that have any term."""
        return self.union(self)

    @cached_property
    def folded(self) -> tuple[tuple[str, str], ...]:
        """Each term as it is compared, and as it is."""
        return tuple((normal(term), term) for term in self)

    def counts(self, selected: int, flags: bytes) -> list[TermCount]:
        """Return how many rows of a selection have each term, those with none left out.

        Args:
            selected: The selection as a set.
            flags: The same as bytes.
        """
        counts = {term: (rows & selected).bit_count() for term, rows in self._frequent.items()}
        picked = bytes(self._pick(flags))
        start = 0
        for term, rows in self._rare.items():
            end = start + len(rows)
            counts[term] = picked.count(1, start, end)
            start = end
        return [TermCount(term, count) for term, count in counts.items() if count]

    def lay_out(self) -> None:
        """Work out now what is needed to count and to find terms."""
        self.every, self.folded, self._pick  # noqa: B018  # works out what is kept

    def replaced(self, rows: Collection[int], terms: Mapping[str, Collection[int]], length: int) -> Terms:
        """Return the terms with those of some rows replaced, and another length.

        Args:
            rows: The rows whose terms are other ones now.
            terms: The terms of these rows.
            length: The new length; rows from there up are dropped.
        """
        gone = set(rows) | set(range(length, self._length))
        kept = bits.everything(length) & ~bits.of(gone, max(length, self._length))
        frequent: dict[str, int] = {}
        rare: dict[str, tuple[int, ...]] = {}
        for term, old in self._frequent.items():
            left = old & kept | bits.of(terms.get(term, ()), length)
            if _is_rare(left.bit_count() * 2, length):  # twice: not to and fro with every change
                rare.update({term: tuple(bits.rows(left))} if left else {})
            else:
                frequent[term] = left
        for term in {**self._rare, **dict.fromkeys(terms.keys() - self._frequent.keys())}:
            left_rows = (*(row for row in self._rare.get(term, ()) if row not in gone), *terms.get(term, ()))
            if not _is_rare(len(left_rows), length):
                frequent[term] = bits.of(left_rows, length)
            elif left_rows:
                rare[term] = left_rows
        return Terms(length, frequent, rare)

    @cached_property
    def _pick(self) -> Callable[[bytes], tuple[int, ...]]:
        """Takes the flags of all rows of rare terms, a term after the other."""
        rows = list(chain.from_iterable(self._rare.values()))
        return itemgetter(*rows, 0, 0) if self._length else lambda _flags: ()  # the 0s make it a tuple


def _is_rare(count: int, length: int) -> bool:
    """Tell whether a term is kept as rows: where that takes less room, and less time to count."""
    return count < max(_FEW, length // _SHARE)
