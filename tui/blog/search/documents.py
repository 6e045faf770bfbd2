"""What is known in memory of the texts in the store: their numbers, paths and stamps, and all words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from sys import intern
from typing import NamedTuple

from tui.blog.search.vocabulary import Vocabulary

_BETWEEN = "//"  # in no path, and not odd: one text of all is read quicker than rows


class Known(NamedTuple):
    """A text that is in."""

    number: int
    stamp: int
    start: int
    """Where it begins, in bytes of its file; -1 where the file can't be searched as UTF-8."""

    odd: str
    """Its characters that may be another spelling of something, or join with what is before them."""


class Documents:
    """What the file knows of texts, as it was when it was last read."""

    def __init__(self, epoch: int = -1) -> None:
        self.epoch = epoch
        """Numbers and words of another epoch mean nothing."""

        self.generation = -1
        self.paths: dict[int, str] = {}
        """The path of each number; other numbers mean nothing any more."""

        self.texts: dict[str, Known] = {}
        """What is in of each path."""

        self.vocabulary = Vocabulary()
        self._last = 0
        self._last_words = 0
        self._unknown: tuple[Mapping[str, int], frozenset[str]] | None = None

    def read(self, base: sqlite3.Connection, generation: int) -> None:
        """Take in what was put in since the last time."""
        self.generation, self._unknown = generation, None
        for number, path, stamp, start, odd in _rows(base, self._last):
            self.drop(path)
            self.paths[number] = path
            self.texts[path] = Known(number, stamp, start, intern(odd))
            self._last = number
        rows = base.execute("SELECT id, lines FROM vocabulary WHERE id > ?", (self._last_words,)).fetchall()
        if rows:
            self._last_words = rows[-1][0]
            self.vocabulary.add(lines for _, lines in rows)

    def drop(self, path: str) -> None:
        """Forget a text, if it is known."""
        if known := self.texts.pop(path, None):
            del self.paths[known.number]

    def unknown(self, stamps: Mapping[str, int]) -> frozenset[str]:
        """Return the paths whose texts are not in, or with other stamps."""
        if self._unknown is None or self._unknown[0] is not stamps:
            known = self.texts
            others = (
                path
                for path, stamp in stamps.items()
                if (text := known.get(path)) is None or text.stamp != stamp
            )
            self._unknown = stamps, frozenset(others)
        return self._unknown[1]


def _rows(base: sqlite3.Connection, last: int) -> Iterator[tuple[int, str, int, int, str]]:
    columns = base.execute(
        "SELECT group_concat(id), group_concat(path, :between), group_concat(stamp), group_concat(start),"
        " group_concat(odd, :between) FROM (SELECT * FROM documents WHERE id > :last ORDER BY id)",
        {"between": _BETWEEN, "last": last},
    ).fetchone()
    if columns[0] is None:
        return iter(())
    numbers, paths, stamps, starts, odd = columns
    return zip(
        json.loads(f"[{numbers}]"),
        paths.split(_BETWEEN),
        json.loads(f"[{stamps}]"),
        json.loads(f"[{starts}]"),
        odd.split(_BETWEEN),
        strict=True,
    )
