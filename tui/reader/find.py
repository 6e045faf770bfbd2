"""Words found in text, whatever their case, width and kana."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.blog.text import fold

_CLUSTER = re.compile(".[\u0300-\u036f\u3099\u309aﾞﾟ]*", re.S)


def find(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where words stand in a text, in order and without overlaps."""
    needles = sorted({fold(word) for word in words if word}, key=len, reverse=True)
    if not needles or not text:
        return []
    folded, places = _folded(text)
    pattern = re.compile("|".join(map(re.escape, needles)))
    if places is None:
        return [match.span() for match in pattern.finditer(folded)]
    return [
        (places[m.start()], places[m.end() - 1 + 1]) for m in pattern.finditer(folded) if m.end() > m.start()
    ]


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Fold a text; say where each folded character comes from, if not from the same place."""
    folded = fold(text)
    if text.isascii() or (len(folded) == len(text) and folded.isascii()):
        return folded, None
    parts: list[str] = []
    places: list[int] = []
    for match in _CLUSTER.finditer(text):
        part = fold(match.group())
        parts.append(part)
        places += [match.start()] * len(part)
    places.append(len(text))
    return "".join(parts), places
