"""Pictures in half cells: local ones alone, decoded off the screen's thread and only once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from tui.reader import Line, Span

WIDEST, TALLEST = 64, 18
"""The most cells of a picture, across and down."""

MOST_PIXELS = 40_000_000
"""A picture of more is not decoded: it may be a trap."""

COLOURS = 96
"""Colours kept of a picture, so that neighbours are often alike and few bytes are written."""


class Pictures:
    """Pictures by their address.

    Args:
        find: Returns the local file that an address means, or None.
        start: Runs work in a thread.
        ready: Told of the address of a picture that is decoded, from that thread.
    """

    def __init__(
        self,
        find: Callable[[str], Path | None],
        start: Callable[[Callable[[], None]], object],
        ready: Callable[[str], None],
    ) -> None:
        self._find = find
        self._start = start
        self._ready = ready
        self._known: dict[tuple[str, int], list[Line]] = {}

    def lines(self, address: str, width: int) -> list[Line]:
        """Return the lines of a picture; none as long as it is not decoded, or if it can't be."""
        key = address, min(width, WIDEST)
        if key not in self._known:
            self._known[key] = []
            path = None if "://" in address else self._find(address)
            if path is not None:
                self._start(lambda: self._decode(path, key))
        return self._known[key]

    def _decode(self, path: Path, key: tuple[str, int]) -> None:
        found = half_cells(path, key[1])
        if found:
            self._known[key] = found
            self._ready(key[0])


def half_cells(path: Path, width: int) -> list[Line]:
    """Return a picture as lines of half cells; none if it can't be read or nothing reads pictures."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:  # the extra `pictures` is not installed
        return []
    try:
        with Image.open(path) as image:
            if image.width * image.height > MOST_PIXELS:
                return []
            columns = max(1, min(width, WIDEST, image.width // 4 or 1))
            rows = max(1, round(columns * image.height / image.width / 2))
            if rows > TALLEST:
                columns, rows = max(1, columns * TALLEST // rows), TALLEST
            image.draft("RGB", (columns * 2, rows * 4))
            small = image.convert("RGB").resize((columns, rows * 2), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return []
    pixels = small.quantize(COLOURS).convert("RGB").tobytes()
    return [_line(pixels, columns, row) for row in range(rows)]


def _line(pixels: bytes, columns: int, row: int) -> Line:
    start = row * 2 * columns * 3
    upper, lower = pixels[start : start + columns * 3], pixels[start + columns * 3 : start + columns * 6]
    looks = [f"fore:{upper[i : i + 3].hex()} back:{lower[i : i + 3].hex()}" for i in range(0, columns * 3, 3)]
    spans = tuple(Span("▀" * len(list(same)), look) for look, same in groupby(looks))
    return Line(spans, lead=len(spans))
