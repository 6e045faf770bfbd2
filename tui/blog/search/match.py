"""Whether a text holds a word, and where, without folding all of the text where that can be seen at once."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
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
        self._hiding: dict[str, set[bytes]] = {}  # of all that are in a text, what those begin with that may
        self._folded = re.compile(r"\s+".join(map(re.escape, self.word.split(" "))))

    def holds(self, text: str) -> bool:
        """Tell whether a text as it is written holds the word."""
        return self.is_in(text.encode("utf-8", "surrogatepass"))

    def is_in(self, data: bytes, start: int = 0, odd: str | None = None) -> bool:
        """Tell whether UTF-8 holds the word.

        Args:
            data: The bytes, of a post.
            start: Where to begin.
            odd: All that is odd in it, where that is known: to find it takes longest.
        """
        data = data[start:]
        if odd is None:
            odd = _odd_in(_decoded(data.translate(None, _ASCII)))
        if hiding := self._hiding_of(odd):
            data = _folded_at(hiding, data)
        if self.word.isascii():
            return self._usual_data.search(data.lower()) is not None
        if any(spelling in data for spelling in self._whole):
            return True
        alike = data.translate(self._alike)  # faster than to decode
        if not all(_encoded(piece).translate(self._alike) in alike for piece in self.word.split(" ")):
            return False
        return self._usual.search(_decoded(data)) is not None

    def _hiding_of(self, odd: str) -> set[bytes]:
        """Return how odd characters begin in UTF-8 that may stand for a letter of the word, or join with one.

        Of those of four bytes three: letters of one style stand together, and are found at once.
        """
        if odd not in self._hiding:
            self._hiding[odd] = {_encoded(char)[:3] for char in filter(self._hides, odd)}
        return self._hiding[odd]

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
        if seen := self._usual.search(text):
            beyond = odd().match(text, seen.end())  # may join with the last letter
            if not odd().match(text, seen.start()) and self._within(
                text[seen.start() : (beyond or seen).end()]
            ):
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

    @cached_property
    def _usual(self) -> re.Pattern[str]:
        return re.compile("".join(map(_spelled, self.word)))

    @cached_property
    def _whole(self) -> set[bytes]:
        """The likeliest spellings of the word in UTF-8."""
        word = self.word
        katakana = "".join(_KATAKANA.get(letter, letter) for letter in word)
        return {_encoded(one) for one in (word, katakana, word.capitalize()) if fold(one) == word}

    @cached_property
    def _alike(self) -> bytes:
        """What each byte is replaced by so that all spellings of a letter are one, and perhaps of others."""
        table = bytes(range(256))
        for letter in self.word:
            for spelling in _spellings(letter):
                for one, other in zip(_encoded(letter), _encoded(spelling), strict=True):
                    table = table.replace(table[other : other + 1], table[one : one + 1])
        return table

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
    """Return the usual spellings of a normal character, in UTF-8 all of the same length."""
    others = {_KATAKANA.get(char, char), char.upper()}
    return {char, *(other for other in others if fold(other) == char and not odd().match(other))}


def _folded_at(hiding: Iterable[bytes], data: bytes) -> bytes:
    """Return UTF-8 with those of its lines folded that something is found in."""
    lines: dict[int, int] = {}  # their ends
    for some in hiding:
        place = data.find(some)
        while place >= 0:
            start, end = data.rfind(b"\n", 0, place) + 1, data.find(b"\n", place)
            lines[start] = end if end >= 0 else len(data)
            place = data.find(some, lines[start])
    pieces: list[bytes] = []
    done = 0
    for start, end in sorted(lines.items()):
        pieces += data[done:start], _encoded(fold(_decoded(data[start:end])))
        done = end
    return b"".join([*pieces, data[done:]])


def _odd_in(text: str) -> str:
    """Return the odd characters of a text, each once."""
    return "".join({*"".join(odd().findall(text))})


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
