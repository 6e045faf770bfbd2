"""Parts of addresses as Hugo writes them: which characters stay, and how they are encoded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_plus

_PLAIN = re.compile(r"[a-z0-9./_~@+#-]*")
_KEPT = frozenset("./\\_#+~-@")
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}")


class _Letters(dict[str, str]):
    """Letters as they stand in an address, each encoded once."""

    def __init__(self, safe: str) -> None:
        super().__init__()
        self._safe = safe

    def __missing__(self, letter: str) -> str:
        self[letter] = encoded = quote(letter, safe=self._safe, errors="replace")
        return encoded


_SAFE = "/-_.~$&+,:;=@"
_LETTERS = _Letters(_SAFE)
_GIVEN_LETTERS = _Letters(_SAFE + "?")
_UNRESERVED = re.compile(r"[\w/.~$&+,:;=@-]*", re.ASCII)
_GIVEN = re.compile(r"(?:[\w/.~$&+,:;=@!'()*\[\]?-]|%[0-9a-fA-F]{2})*", re.ASCII)


def lower(text: str) -> str:
    """Return a text in lower case as Go does it: letter by letter, each staying one."""
    lowered = text.lower()
    if len(lowered) == len(text) and "Σ" not in text:
        return lowered
    return "".join(char.lower()[0] for char in text)


def sanitized(text: str, keep_case: bool, drop_accents: bool) -> str:
    """Return a text without the characters that Hugo drops from addresses; spaces become hyphens.

    Args:
        text: The text.
        keep_case: Whether capital letters stay.
        drop_accents: Whether accents are taken off letters.
    """
    return text if _PLAIN.fullmatch(text) else _sanitized(text, keep_case, drop_accents)


@lru_cache(maxsize=4096)
def _sanitized(text: str, keep_case: bool, drop_accents: bool) -> str:
    if drop_accents:
        apart = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))
    out: list[str] = []
    waiting = False
    for at, char in enumerate(text):
        if char.isalpha() or char.isdecimal() or char in _KEPT or _is_kept(text, at):
            if waiting and char != "-":
                out.append("-")
            waiting = False
            out.append(char)
        elif char.isspace() and out and out[-1] != "-":
            waiting = True
    joined = "".join(out)
    return joined if keep_case else lower(joined)


def _is_kept(text: str, at: int) -> bool:
    char = text[at]
    if char == "%":
        return _ENCODED.match(text, at) is not None
    return unicodedata.category(char)[0] == "M"


def decoded(text: str) -> str:
    """Return a filled permalink as it is understood: encoded characters decoded, `+` a space."""
    return unquote_plus(text) if "%" in text or "+" in text else text


def joined(parts: Iterable[str]) -> str:
    """Join parts into a path that starts with a slash and has none at its end."""
    return "/" + "/".join(inner for part in parts if (inner := part.strip("/")))


def encoded(path: str, *, given: bool = False) -> str:
    """Encode a path for an address; what is encoded in it already stays.

    Args:
        path: The path.
        given: Whether it is the `url` of a post, which may use a few characters more.
    """
    if _UNRESERVED.fullmatch(path) or (given and _GIVEN.fullmatch(path)):
        return path
    return "".join(map((_GIVEN_LETTERS if given else _LETTERS).__getitem__, unquote(path)))
