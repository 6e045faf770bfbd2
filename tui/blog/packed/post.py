"""A post as bytes, and beside them what queries ask of every post: worked out where it is judged.

So a library of thousands is laid out without a look into its posts, whichever process judged them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from tui.blog.packed import packing
from tui.blog.packed.clock import NEVER, wall
from tui.blog.post import Post, Problem
from tui.blog.text import normal

NO_DATE = float("-inf")
"""The moment of a post without a date."""

_FIELDS = tuple(field.name for field in msgspec.structs.fields(Post))
PLACE: Mapping[str, int] = {name: place for place, name in enumerate(_FIELDS)}
"""Where each field of a post stands in its record."""

_DATE, _TURNS = PLACE["date"], PLACE["turns"]


class Packed(NamedTuple):
    """A post as a library keeps it."""

    path: str
    record: bytes
    """The post in MessagePack, without the names of its fields."""

    text: str
    """Title, description and path as they are searched, a line each."""

    wall: int
    """The seconds of the date by its own clock, or `NEVER`."""

    instant: float
    """The moment of the date, in seconds since the epoch; `NO_DATE` without one."""

    url: int
    """A checksum of the URL, to find those that share one."""

    status: str
    terms: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, post: Post | Packed) -> Packed:
        """Pack a post that is not packed yet."""
        if isinstance(post, Packed):
            return post
        date = post.date
        return cls(
            post.path,
            pack(post),
            f"{normal(post.title)}\n{normal(post.description)}\n{normal(post.path)}",
            wall(date) if date else NEVER,
            date.timestamp() if date else NO_DATE,
            zlib.crc32(post.url.encode("utf-8", "surrogatepass")),
            post.status,
            post.terms,
        )

    @classmethod
    def again(cls, path: str, *fields: Any) -> Packed:
        """Return what other fields than the path came back as from `packing`."""
        *rest, terms = fields
        return cls._make((path, *rest, {name: tuple(some) for name, some in terms.items()}))

    def unpacked(self) -> Post:
        """Return the post."""
        return unpack(self.record)


def pack(post: Post) -> bytes:
    """Return a post as one record."""
    fields: list[Any] = [*msgspec.structs.astuple(post)]
    if post.date:
        fields[_DATE] = post.date.isoformat()
    if post.turns:
        fields[_TURNS] = post.turns.isoformat()
    return packing.encode(fields)


def unpack(record: bytes | msgspec.Raw) -> Post:
    """Return the post of a record."""
    fields = dict(zip(_FIELDS, packing.decode(record), strict=True))
    for name, restore in RESTORE.items():
        fields[name] = restore(fields[name])
    return Post(**fields)


def _moment(packed: str | None) -> datetime | None:
    return datetime.fromisoformat(packed) if packed else None


RESTORE: Mapping[str, Callable[[Any], Any]] = {
    "date": _moment,
    "turns": _moment,
    "problems": lambda packed: tuple(Problem(*one) for one in packed),
    "terms": lambda packed: {name: tuple(terms) for name, terms in packed.items()},
}
"""What makes the value of a field of what stands for it in a record, where that is not the same."""
