"""All words of all texts, to find those that hold a part of a word."""

from __future__ import annotations

from collections.abc import Iterable

from tui.blog.search.grams import Part


class Vocabulary:
    """A set of words that can be searched inside. It is one text, which takes a tenth of a set's memory.

    Args:
        lines: The words, each between line feeds.
    """

    def __init__(self, lines: str = "\n") -> None:
        self._lines = lines
        self._new: set[str] = set()
        self._held: tuple[Part, list[str] | None] | None = None

    def add(self, words: Iterable[str]) -> None:
        """Put words in."""
        self._new.update(words)
        self._held = None

    def holding(self, part: Part, limit: int) -> list[str] | None:
        """Return the words that hold a part, some twice, or None if there are more than a limit."""
        if self._held is None or self._held[0] != part:
            self._held = part, self._find(part, limit)
        return self._held[1]

    def _find(self, part: Part, limit: int) -> list[str] | None:
        if self._new:
            self._lines += "\n".join([*self._new, ""])
            self._new = set()
        found: list[str] = []
        place = self._lines.find(part.run)
        while place >= 0:
            end = self._lines.index("\n", place)
            word = self._lines[self._lines.rindex("\n", 0, place) + 1 : end]
            if part.fits(word):
                found.append(word)
                if len(found) > limit:
                    return None
            place = self._lines.find(part.run, end)
        return found
