"""Finding and replacing words in the lines of an editor; case, width and kana do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.blog.text import fold


class Match(NamedTuple):
    """Where words stand."""

    row: int
    """The line, from 0."""

    start: int
    end: int
    """The characters of the line."""


def find(lines: Iterable[str], words: str) -> list[Match]:
    """Return where words stand, from the top; those that overlap are told once.

    In a line with a character that folds to several they are looked for as they are written.
    """
    if not words:
        return []
    folded = fold(words)
    found = []
    for row, line in enumerate(lines):
        text, key = fold(line), folded
        if len(text) != len(line):
            text, key = line, words
        at = text.find(key)
        while at >= 0:
            found.append(Match(row, at, at + len(key)))
            at = text.find(key, at + len(key))
    return found


def replace(lines: Sequence[str], matches: Iterable[Match], new: str) -> list[str]:
    """Return lines with another text in the place of every match."""
    out = list(lines)
    for row, start, end in sorted(matches, reverse=True):
        out[row] = out[row][:start] + new + out[row][end:]
    return out
