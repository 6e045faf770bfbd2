"""Pictures drawn in half cells: two pixels in each character cell, in colours."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tui.reader.lines import Line, Span

WIDEST, TALLEST = 64, 18
"""The most cells of a picture, across and down."""

MOST_PIXELS = 40_000_000
"""A picture of more is not decoded: it may be a trap."""

COLOURS = 96
"""Colours kept of a picture, so that neighbours are often alike and few bytes are written."""


def half_cells(path: Path, width: int, height: int = TALLEST) -> list[Line]:
    """Return a picture as lines of half cells; none if it can't be read or nothing reads pictures.

    Args:
        path: The file.
        width: The most cells across.
        height: The most cells down.
    """
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
            if rows > height:
                columns, rows = max(1, columns * height // rows), height
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
