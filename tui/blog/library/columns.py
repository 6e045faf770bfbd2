"""What queries ask of every post, laid out by rows: computed once, carried on through changes."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tui.blog.library.order import Order
from tui.blog.library.terms import Terms
from tui.blog.packed import packing
from tui.blog.packed.post import NO_DATE, Packed
from tui.blog.post import Post
from tui.blog.query.criteria import NEVER

STATUS = "status"
"""The taxonomy that is none in the front matter: its terms are the statuses."""

_BETWEEN = "\x1e"  # counts as white space, so it is in no normal text

_PART = 4096  # rows whose texts are packed together

TITLE, DESCRIPTION, PATH = range(3)
"""The lines of a post's text."""


@dataclass(frozen=True)
class Columns:
    """The columns of a library. All have its length; none is ever changed.

    Those of objects are tuples: the garbage collector looks through a long list again and again, while keys
    wait, but only once through a tuple in which there is nothing for it.
    """

    paths: tuple[str, ...]
    places: dict[str, int]
    """Each path's row."""

    texts: tuple[str, ...]
    """Title, description and path as they are searched, a line each."""

    walls: array[int]
    """The seconds of the date by its own clock, or `NEVER`."""

    instants: array[float]
    """The moment of the date, in seconds since the epoch; minus infinity without one."""

    urls: array[int]
    """A checksum of the URL, to find those that share one."""

    terms: dict[str, Terms]
    """Each taxonomy's terms, and `status`."""

    newest_first: Order
    """The rows, the newest post first, those without a date last; equals by path."""

    def pack(self) -> Iterator[bytes]:
        """Yield the columns as bytes, but for the order: the texts in parts, then all else."""
        for start in range(0, len(self.paths), _PART):
            paths = "\0".join(self.paths[start : start + _PART])
            texts = _BETWEEN.join(self.texts[start : start + _PART])
            yield _compress(tuple(joined.encode("utf-8", "surrogatepass") for joined in (paths, texts)))
        terms = {name: terms.pack() for name, terms in self.terms.items()}
        yield _compress((self.walls.tobytes(), self.instants.tobytes(), self.urls.tobytes(), terms))

    @classmethod
    def unpack(cls, data: Iterable[bytes | memoryview], newest_first: Order) -> Columns:
        """Return the columns of some bytes."""
        *parts, rest = data
        length = len(newest_first.rows)
        walls, instants, urls, terms = packing.decode(zlib.decompress(rest))
        all_terms = {name: Terms.unpack(length, packed) for name, packed in terms.items()}
        names: list[str] = []
        lines: list[str] = []
        for part in parts:  # one by one: the memory that each took is free for the next
            paths, texts = packing.decode(zlib.decompress(part))
            names += _apart(paths, b"\0")
            lines += _apart(texts, _BETWEEN.encode())
        return cls(
            tuple(names),
            dict(zip(names, range(length), strict=True)),
            tuple(lines),
            array("q", walls),
            array("d", instants),
            array("I", urls),
            all_terms,
            newest_first,
        )

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Columns:
        """Lay out posts."""
        empty = cls((), {}, (), array("q"), array("d"), array("I"), {}, Order(()))
        return empty.replaced(dict(enumerate(map(Packed.of, posts))), None)

    def replaced(self, changes: Mapping[int, Packed], length: int | None) -> Columns:
        """Return the columns with other posts in some rows, cut or grown to a length.

        Args:
            changes: The posts by row; every row from the old length up must be among them.
            length: The new length; None for as many as there are changes.
        """
        if length is None:
            length = len(changes)
        before = len(self.paths)
        paths, places = self._moved(changes, length)
        texts = list(self.texts[:length])
        walls, instants, urls = self.walls[:length], self.instants[:length], self.urls[:length]
        grown = max(0, length - before)
        texts.extend([""] * grown)
        walls.extend([NEVER] * grown)
        instants.extend([NO_DATE] * grown)
        urls.extend([0] * grown)
        terms: dict[str, dict[str, list[int]]] = {STATUS: {}}
        for row, post in sorted(changes.items()):
            texts[row] = post.text
            walls[row] = post.wall
            instants[row] = post.instant
            urls[row] = post.url
            terms[STATUS].setdefault(post.status, []).append(row)
            for taxonomy, names in post.terms.items():
                rows = terms.setdefault(taxonomy, {})
                for name in dict.fromkeys(names):
                    rows.setdefault(name, []).append(row)
        nothing = Terms(before)
        return Columns(
            paths,
            places,
            tuple(texts),
            walls,
            instants,
            urls,
            {
                name: self.terms.get(name, nothing).replaced(changes, terms.get(name, {}), length)
                for name in {**self.terms, **terms}
            },
            self.newest_first.replaced(changes, length, lambda row: (-instants[row], paths[row])),
        )

    def _moved(self, changes: Mapping[int, Packed], length: int) -> tuple[tuple[str, ...], dict[str, int]]:
        """Return the paths after a change, and their rows: these very ones if all of them stay."""
        if length == len(self.paths) and all(self.paths[row] == post.path for row, post in changes.items()):
            return self.paths, self.places
        places = self.places.copy()
        for path in self.paths[length:]:
            del places[path]
        for row in changes:
            if row < len(self.paths):
                places.pop(self.paths[row], None)
        paths = list(self.paths[:length])
        paths.extend([""] * (length - len(paths)))
        for row, post in changes.items():
            paths[row] = post.path
            places[post.path] = row
        return tuple(paths), places


def _compress(part: tuple[Any, ...]) -> bytes:
    return zlib.compress(packing.encode(part), 1)


def _apart(joined: bytes, between: bytes) -> list[str]:
    """Return the texts of joined ones. Decoded whole, one rare character would widen all of them."""
    return [part.decode("utf-8", "surrogatepass") for part in joined.split(between)]
