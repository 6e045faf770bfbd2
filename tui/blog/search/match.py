"""Whether a text holds a word, without folding all of the text where that can be seen at once."""

from __future__ import annotations

import re

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
        seen = self._usual.search(text)
        if seen:  # with a neighbour on each side, for these may combine with what was seen
            around = text[max(0, seen.start() - 1) : seen.end() + 1]
            if self.word in normal(around):
                return True
        return self.word in normal(text)


def _spelled(char: str) -> str:
    """Return the pattern of the usual spellings of a normal character."""
    if char == " ":
        return r"\s+"
    if "\u3041" <= char <= "\u3096":
        return f"[{char}{chr(ord(char) + _KATAKANA)}]"
    return re.escape(char)
