"""What the index read, kept between two runs in the user's cache folder.

One file a site, replaced whole: two programs that share it can't mix their halves, the later one
wins, and what is cut off or corrupt is found by its checksum and passed over. Nothing here is worth
an error: what can't be read is read from the posts again, what can't be written is not kept.
"""

from __future__ import annotations

import os
import secrets
import time
import zlib
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import msgspec

from tui import __version__
from tui.blog.library import Library
from tui.blog.library.columns import Columns
from tui.blog.library.order import Order
from tui.blog.library.records import Records
from tui.blog.packed import packing
from tui.blog.packed.post import pack
from tui.blog.post import Post

if TYPE_CHECKING:  # the first paint waits for no more than it needs
    from tui.blog.index.stamps import Stamps
    from tui.blog.sites.base import Taxonomy

_FORMAT = 3
VERSION = f"{_FORMAT} {__version__}"
"""What the facts of a kept file must begin with to be understood by this program."""

_HIDDEN = ".index-"  # what the name of a file begins with that is not whole yet
_LEFT = 3600  # seconds without a change after which nobody writes it any more
_SIZE = 4  # bytes of each number that the file begins with: a checksum, the sizes of columns and facts


class Kept(msgspec.Struct, frozen=True, gc=False):
    """Everything the index has to know to go on where it was."""

    judges: str
    """What posts were judged by besides files: the generator, the system's zone."""

    governing: dict[str, int]
    """The files that rule others, with their stamps."""

    turns: dict[str, float]
    """When posts change their status by themselves, in seconds since the epoch."""

    first: list[bytes]
    """Posts as they looked before their site knew all, where that is not how they look now."""

    newest_first: bytes
    row_stamps: bytes
    row_heads: bytes
    """A byte for each row: 1 where no more than the head of the file was read."""

    columns: Iterable[bytes | memoryview]
    """Packed one by one as they are written."""

    pages: Sequence[bytes | memoryview]

    @classmethod
    def of(cls, library: Library, stamps: Stamps, first: Iterable[Post], **rest: Any) -> Self:
        """Pack a library and what is known of its files."""
        return cls(
            first=list(map(pack, first)),
            newest_first=library.newest_first.rows.tobytes(),
            columns=library.columns.pack(),
            row_stamps=stamps.stamps.tobytes(),
            row_heads=bytes(stamps.flags),
            pages=library.posts.pages,
            **rest,
        )

    def library(self, taxonomies: Sequence[Taxonomy]) -> Library:
        """Return the library; its columns are unpacked when they are first asked for."""
        order, columns = Order(array("I", self.newest_first)), self.columns
        posts = Records(self.pages, len(order.rows))
        return Library(posts, taxonomies, columns=lambda: Columns.unpack(columns, order), newest_first=order)

    def stamps(self, library: Library) -> Stamps:
        """Return the stamps of the files of that library."""
        from tui.blog.index.stamps import Stamps

        return Stamps(library.columns, array("q", self.row_stamps), bytearray(self.row_heads))


class Cache:
    """The kept file of one site.

    Args:
        folder: The site's folder in the user's cache; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "index" if folder else None

    def load(self) -> Kept | None:
        """Return what was kept, or None where that is nothing that can be used."""
        if self._file is None:
            return None
        try:
            with self._file.open("rb") as file:
                checksum, size, facts_size = (int.from_bytes(file.read(_SIZE), "little") for _ in range(3))
                left = os.fstat(file.fileno()).st_size - file.tell() - size - facts_size
                if left < 0:  # cut off, or no file of ours
                    return None
                columns, pages, facts = map(file.read, (size, left, facts_size))  # each one piece of memory
            if zlib.crc32(facts, zlib.crc32(pages, zlib.crc32(columns))) != checksum:
                return None
            version, *rest = packing.decode(facts)
        except (OSError, ValueError):
            return None
        if version != VERSION:
            return None
        *rest, column_sizes, page_sizes = rest
        rest += _parts(columns, column_sizes), _parts(pages, page_sizes)
        return Kept(*rest)

    def save(self, kept: Kept) -> None:
        """Keep something, or nothing where the disk does not let us."""
        if self._file is None:
            return
        hidden = self._file.with_name(f"{_HIDDEN}{secrets.token_hex(4)}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep(self._file.parent)
            try:
                with hidden.open("wb") as file:
                    _write(file, kept)
                hidden.replace(self._file)
            finally:
                hidden.unlink(missing_ok=True)

    def _sweep(self, folder: Path) -> None:
        """Remove what programs that were ended while they kept something left behind."""
        for left in folder.glob(f"{_HIDDEN}*"):
            with suppress(OSError):  # another may do the same
                if time.time() - left.stat().st_mtime > _LEFT:
                    left.unlink()

    def clear(self) -> None:
        """Forget what was kept."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


def _write(file: IO[bytes], kept: Kept) -> None:
    """Write a file: a head, the columns, the pages, and the facts, among them how long each part is."""
    *rest, columns, pages = msgspec.structs.astuple(kept)
    file.seek(3 * _SIZE)  # the head can be told last
    checksum, sizes = 0, (array("I"), array("I"))
    for parts, lengths in zip((columns, pages), sizes, strict=True):
        for part in parts:
            file.write(part)
            checksum = zlib.crc32(part, checksum)
            lengths.append(len(part))
    facts = packing.encode([VERSION, *rest, *(lengths.tobytes() for lengths in sizes)])
    file.write(facts)
    file.seek(0)
    for number in (zlib.crc32(facts, checksum), sum(sizes[0]), len(facts)):
        file.write(number.to_bytes(_SIZE, "little"))


def _parts(data: bytes, sizes: bytes) -> list[memoryview]:
    """Return the parts of some bytes, not copied: they are most of what a library takes."""
    view, ends = memoryview(data), accumulate(array("I", sizes), initial=0)
    return [view[start:end] for start, end in pairwise(ends)]
