"""Whether a text holds a word, and where, without folding all of the text where that can be seen at once."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from tui.blog.query.criteria import normal
from tui.blog.text import HIRAGANA, fold, odd

_KATAKANA = {hiragana: katakana for katakana, hiragana in HIRAGANA.items()}
_ASCII = bytes(range(128))
_BLANK = (  # what `str.split` parts words by, in UTF-8
    rb"(?:[\t-\r\x1c-\x1f ]|\xc2[\x85\xa0]|\xe1\x9a\x80|"
    rb"\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80)+"
)


class Match:
    """A word or phrase that is sought.

    Args:
        text: As it was typed; case, width, kana and runs of white space don't count.
    """

    def __init__(self, text: str) -> None:
        self.word = normal(text)
        """The word as texts are searched for it; empty if there is nothing to seek."""

        self._letters = {*self.word, *unicodedata.normalize("NFD", self.word)}
        self._spellings = {spelling for letter in self._letters for spelling in _spellings(letter)}
        self._known: dict[str, bool] = {}  # of odd characters, whether they may hide the word
        self._folded = re.compile(r"\s+".join(map(re.escape, self.word.split(" "))))

    def holds(self, text: str) -> bool:
        """Tell whether a text as it is written holds the word."""
        if self.word.isascii():
            return self.is_in(text.encode("utf-8", "surrogatepass"))
        return self._is_in(text)

    def is_in(self, data: bytes, start: int = 0) -> bool:
        """Tell whether UTF-8 holds the word.

        Args:
            data: The bytes, of a post.
            start: Where to begin.
        """
        data = data[start:]
        if not self.word.isascii():
            return not data.isascii() and self._is_in(_decoded(data))
        seen = self._usual_data.search(data.lower())
        if seen is not None:
            # nothing joins with an ASCII letter but what follows it
            return data[seen.end() : seen.end() + 1].isascii() or self._is_in(_decoded(data))
        if not self._is_hidden(_decoded(data.translate(None, _ASCII))):
            return False
        return self._within(_decoded(data))

    def _is_in(self, text: str) -> bool:
        seen = self._usual.search(text)
        if seen is not None and self._stands(text, seen):
            return True
        return (seen is not None or self._is_hidden(text)) and self._within(text)

    def _is_hidden(self, text: str) -> bool:
        """Tell whether something odd in a text may stand for a letter of the word, or join with one."""
        return any(map(self._hides, {*"".join(odd().findall(text))}))

    def _hides(self, char: str) -> bool:
        if char not in self._known:
            made = unicodedata.normalize("NFKC", char)
            joins = any(unicodedata.normalize("NFKC", one + char) != one + made for one in self._spellings)
            self._known[char] = joins or not (char.isspace() or self._letters.isdisjoint(fold(char)))
        return self._known[char]

    def find(self, text: str) -> tuple[int, int] | None:
        """Return where a text as it is written holds the word, or None."""
        if not self.word:
            return None
        seen = self._usual.search(text)
        if seen is not None and self._stands(text, seen):
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

    def _stands(self, text: str, seen: re.Match[str]) -> bool:
        """Tell whether what was seen in a text is in it folded too: what follows may join with it."""
        if odd().match(text, seen.start()):
            return False
        beyond = odd().match(text, seen.end())
        return self._within(text[seen.start() : beyond.end() if beyond else seen.end()])

    @cached_property
    def _usual(self) -> re.Pattern[str]:
        return re.compile("".join(map(_spelled, self.word)))

    @cached_property
    def _usual_data(self) -> re.Pattern[bytes]:
        """The usual spellings of an ASCII word in lower case UTF-8."""
        return re.compile(_BLANK.join(re.escape(piece.encode()) for piece in self.word.split(" ")))


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
    spellings = _spellings(char)
    return f"[{''.join(spellings)}]" if len(spellings) > 1 else re.escape(char)


def _spellings(char: str) -> set[str]:
    """Return the usual spellings of a normal character."""
    capital = char.upper()
    return {char, _KATAKANA.get(char, char), capital if len(capital) == 1 else char}


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
