"""Text from posts made safe to show and fit to compare."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")
"""What a terminal obeys instead of showing it, and halves of surrogate pairs, which it can't take."""

_MARKS = {"\n": "⏎", "\r": "␍", "\x7f": "␡"}

_PLAIN = (
    "\x00-\x9f¡-§©«-®°±¶·»¿-Þà-įıĴ-ľŁ-ňŊ-žƀ-ǃ"
    "\u0388-\u038a\u0391-\u03a1\u03a3-\u03af\u03b1-\u03c1\u03c3-\u03cf\u03fa-\u0482\u0488-\u052f\u0531-\u0556"
    "\u0561-\u0586\u05d0-\u05ea\u0600-\u060f\u061b-\u064a\u0660-\u066f\u0679-\u06d5\u06ee-\u06ff\u0900-\u093b\u093d-\u094c"
    "\u0e01-\u0e32\u0e34-\u0e37\u0e3f-\u0e47\u10d0-\u10fa\u1e00-\u1e95\u1ea0-\u1eff\u200b-\u2010\u2012-\u2016"
    "\u2018-\u2023\u2030-\u2032\u20a9-\u20c0\u2190-\u222b\u2231-\u2328\u24eb-\u2a0b\u3001-\u3029\u3041-\u3096"
    "\u30a0-\u30fe\u3105-\u312f\u3400-\u9fff\uac00-\ud7a3\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f300-\U0001f6d7"
    "\U0001f900-\U0001fa53\U00020000-\U0002a6df"
)
_KATAKANA = re.compile("[\u30a1-\u30f6\u30fd\u30fe]")
HIRAGANA = {chr(code + 0x60): chr(code) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
"""Each letter of katakana to the same in hiragana."""


@cache
def odd() -> re.Pattern[str]:
    """Return the pattern of characters that may be another spelling of others, or join with the one before.

    All the rest, most of what is written, folds to one character by case or kana alone, whatever is beside
    it. Of rare scripts all characters are taken for odd, which only costs time.
    """
    return re.compile(f"[^{_PLAIN}]+")  # of so many ranges not at import: that takes milliseconds


def _mark(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _MARKS:
        return _MARKS[char]
    return chr(0x2400 + code) if code < 0x20 else "�"


def visible(text: str) -> str:
    """Make control characters, escape sequences and direction overrides visible, on one line.

    What the terminal would obey becomes a picture of itself (`␛`), so text of a stranger can
    be printed. A tab becomes one space, half of a surrogate pair `�`: no terminal takes it.
    """
    return CONTROL.sub(_mark, text.replace("\t", " "))


def fold(text: str) -> str:
    """Return the form in which two spellings of one word are equal.

    Case, width (`ＡＩ`, `AI`) and kana (`カナ`, `かな`) do not count; combining marks do.
    """
    if text.isascii():
        return text.lower()
    if not unicodedata.is_normalized("NFKC", text):
        text = _normalized(text)
    text = text.casefold()
    for letter in {*_KATAKANA.findall(text)}:  # quicker than letter by letter, or run by run
        text = text.replace(letter, HIRAGANA[letter])
    return text


def normal(text: str) -> str:
    """Return a text as it is searched: folded, each run of white space one space."""
    return " ".join(fold(text).split())


def _normalized(text: str) -> str:
    """Return a text in NFKC: what is odd in it, each with the character before it, for they may join."""
    pieces: list[str] = []
    done = 0
    for run in odd().finditer(text):
        start = max(done, run.start() - 1)
        pieces += text[done:start], unicodedata.normalize("NFKC", text[start : run.end()])
        done = run.end()
    return "".join([*pieces, text[done:]]) if pieces else text
