"""Text from posts made safe to show and fit to compare."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_MARKS = {"\n": "⏎", "\r": "␍", "\x7f": "␡"}

_WIDE = re.compile("[\u3000\uff01-\uff5e]+")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_KATAKANA = re.compile("[\u30a1-\u30f6\u30fd\u30fe]+")
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)} | {0x30FD: 0x309D, 0x30FE: 0x309E}


def _mark(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _MARKS:
        return _MARKS[char]
    return chr(0x2400 + code) if code < 0x20 else "�"


def visible(text: str) -> str:
    """Make control characters, escape sequences and direction overrides visible, on one line.

    What the terminal would obey becomes a picture of itself (`␛`), so text of a stranger can
    be printed. A tab becomes one space.
    """
    return _CONTROL.sub(_mark, text.replace("\t", " "))


def fold(text: str) -> str:
    """Return the form in which two spellings of one word are equal.

    Case, width (`ＡＩ`, `AI`) and kana (`カナ`, `かな`) do not count; combining marks do.
    """
    if text.isascii():
        return text.lower()
    if not unicodedata.is_normalized("NFKC", text):
        text = _WIDE.sub(_narrow, text)  # most of what is not normal in Japanese, and quicker so
        text = "\n".join(map(_normalized, text.split("\n")))
    return _KATAKANA.sub(_to_hiragana, text.casefold())


def _narrow(match: re.Match[str]) -> str:
    return match.group().translate(_NARROW)


def _to_hiragana(match: re.Match[str]) -> str:
    return match.group().translate(_HIRAGANA)


def _normalized(line: str) -> str:
    return line if unicodedata.is_normalized("NFKC", line) else unicodedata.normalize("NFKC", line)
