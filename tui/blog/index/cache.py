"""What the index read, kept between two runs in the user's cache folder.

One file a site, replaced whole: two programs that share it can't mix their halves, the later one
wins, and what is cut off or corrupt is found by its checksum and passed over. Nothing here is worth
an error: what can't be read is read from the posts again, what can't be written is not kept.
"""

from __future__ import annotations

import secrets
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

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
    from tui.blog.sites.base import Taxonomy

_FORMAT = 1
VERSION = f"{_FORMAT} {__version__}"
"""What a kept file must begin with to be understood by this program."""

_SUM = 4  # bytes of the checksum that the file begins with


class Kept(msgspec.Struct, frozen=True, gc=False):
    """Everything the index has to know to go on where it was."""

    judges: str
    """What posts were judged by besides files: the generator, the system's zone."""

    governing: dict[str, int]
    """The files that rule others, with their stamps."""

    turns: dict[str, float]
    """When posts change their status by themselves, in seconds since the epoch."""

    heads: list[str]
    """The files of which no more than the head was read."""

    first: list[bytes]
    """Posts as they looked before their site knew all, where that is not how they look now."""

    pages: list[bytes]
    newest_first: bytes
    columns: bytes
    row_stamps: bytes

    @classmethod
    def of(cls, library: Library, stamps: Mapping[str, int], first: Iterable[Post], **rest: Any) -> Self:
        """Pack a library and what is known of its files."""
        from tui.blog.index.reading import UNKNOWN

        return cls(
            first=list(map(pack, first)),
            pages=library.posts.pages,
            newest_first=library.newest_first.rows.tobytes(),
            columns=library.columns.pack(),
            row_stamps=array("q", [stamps.get(path, UNKNOWN) for path in library.columns.paths]).tobytes(),
            **rest,
        )

    def library(self, taxonomies: Sequence[Taxonomy]) -> Library:
        """Return the library; its columns are unpacked when they are first asked for."""
        order, columns = Order(array("I", self.newest_first)), self.columns
        posts = Records(self.pages, len(order.rows))
        return Library(posts, taxonomies, columns=lambda: Columns.unpack(columns, order), newest_first=order)

    def stamps(self, library: Library) -> dict[str, int]:
        """Return the stamps by path of the files of that library."""
        return dict(zip(library.columns.paths, array("q", self.row_stamps), strict=True))


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
            data = memoryview(self._file.read_bytes())
            if zlib.crc32(data[_SUM:]) != int.from_bytes(data[:_SUM], "little"):
                return None
            version, *facts = packing.decode(data[_SUM:])
        except (OSError, ValueError):
            return None
        return Kept(*facts) if version == VERSION else None

    def save(self, kept: Kept) -> None:
        """Keep something, or nothing where the disk does not let us."""
        if self._file is None:
            return
        data = packing.encode([VERSION, *msgspec.structs.astuple(kept)])
        hidden = self._file.with_name(f".index-{secrets.token_hex(4)}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                hidden.write_bytes(zlib.crc32(data).to_bytes(_SUM, "little") + data)
                hidden.replace(self._file)
            finally:
                hidden.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget what was kept."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
