"""Text cut and padded to terminal cells, where a character is one cell wide, two, or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import is_normalized

from rich.cells import cell_len, split_graphemes

from tui.blog.text import fold

_JOINER = "\u200d"


def crop(text: str, width: int) -> str:
    """Cut a text that is wider than `width` cells, with `…` as its last character."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    if text.isascii():
        return text[: width - 1].rstrip() + "…"
    room, end = width - 1, 0
    near = text[:width]  # enough, unless many take no cell
    for _start, stop, cells in split_graphemes(near if cell_len(near) >= width else text[: 4 * width])[0]:
        if cells > room:
            break
        room -= cells
        end = stop
    return text[:end].rstrip() + "…"


def crop_start(text: str, width: int) -> str:
    """Cut a text that is wider than `width` cells at its start, with `…` as its first character."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    text = text[-4 * width :]
    room, start = width - 1, len(text)
    for begin, _stop, cells in reversed(split_graphemes(text)[0]):
        if cells > room:
            break
        room -= cells
        start = begin
    return "…" + text[start:].lstrip()


def fit(text: str, width: int) -> str:
    """Cut or pad a text to exactly `width` cells."""
    text = crop(text.strip(_JOINER), width).rstrip(_JOINER)  # it would join the padding
    return text + " " * (width - cell_len(text))


@lru_cache(maxsize=2048)
def find_words(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text, as (start, end) pairs that don't overlap, in order.

    Args:
        text: The text as it is shown.
        words: Words as `tui.blog.text.fold` returns them.
    """
    folded = fold(text)
    origin: Sequence[int] = range(len(text))
    if not is_normalized("NFKC", text) or len(folded) != len(text):  # else each character is one of it
        pieces = list(map(fold, text))
        folded = "".join(pieces)
        origin = [index for index, piece in enumerate(pieces) for _ in piece]
    hit = bytearray(len(text))
    for word in words:
        start = folded.find(word) if word else -1
        while start >= 0:
            last = start + len(word)
            for index in range(origin[start], origin[last - 1] + 1):
                hit[index] = 1
            start = folded.find(word, last)
    spans: list[tuple[int, int]] = []
    for index in range(len(text)):
        if hit[index] and spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1)
        elif hit[index]:
            spans.append((index, index + 1))
    return tuple(spans)
