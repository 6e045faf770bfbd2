"""A picture drawn in cells: as half cells, or by what a terminal with graphics is sent.

Whatever draws it, a picture is lines of cells, so it scrolls, is cut and is covered as text is. kitty
places a picture by characters that name its cells
(https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders); of sixels each line of cells
gets its own, sent behind the cells, so that no line depends on another.

textual-image encodes sixels. Its widgets are not used: importing them asks the terminal and reads the
reply where Textual reads keys, and as widgets they would need a layout for each line scrolled.
"""

from __future__ import annotations

import io
import time
from base64 import b64encode
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tui.graphics import Graphics
from tui.reader import Line, Span
from tui.reader.images import Colour, Loaded, half_cells, load

if TYPE_CHECKING:
    from PIL.Image import Image

CHUNK = 4096
"""The most bytes of a picture in one of kitty's messages."""

PLACEHOLDER = "\U0010eeee"

# The first of the marks by which kitty counts rows and columns, from its rowcolumn-diacritics.txt.
NUMBERS = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"
    "\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036f\u0483\u0484"
    "\u0485\u0486\u0487\u0592\u0593\u0594\u0595\u0597\u0598\u0599\u059c\u059d\u059e\u059f\u05a0\u05a1"
    "\u05a8\u05a9\u05ab\u05ac\u05af\u05c4\u0610\u0611\u0612\u0613\u0614\u0615\u0616\u0617\u0657\u0658"
)


class Drawing(NamedTuple):
    """A picture as lines."""

    lines: tuple[Line, ...]
    over: Mapping[str, str] = MappingProxyType({})
    """What is sent to draw over the cells of a look."""

    number: int = 0
    """What the terminal knows it by; 0 where it need not know it."""

    told: str = ""
    """What the terminal is sent once, before it shows it."""


def draw(path: Path, width: int, graphics: Graphics, background: Colour) -> Drawing | None:
    """Draw a picture no wider than so many cells, on a background; None if it can't be read."""
    cell = graphics.width, graphics.height
    if graphics.drawn == "cells":
        lines = half_cells(path, width, background=background)
        return Drawing(lines) if lines else None
    found = load(path, width, natural=cell, cell=cell, background=background)
    if found is None:
        return None
    return placeholders(found) if graphics.drawn == "kitty" else sixels(found, graphics.height)


# -- sixels ----------------------------------------------------------------------------------


def sixels(loaded: Loaded, height: int) -> Drawing:
    """Return an image as empty cells, so many pixels high, over which each line's sixels are drawn."""
    from textual_image._sixel import image_to_sixels  # its public modules ask the terminal on import

    image, columns, rows = loaded
    number = _number(image)
    over = {}
    for row in range(rows):
        part = image.crop((0, row * height, image.width, (row + 1) * height))
        # what the last band of six has below the line is left as it is, not painted black
        over[f"sixel:{number}:{row}"] = image_to_sixels(part).replace("\x1bP0;0;0q", "\x1bP0;1;0q", 1)
        time.sleep(0)  # let the screen's thread go first
    return Drawing(tuple(Line((Span(" " * columns, look),), lead=1) for look in over), over)


# -- kitty -----------------------------------------------------------------------------------


def placeholders(loaded: Loaded) -> Drawing:
    """Return an image as characters that kitty replaces by the parts of a picture that it was sent."""
    image, columns, rows = loaded
    number = _number(image)
    look = f"fore:{number:06x}"
    lines = [
        Line((Span("".join(PLACEHOLDER + NUMBERS[row] + NUMBERS[n] for n in range(columns)), look),), lead=1)
        for row in range(rows)
    ]
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=2)
    data = b64encode(file.getvalue()).decode()
    chunks = [data[i : i + CHUNK] for i in range(0, len(data), CHUNK)]
    begin = f"a=T,U=1,i={number},c={columns},r={rows},f=100,"
    told = "".join(
        f"\x1b_G{begin if i == 0 else ''}q=2,m={int(i < len(chunks) - 1)};{chunk}\x1b\\"
        for i, chunk in enumerate(chunks)
    )
    return Drawing(tuple(lines), number=number, told=told)


def forget(number: int) -> str:
    """Return what makes kitty forget a picture."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def _number(image: Image) -> int:
    """Return a number that the same image always gets, as large as a colour, by which kitty is told it."""
    shape = f"{image.width} {image.height}".encode()
    return int.from_bytes(blake2b(shape + image.tobytes(), digest_size=3).digest(), "big") or 1
