"""Posts packed small: 100,000 of them in about 10 MB, unpacked one by one as they are looked at.

Sixteen records make a page, compressed. The same pages are what the cache keeps on disk.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

import msgspec

from tui.blog.packed import packing
from tui.blog.packed.post import PLACE, RESTORE, pack, unpack
from tui.blog.post import Post

PAGE = 16
"""Records in a page: larger ones pack better, smaller ones are quicker to reach into."""

_OPEN_PAGES = 64  # of the pages unpacked last, about what a screen of rows in any order needs

_RAW = msgspec.msgpack.Decoder(list[msgspec.Raw])


class Records(Sequence[Post]):
    """An immutable sequence of packed posts."""

    def __init__(self, pages: Sequence[bytes | memoryview] = (), length: int = 0) -> None:
        self.pages = list(pages)
        self._length = length
        self._open: dict[int, list[msgspec.Raw]] = {}

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Records:
        """Pack posts."""
        return cls.packed([pack(post) for post in posts])

    @classmethod
    def packed(cls, records: Sequence[bytes | msgspec.Raw]) -> Records:
        """Put records into pages."""
        pages = [_compress(records[start : start + PAGE]) for start in range(0, len(records), PAGE)]
        return cls(pages, len(records))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, row: int) -> Post: ...
    @overload
    def __getitem__(self, row: slice) -> list[Post]: ...
    def __getitem__(self, row: int | slice) -> Post | list[Post]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(self._length))]
        if not -self._length <= row < self._length:
            raise IndexError(row)
        page, place = divmod(row % self._length, PAGE)
        return unpack(self._page(page)[place])

    def __iter__(self) -> Iterator[Post]:
        for record in self.raw():
            yield unpack(record)

    def fields(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Yield some fields of each post; the others are not unpacked, which takes a fraction of the time."""
        wanted = [(PLACE[name], RESTORE.get(name)) for name in names]
        for record in self.raw():
            packed = _RAW.decode(record)
            yield tuple(
                restore(packing.decode(packed[place])) if restore else packing.decode(packed[place])
                for place, restore in wanted
            )

    def raw(self) -> Iterator[msgspec.Raw]:
        """Yield the records as they are packed."""
        for page in self.pages:
            yield from _RAW.decode(zlib.decompress(page))

    def replaced(self, changes: Mapping[int, bytes], length: int) -> Records:
        """Return the records with others in some rows, cut or grown to a length.

        Every row from the old length up to a longer one must be among the changes.
        """
        pages = self.pages[: -(-length // PAGE)]
        touched: dict[int, dict[int, bytes]] = {}
        for row, record in changes.items():
            touched.setdefault(row // PAGE, {})[row % PAGE] = record
        if length % PAGE and length < self._length:
            touched.setdefault(length // PAGE, {})
        for page in sorted(touched):
            records: list[bytes | msgspec.Raw] = list(self._page(page)) if page < len(self.pages) else []
            del records[length - page * PAGE :]
            for place, record in sorted(touched[page].items()):
                records[place : place + 1] = [record]
            pages[page : page + 1] = [_compress(records)]
        return Records(pages, length)

    def _page(self, number: int) -> list[msgspec.Raw]:
        """Return the records of a page, kept for a while: a screen asks for its rows again and again."""
        records = self._open.get(number)
        if records is None:
            records = self._open[number] = _RAW.decode(zlib.decompress(self.pages[number]))
            for oldest in [*self._open][:-_OPEN_PAGES]:  # taken at once: other threads ask for pages too
                self._open.pop(oldest, None)
        return records


def _compress(records: Sequence[bytes | msgspec.Raw]) -> bytes:
    return zlib.compress(packing.encode([msgspec.Raw(one) for one in records]), 1)
