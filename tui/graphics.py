"""What the terminal can draw: asked of it once, when the first picture is wanted.

kitty and ghostty place pictures by characters; others that reply to kitty's question don't, so the
environment must name one of the two. Sixel is an attribute of the terminal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, Protocol, TypeAlias, runtime_checkable

from tui.config import PictureMode

Drawn: TypeAlias = Literal["kitty", "sixel", "cells"]

_KITTY = "\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_CELL = "\x1b[16t"


class Graphics(NamedTuple):
    """A way to draw, and how many pixels a cell has."""

    drawn: Drawn
    width: int = 10
    height: int = 20


@runtime_checkable
class Asked(Protocol):
    """A driver through which the terminal can be asked."""

    def ask(self, question: str) -> str:
        """Ask the terminal, and return its replies."""
        ...


@cache
def find_out(wanted: PictureMode, driver: object) -> Graphics | None:
    """Return how pictures are drawn, or None where they are not wanted. The reply may take half a second.

    Args:
        wanted: What the user set.
        driver: Textual's driver.
    """
    if wanted == "off":
        return None
    if wanted == "cells" or not isinstance(driver, Asked):
        return Graphics("cells" if wanted == "auto" else wanted)
    replies = driver.ask((_KITTY if names_kitty(os.environ) else "") + _CELL)
    drawn = _understood(replies) if wanted == "auto" else wanted
    if size := re.search(r"\x1b\[6;([1-9]\d*);([1-9]\d*)t", replies):
        return Graphics(drawn, width=int(size[2]), height=int(size[1]))
    return Graphics(drawn)


def names_kitty(environment: Mapping[str, str]) -> bool:
    """Tell whether a terminal that places pictures by characters is named, and no multiplexer is between."""
    named = f"{environment.get('TERM', '')} {environment.get('TERM_PROGRAM', '')}".lower()
    return "kitty" in named or "ghostty" in named


def _understood(replies: str) -> Drawn:
    if re.search(r"\x1b_G[^\x1b]*;OK\x1b", replies):
        return "kitty"
    attributes = re.search(r"\x1b\[\?([\d;]*)c", replies)
    return "sixel" if attributes and "4" in attributes[1].split(";") else "cells"
