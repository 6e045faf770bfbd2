"""Whether a text holds a word, and where, without folding all of the text where that can be seen at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from tui.blog.query.criteria import normal
from tui.blog.text import fold

_KATAKANA = 0x60  # how far a letter of katakana is from the same in hiragana
_TO_KATAKANA = {code: code + _KATAKANA for code in range(0x3041, 0x3097)}
_BESIDE = 4  # bytes that hold at least one whole character


class Match:
    """A word or phrase that is sought.

    Args:
        text: As it was typed; case, width, kana and runs of white space don't count.
    """

    def __init__(self, text: str) -> None:
        self.word = normal(text)
        """The word as texts are searched for it; empty if there is nothing to seek."""

        self._typed = text
        self._folded = re.compile(r"\s+".join(map(re.escape, self.word.split(" "))))

    def holds(self, text: str) -> bool:
        """Tell whether a text as it is written holds the word."""
        if not text.isascii() and self._seen(text):
            return True
        return self._folded.search(fold(text)) is not None

    def seen_in(self, data: bytes, start: int) -> bool:
        """Tell whether UTF-8 holds the word in one of few spellings; it may hold it where this says no.

        Args:
            data: The bytes, of a post.
            start: Where to begin.
        """
        for spelling in self._spellings:
            place = data.find(spelling, start)
            if place >= 0:
                around = data[max(start, place - _BESIDE) : place + len(spelling) + _BESIDE]
                return self._within(around.decode(errors="ignore"))
        return False

    def find(self, text: str) -> tuple[int, int] | None:
        """Return where a text as it is written holds the word, or None."""
        if not self.word:
            return None
        if seen := self._seen(text):
            return seen.span()
        if not self._within(text):
            return None
        lines = text.splitlines(keepends=True)
        first, last = _shortest(len(lines), lambda start, end: self._within("".join(lines[start:end])))
        near = "".join(lines[first:last])
        start, end = _shortest(len(near), lambda start, end: self._within(near[start:end]))
        before = sum(map(len, lines[:first]))
        return before + start, before + end

    def _within(self, text: str) -> bool:
        return self._folded.search(fold(text)) is not None

    def _seen(self, text: str) -> re.Match[str] | None:
        """Return the first usual spelling, if it is the word."""
        seen = self._usual.search(text)
        if seen:  # with a neighbour on each side, for these may combine with what was seen
            around = text[max(0, seen.start() - 1) : seen.end() + 1]
            if self._within(around):
                return seen
        return None

    @cached_property
    def _usual(self) -> re.Pattern[str]:
        return re.compile("".join(map(_spelled, self.word)), re.IGNORECASE)

    @cached_property
    def _spellings(self) -> tuple[bytes, ...]:
        word = self.word
        spellings = (self._typed.strip(), word, word.translate(_TO_KATAKANA), word.capitalize(), word.upper())
        return tuple(dict.fromkeys(spelling.encode(errors="replace") for spelling in spellings))


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
