"""Words found in text, whatever their case, width and kana."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.blog.text import fold
from tui.reader.blocks import Block
from tui.reader.lines import Line, unwrap

_CLUSTER = re.compile(".[\u0300-\u036f\u3099\u309aﾞﾟ]*", re.DOTALL)


class Match(NamedTuple):
    """A place where a word was found."""

    block: int
    """The block, by its position."""

    number: int
    """Which of the block's matches it is, from 0."""


class Mark(NamedTuple):
    """A match, or a part of it, on a line."""

    start: int
    end: int
    """In characters of the line's text."""

    number: int
    """Which of the block's matches it is."""


class Finder:
    """Finds words.

    Args:
        words: The words; any of them is found.
    """

    def __init__(self, words: Iterable[str]) -> None:
        needles = sorted({fold(word) for word in words if word}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, needles))) if needles else None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where the words stand in a text, in order and apart."""
        if self._pattern is None or not text:
            return []
        if not self._pattern.search(fold(text)):  # most texts; where is asked of the others alone
            return []
        folded, places = _folded(text)
        spans = (match.span() for match in self._pattern.finditer(folded))
        return [(places[start], places[end]) for start, end in spans] if places else list(spans)

    def matches(self, block: Block, place: int) -> list[Match]:
        """Return all matches in the block at a position."""
        return [Match(place, number) for number in range(len(self.find(block.text)))]

    def marks(self, lines: Sequence[Line]) -> dict[int, list[Mark]]:
        """Return what to mark on the lines of a block; a match may be wrapped."""
        found: dict[int, list[Mark]] = {}
        ranges = self.find(unwrap(lines))
        place = 0
        for number, line in enumerate(lines if ranges else ()):
            if number:
                place += 1 if line.joint is None else len(line.joint)
            end = place + len(line.body)
            shift = len(line.text) - len(line.body) - place
            for n, (start, stop) in enumerate(ranges):
                if start < end and stop > place:
                    mark = Mark(max(start, place) + shift, min(stop, end) + shift, n)
                    found.setdefault(number, []).append(mark)
            place = end
        return found


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text; say where each folded character comes from, or nothing where that is its place."""
    if text.isascii():
        return fold(text), []
    parts: list[str] = []
    places: list[int] = []
    for match in _CLUSTER.finditer(text):
        part = fold(match.group())
        parts.append(part)
        places += [match.start()] * len(part)
    places.append(len(text))
    return "".join(parts), places
