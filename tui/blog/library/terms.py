"""Which posts have which terms of one taxonomy, and how many of a selection have each."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from types import MappingProxyType
from typing import NamedTuple

from tui.blog.library import bits
from tui.blog.query.criteria import normal

_FEW = 128  # posts: a term in fewer is kept as rows, …
_SHARE = 160  # … or in fewer than one of so many: to count in a set of all rows takes as long as so many rows
_BLOCK = 256  # rows: as many as a table of `bytes.translate` has places
_TURNED = bytes([1, 0, *range(2, 256)])


class TermCount(NamedTuple):
    """A term, and how many of the posts at hand have it."""

    term: str
    count: int  # type: ignore[assignment]  # nobody asks a pair for tuple.count


class Terms:
    """The terms of a taxonomy over the rows of a library; immutable.

    Args:
        length: The rows of the library.
        frequent: Each frequent term's rows as a set.
        rare: Each rare term's rows, ascending.
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

    def counts(self, selected: int) -> list[TermCount]:
        """Return how many rows of a set have each term, those with none left out."""
        counts = {term: (rows & selected).bit_count() for term, rows in self._frequent.items()}
        counts.update(self._rare_counts(selected))
        return [TermCount(term, count) for term, count in counts.items() if count]

    def _rare_counts(self, selected: int) -> Mapping[str, int]:
        """Count the rare terms, of many rows those that are not selected: the fewer are gone through."""
        places, terms = self._blocks
        flags = bits.flags(selected, self._length).ljust(len(places) * _BLOCK, b"\0")
        picked = b"".join(
            [block.translate(flags[n * _BLOCK : (n + 1) * _BLOCK]) for n, block in enumerate(places)]
        )
        if picked.count(1) * 2 <= len(picked):
            return Counter(compress(terms, picked))
        others = Counter(compress(terms, picked.translate(_TURNED)))
        return {term: len(rows) - others[term] for term, rows in self._rare.items()}

    def lay_out(self) -> None:
        """Work out now what is needed to count and to find terms."""
        self.every, self.folded, self._blocks  # noqa: B018  # works out what is kept

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
            left_rows, new_rows = self._rare.get(term, ()), terms.get(term, ())
            if new_rows or not gone.isdisjoint(left_rows):
                left_rows = tuple(sorted([*(row for row in left_rows if row not in gone), *new_rows]))
            if not _is_rare(len(left_rows), length):
                frequent[term] = bits.of(left_rows, length)
            elif left_rows:
                rare[term] = left_rows
        if (length, frequent, rare) == (self._length, self._frequent, self._rare):
            return self
        new = Terms(length, frequent, rare)
        if "_blocks" in self.__dict__:  # laid out here, for a key would have to wait for it
            new.lay_out()
        return new

    @cached_property
    def _blocks(self) -> tuple[list[bytes], tuple[str, ...]]:
        """The rows of rare terms, block by block, each numbered from its block's first; and their terms."""
        places = [bytearray() for _ in range(0, self._length, _BLOCK)]
        terms: list[list[str]] = [[] for _ in places]
        for term, rows in self._rare.items():
            for row in rows:
                places[row // _BLOCK].append(row % _BLOCK)
                terms[row // _BLOCK].append(term)
        return list(map(bytes, places)), tuple(chain.from_iterable(terms))


def _is_rare(count: int, length: int) -> bool:
    """Tell whether a term is kept as rows: where that takes less room, and less time to count."""
    return count < max(_FEW, length // _SHARE)
