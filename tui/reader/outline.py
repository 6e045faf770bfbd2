"""The outline of a post: its headings, and the ids that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tui.reader.blocks import Block, Prose


class Heading(NamedTuple):
    """A heading of the outline."""

    level: int
    text: str
    block: int
    """The block it is, by its position."""

    anchor: str
    """What an address in the same post ends in to lead here."""


_DROPPED = re.compile(r"[^\w\- ]")


def outline(blocks: Iterable[Block]) -> list[Heading]:
    """Return the headings; ids as Hugo and GitHub make them, doubles numbered."""
    found: list[Heading] = []
    seen: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if isinstance(block.content, Prose) and block.content.level:
            text = block.text.replace("\n", " ")
            anchor = block.content.anchor or _DROPPED.sub("", text.lower()).strip().replace(" ", "-")
            count = seen.get(anchor, 0)
            seen[anchor] = count + 1
            found.append(Heading(block.content.level, text, i, f"{anchor}-{count}" if count else anchor))
    return found
