"""All words of all texts, to find those that hold a part of a word."""

from __future__ import annotations

from collections.abc import Iterable

from tui.blog.search.grams import Part

_HELD = 64  # answers that are kept: a query asks for the same again, of more texts


class Vocabulary:
    """A set of words that can be searched inside. It is one text, which takes a tenth of a set's memory."""

    def __init__(self) -> None:
        self._lines = b"\n"
        self._held: dict[tuple[Part, int], list[str] | None] = {}

    def add(self, lines: Iterable[bytes]) -> None:
        """Put words in.

        Args:
            lines: Words in UTF-8, a line feed behind each.
        """
        self._lines = b"".join([self._lines, *lines])
        self._held = {}

    def words(self) -> set[bytes]:
        """Return all words in UTF-8."""
        return set(self._lines.split())

    def holding(self, part: Part, limit: int) -> list[str] | None:
        """Return the words that hold a part, or None if there are more than a limit."""
        asked = part, limit
        if asked not in self._held:
            if len(self._held) >= _HELD:
                self._held = {}
            self._held[asked] = self._find(part, limit)
        return self._held[asked]

    def _find(self, part: Part, limit: int) -> list[str] | None:
        lines, run = self._lines, part.run.encode("utf-8", "surrogatepass")
        found: dict[str, None] = {}
        place = lines.find(run)
        while place >= 0:
            end = lines.index(b"\n", place)
            word = lines[lines.rindex(b"\n", 0, place) + 1 : end].decode("utf-8", "surrogatepass")
            if part.fits(word):
                found[word] = None
                if len(found) > limit:
                    return None
            place = lines.find(run, end)
        return list(found)
