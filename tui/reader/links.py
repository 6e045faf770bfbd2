"""The links of lines, and the headings of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.reader.blocks import Block, Prose
from tui.reader.lines import Line


class Part(NamedTuple):
    """A part of a link on one line."""

    line: int
    x: int
    """The cell it starts at."""

    width: int


class Link(NamedTuple):
    """A link, which may be wrapped."""

    href: str
    parts: tuple[Part, ...]


def links(lines: Sequence[Line]) -> list[Link]:
    """Return the links of some lines, in order; lines count from 0."""
    found: list[Link] = []
    open_href = ""
    for number, line in enumerate(lines):
        x = 0
        for i, span in enumerate(line.spans):
            width = cell_len(span.text)
            if span.href:
                if span.href == open_href and found:
                    *before, last = found[-1].parts
                    if last.line == number and last.x + last.width == x:
                        last = last._replace(width=last.width + width)
                        found[-1] = Link(span.href, (*before, last))
                    else:
                        found[-1] = Link(span.href, (*before, last, Part(number, x, width)))
                else:
                    found.append(Link(span.href, (Part(number, x, width),)))
            if i >= line.lead:
                open_href = span.href
            x += width
        if number + 1 < len(lines) and lines[number + 1].joint is None:
            open_href = ""
    return found


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
