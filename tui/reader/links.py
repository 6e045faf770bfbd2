"""The links of a page: where they stand, which one is current, and the letters that name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.reader.lines import Line
from tui.reader.page import Page, Place

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Part(NamedTuple):
    """A part of a link on one line."""

    line: int
    start: int
    end: int
    """In characters of the line's text."""


class Link(NamedTuple):
    """A link, which may be wrapped."""

    href: str
    parts: tuple[Part, ...]


class LinkAt(NamedTuple):
    """A link of a page."""

    block: int
    number: int
    """Which of the block's links it is, from 0."""

    link: Link


def links(lines: Sequence[Line]) -> list[Link]:
    """Return the links of some lines, in order; lines count from 0."""
    found: list[Link] = []
    before = ""
    for number, line in enumerate(lines):
        place = 0
        if line.joint is None:
            before = ""
        for i, span in enumerate(line.spans):
            end = place + len(span.text)
            if span.href:
                part = Part(number, place, end)
                if span.href == before:
                    found[-1] = Link(span.href, _grown(found[-1].parts, part))
                else:
                    found.append(Link(span.href, (part,)))
            if i >= line.lead:
                before = span.href
            place = end
    return found


def _grown(parts: tuple[Part, ...], part: Part) -> tuple[Part, ...]:
    last = parts[-1]
    if last.line == part.line and last.end == part.start:
        return (*parts[:-1], last._replace(end=part.end))
    return (*parts, part)


def labels(count: int) -> list[str]:
    """Return as many labels, none of which starts another: one letter each, or two where they are many.

    There are 676 of two letters; in a view with more links the last ones get none.
    """
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return [first + second for first in LETTERS for second in LETTERS][:count]


class Links:
    """The links of a page, walked and named.

    Args:
        page: The page.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: dict[int, list[Link]] = {}
        self.current: LinkAt | None = None
        """The link that was walked to."""

        self.hints: dict[str, LinkAt] = {}
        """Labels of links, while they are shown."""

        self._typed = ""

    def of(self, block: int) -> list[Link]:
        """Return the links of a block."""
        if block not in self._found:
            self._found[block] = links(self._page.lines_of(block))
        return self._found[block]

    def seen(self, top: int, height: int) -> Iterator[LinkAt]:
        """Yield the links that start on the lines looked at."""
        block = self._page.place(top).block
        while block < len(self._page.blocks) and self._page.tops[block] < top + height:
            for number, link in enumerate(self.of(block)):
                if top <= self._page.tops[block] + link.parts[0].line < top + height:
                    yield LinkAt(block, number, link)
            block += 1

    def at(self, line: int, character: int) -> LinkAt | None:
        """Return the link at a character of a line of the page."""
        place = self._page.place(line)
        for number, link in enumerate(self.of(place.block) if self._page.blocks else ()):
            if any(part.line == place.line and part.start <= character < part.end for part in link.parts):
                return LinkAt(place.block, number, link)
        return None

    def step(self, step: int, top: int, height: int) -> LinkAt | None:
        """Walk to the next link, or the one before; from what is looked at if none is current there."""
        here = self.current
        if here is not None and not top <= self.line(here) < top + height:
            here = None
        if here is None:
            seen = list(self.seen(top, height))
            if seen:
                self.current = seen[0 if step > 0 else -1]
                return self.current
            here = LinkAt(self._page.place(top).block, -1 if step > 0 else 0, Link("", ()))
        block, number = here.block, here.number + step
        while 0 <= block < len(self._page.blocks):
            there = self.of(block)
            if 0 <= number < len(there):
                self.current = LinkAt(block, number, there[number])
                return self.current
            block += step
            number = 0 if step > 0 or not 0 <= block < len(self._page.blocks) else len(self.of(block)) - 1
        return self.current

    def line(self, link: LinkAt) -> int:
        """Return the line of the page on which a link starts."""
        return self._page.top_of(Place(link.block, link.link.parts[0].line))

    def name(self, top: int, height: int) -> bool:
        """Give the links looked at labels, as long as there are some; False if there are no links."""
        seen = list(self.seen(top, height))
        self.hints = dict(zip(labels(len(seen)), seen, strict=False))
        self._typed = ""
        return bool(seen)

    def type(self, letter: str) -> LinkAt | None:
        """Take a letter of a label; return the link when it is named in full."""
        self._typed += letter
        found = self.hints.get(self._typed)
        left = {label: link for label, link in self.hints.items() if label.startswith(self._typed)}
        self.hints = {} if found else left
        return found

    def labels_on(self, block: int, line: int) -> list[tuple[int, str]]:
        """Return the labels on a line of a block, and the characters at which they stand."""
        return [
            (at.link.parts[0].start, label)
            for label, at in self.hints.items()
            if at.block == block and at.link.parts[0].line == line
        ]
