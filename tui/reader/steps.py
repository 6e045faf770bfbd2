"""Steps: what templates and components mean, found in the source before Markdown is parsed.

A parser of Markdown would cut `{{< figure >}}` into pieces or swallow half of it, so a step
replaces each call by a mark that Markdown leaves alone, and says what it was. Line breaks stay,
so lines keep their numbers; in code the mark is replaced by the source again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias

from tui.reader.reading import Dialect

OPEN, CLOSE, FILL = "\ufdd0", "\ufdd1", "\ufdd2"
"""Noncharacters of Unicode, which no text may hold: a mark's ends, and its further lines."""

_FOREIGN = re.compile("[\ud800-\udfff\ufdd0-\ufdef]")
_MARK = re.compile(f"(?:<!--)?{OPEN}([0-9a-f]+){CLOSE}((?:\n[ \t>]*{FILL})*)(?:-->)?")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a template, a tag or a component that stands in the text."""

    kind: str
    """`shortcode`, `liquid`, `jsx` or `note`."""

    name: str
    source: str
    arguments: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    closing: bool = False
    paired: bool = False
    """Whether its other end stands in the text too."""

    inside: str | None = None
    """What it holds, where that is no Markdown."""

    def get(self, *names: str | int) -> str:
        """Return the first argument of these names or positions that is there, or nothing."""
        named = dict(self.values)
        for name in names:
            if isinstance(name, str):
                if name in named:
                    return named[name]
            elif name < len(self.arguments):
                return self.arguments[name]
        return ""


@dataclass(slots=True)
class Source:
    """A body on its way through the steps."""

    text: str
    dialect: Dialect
    path: str = ""
    calls: dict[str, Call] = field(default_factory=dict)
    """What each mark stands for."""

    def mark(self, call: Call, *, alone: bool = False) -> str:
        """Return a mark for a call, of as many lines.

        Args:
            call: What is marked.
            alone: Whether it has its lines for itself, and so is a block.
        """
        key = blake2b(repr(call).encode("utf-8", "replace"), digest_size=6).hexdigest()
        self.calls[key] = call
        mark, margin = f"{OPEN}{key}{CLOSE}", ""
        for line in call.source.split("\n")[1:]:
            if line.strip():
                margin = line[: len(line) - len(line.lstrip(" \t>"))]  # or the mark would leave its list
            mark += f"\n{margin}{FILL}"
        return f"<!--{mark}-->" if alone else mark

    def restore(self, text: str) -> str:
        """Put the source back in place of the marks."""
        if OPEN not in text:
            return text
        return _MARK.sub(lambda m: self.calls[m[1]].source if m[1] in self.calls else "", text)

    def pieces(self, text: str) -> list[str | Call]:
        """Split a text into texts and the calls between them."""
        if OPEN not in text:
            return [text]
        found: list[str | Call] = []
        place = 0
        for match in _MARK.finditer(text):
            if match.start() > place:
                found.append(text[place : match.start()])
            if match[1] in self.calls:
                found.append(self.calls[match[1]])
            place = match.end()
        if place < len(text):
            found.append(text[place:])
        return found


Step: TypeAlias = Callable[[Source], None]


def clean(source: Source) -> None:
    """Make every end of a line a line feed, and take out what can't be parsed and what marks are made of."""
    text = source.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        foreign = not text.isascii() and b"\xef\xb7" in text.encode()
    except UnicodeEncodeError:
        foreign = True
    if foreign:  # looked for in bytes first: ten times faster
        text = _FOREIGN.sub("\ufffd", text)
    source.text = text.replace("\0", "\ufffd") if "\0" in text else text
