"""Pictures read safely, scaled to whole cells, and drawn in half cells: two pixels in each, in colours."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tui.reader.lines import Line, Span

if TYPE_CHECKING:
    from PIL.Image import Image

Colour: TypeAlias = tuple[int, int, int]

WIDEST, TALLEST = 64, 18
"""The most cells of a picture, across and down."""

MOST_PIXELS = 40_000_000
"""A picture of more is not decoded: it may be a trap."""

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF")
"""What is decoded: some that Pillow knows, such as EPS, would start other programs."""

COLOURS = 96
"""Colours kept in half cells, so that neighbours are often alike and few bytes are written."""


class Loaded(NamedTuple):
    """An image scaled to whole cells."""

    image: Image
    columns: int
    rows: int


def load(
    path: Path,
    width: int,
    height: int = TALLEST,
    *,
    natural: tuple[int, int],
    cell: tuple[int, int],
    background: Colour,
) -> Loaded | None:
    """Read a picture, scaled to whole cells; None if it can't be read, is too big or a trap.

    Args:
        path: The file.
        width: The most cells across.
        height: The most cells down.
        natural: The pixels of the file that a cell shows at most, across and down.
        cell: The pixels of a cell of the result, across and down.
        background: What is seen through it.
    """
    from PIL import Image, ImageOps

    Image.init()
    try:
        with Image.open(path, formats=[name for name in FORMATS if name in Image.OPEN]) as opened:
            across = opened.width
            opened.draft("RGB", (WIDEST * cell[0], WIDEST * cell[0]))  # a JPEG is decoded smaller
            if opened.width * opened.height > MOST_PIXELS:
                return None
            scale = across / opened.width
            image = ImageOps.exif_transpose(opened)
            most = min(width, WIDEST), height
            columns, rows = _cells(image.width * scale, image.height * scale, most, natural)
            size = columns * cell[0], rows * cell[1]
            if image.mode not in ("RGB", "RGBA", "L"):
                image = image.convert("RGBA")
            seen = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGBA")
            ground = Image.new("RGBA", size, (*background, 255))
            return Loaded(Image.alpha_composite(ground, seen).convert("RGB"), columns, rows)
    except Exception:  # a decoder may raise anything on a broken file
        return None


def _cells(across: float, down: float, most: tuple[int, int], natural: tuple[int, int]) -> tuple[int, int]:
    """Return the columns and rows of a picture of so many pixels: its shape kept, no larger than it is."""
    columns = max(1, min(most[0], round(across / natural[0])))
    rows = max(1, round(columns * natural[0] * down / across / natural[1]))
    if rows > most[1]:
        columns, rows = max(1, columns * most[1] // rows), most[1]
    return columns, rows


def half_cells(
    path: Path, width: int, height: int = TALLEST, *, background: Colour
) -> tuple[Line, ...] | None:
    """Return a picture as lines of half cells, no larger than so many cells; None if it can't be read.

    Args:
        path: The file.
        width: The most cells across.
        height: The most cells down.
        background: What is seen through it.
    """
    found = load(path, width, height, natural=(4, 8), cell=(1, 2), background=background)
    return tuple(_lines(found.image)) if found else None


def _lines(image: Image) -> Iterable[Line]:
    """Yield an image as lines, two of its rows in each."""
    width = image.width
    pixels = image.quantize(COLOURS).convert("RGB").tobytes()
    for start in range(0, len(pixels), 6 * width):
        upper, lower = pixels[start : start + 3 * width], pixels[start + 3 * width : start + 6 * width]
        looks = [
            f"fore:{upper[i : i + 3].hex()} back:{lower[i : i + 3].hex()}" for i in range(0, 3 * width, 3)
        ]
        spans = tuple(Span("▀" * len(list(same)), look) for look, same in groupby(looks))
        yield Line(spans, lead=len(spans))
