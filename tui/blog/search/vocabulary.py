"""All words of all texts, to find those that hold a part of a word."""

from __future__ import annotations

from collections.abc import Iterable

from tui.blog.search.grams import Part


class Vocabulary:
    """A set of words that can be searched inside."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = set(words)
        self._lines = ""

    def add(self, words: Iterable[str]) -> None:
        """Put words in."""
        before = len(self._words)
        self._words.update(words)
        if len(self._words) > before:
            self._lines = ""

    def holding(self, part: Part, limit: int) -> list[str] | None:
        """Return the words that hold a part, or None if there are more than a limit."""
        if not self._lines and self._words:
            self._lines = "\n".join(["", *self._words, ""])
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
