"""Whether a text holds a word, and where, without folding all of the text where that can be seen at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from tui.blog.query.criteria import normal

_KATAKANA = 0x60  # how far a letter of katakana is from the same in hiragana


class Match:
    """A word or phrase that is sought.

    Args:
        text: As it was typed; case, width, kana and runs of white space don't count.
    """

    def __init__(self, text: str) -> None:
        self.word = normal(text)
        """The word as texts are searched for it; empty if there is nothing to seek."""

        self._usual = re.compile("".join(map(_spelled, self.word)), re.IGNORECASE)

    def holds(self, text: str) -> bool:
        """Tell whether a text as it is written holds the word."""
        return self._seen(text) is not None or self.word in normal(text)

    def find(self, text: str) -> tuple[int, int] | None:
        """Return where a text as it is written holds the word, or None."""
        if not self.word:
            return None
        if seen := self._seen(text):
            return seen.span()
        if self.word not in normal(text):
            return None
        lines = text.splitlines(keepends=True)
        first, last = _shortest(len(lines), lambda start, end: self._within("".join(lines[start:end])))
        near = "".join(lines[first:last])
        start, end = _shortest(len(near), lambda start, end: self._within(near[start:end]))
        before = sum(map(len, lines[:first]))
        return before + start, before + end

    def _within(self, text: str) -> bool:
        return self.word in normal(text)

    def _seen(self, text: str) -> re.Match[str] | None:
        """Return the first usual spelling, if it is the word."""
        seen = self._usual.search(text)
        if seen:  # with a neighbour on each side, for these may combine with what was seen
            around = text[max(0, seen.start() - 1) : seen.end() + 1]
            if self._within(around):
                return seen
        return None


def _shortest(length: int, holds: Callable[[int, int], bool]) -> tuple[int, int]:
    """Return the first and then shortest stretch that holds something, by halves.

    A position in the folded text says nothing about the text as written, whose length folding may
    change; that a longer stretch holds what a shorter one does is all that is needed.
    """
    end = bisect_left(range(length), True, key=lambda place: holds(0, place))
    start = bisect_left(range(end), True, key=lambda place: not holds(place, end)) - 1
    return start, end


def _spelled(char: str) -> str:
    """Return the pattern of the usual spellings of a normal character."""
    if char == " ":
        return r"\s+"
    if "\u3041" <= char <= "\u3096":
        return f"[{char}{chr(ord(char) + _KATAKANA)}]"
    return re.escape(char)
