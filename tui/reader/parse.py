"""From a body to its blocks, a piece at a time.

The parser's first pass, which finds the structure, is fast even for megabytes; what costs is
making Python's objects of it. So a body is read lazily in units: the smallest runs of top-level
blocks at whose end nothing needs the next block to be shown. Only containers outlive a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import pyromark
from pyromark import Options

from tui.blog.emphasis import Found
from tui.reader.builder import State
from tui.reader.events import OPTIONS
from tui.reader.reading import Reading
from tui.reader.steps import Source
from tui.reader.templates import STEPS
from tui.reader.units import Teller, Unit

_FOOTNOTE = re.compile(r"^[ \t>]*(\[\^[^\]\n]+\]:)", re.MULTILINE)


class Body:
    """A body whose templates are marked, ready to be parsed."""

    def __init__(self, reading: Reading) -> None:
        self.source = Source(reading.source, reading.dialect, reading.path)
        for step in STEPS:
            step(self.source)
        self.data = self.source.text.encode()
        self.reading = reading
        self.is_html = reading.path.endswith((".html", ".htm"))
        """Whether it is HTML as a whole, and no Markdown."""

    @cached_property
    def definitions(self) -> str:
        """The source of what may be defined far from its use: references and footnotes."""
        if "]:" not in self.source.text:
            return ""
        found = pyromark.reference_definitions(self.source.text, options=OPTIONS)
        spans = sorted((place["span"]["start"], place["span"]["end"]) for place in found.values())
        lines = [self.data[start:end].decode() for start, end in spans]
        lines += [f"{label} ." for label in _FOOTNOTE.findall(self.source.text)]
        return "\n\n".join([*lines, "<!-- -->", ""])

    @property
    def first(self) -> Unit:
        """Where the body starts."""
        return Unit(0, self.reading.first_line, State(gap=self.reading.post is not None), [])

    def units(self) -> Iterator[Unit]:
        """Yield the units from the start."""
        teller = Teller(self.source, self.data, self.first)
        if self.is_html:
            yield teller.tell_html(self.source.text)
        else:
            yield from self._units(self.source.text, 0, 0, teller)

    def units_between(self, first: Unit, end: int) -> Iterator[Unit]:
        """Yield the units of a part.

        Args:
            first: Where it starts, and what is open there.
            end: Where it ends, in bytes.
        """
        text = self.definitions + self.data[first.start : end].decode()
        known = len(self.definitions.encode())
        return self._units(text, first.start - known, known, Teller(self.source, self.data, first))

    def _units(self, text: str, shift: int, known: int, teller: Teller) -> Iterator[Unit]:
        """Yield the units of a text.

        Args:
            text: The text.
            shift: Where its bytes are in those of the body.
            known: How many bytes at its start are not told again.
            teller: Who is told.
        """
        options = OPTIONS | (Options.ENABLE_WIKILINKS if self.reading.dialect == "plain" else Options(0))
        pending: list[Found] = []
        depth = 0
        for event, place in pyromark.events_with_range(text, options=options):
            if place["start"] < known:
                continue
            pending.append((event, place["start"] + shift))
            if isinstance(event, dict):
                depth += ("Start" in event) - ("End" in event)
            if depth == 0:
                unit = teller.tell(pending, place["end"] + shift)
                pending = []
                if unit:
                    yield unit
        yield teller.finish()
