"""Emphasis that CommonMark leaves as text.

CommonMark tells by the characters beside `**` whether it may start or end emphasis
(https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run). Where words are not apart by
spaces that goes wrong: `これは**「強調」**です` keeps its asterisks in Hugo and all others that
follow CommonMark, while kramdown, Jekyll's parser, makes it bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tui.blog.post import Problem
from tui.blog.text import visible

if TYPE_CHECKING:
    from pyromark.event import Event

Found: TypeAlias = "tuple[Event, int]"
"""An event of the parser, and where it starts in bytes of the body."""

_LOOKS = {"*": "Emphasis", "**": "Strong", "~~": "Strikethrough"}
_MARKS: tuple[Event, ...] = ({"Text": "*"}, {"Text": "~"})
_INLINE = frozenset({*_LOOKS.values(), "Link", "Image"})
_CANDIDATE = re.compile(r"(?:\*\*|~~)(?:(?<=\w..)(?=[^\w\s*~])|(?<=[^\w\s*~]..)(?=\w))")
"""A mark between punctuation and a letter, which alone CommonMark may leave; asked first, for it is quick."""

_CALL = re.compile(r"\{\{<\s*(/?)\s*([\w./-]{1,80})[^<]{0,2000}?>\}\}")
"""A call of a shortcode whose inside is no Markdown to Hugo."""

_LONGEST = 24  # characters of a body that a message repeats
_LISTED = 5  # lines that it names


class Pair(NamedTuple):
    """Two marks left as text that belong together."""

    mark: str
    """What each is; every character of it is an event."""

    start: int
    end: int
    """The first event of each."""

    @property
    def look(self) -> str:
        """The parser's name of what they mean."""
        return _LOOKS[self.mark]

    @property
    def size(self) -> int:
        """How many events each mark is."""
        return len(self.mark)


def pairs(events: Sequence[Found], data: bytes) -> Iterator[Pair]:
    """Pair marks left as text the way kramdown does: no space inside, whatever stands outside.

    Args:
        events: What the parser told, texts not merged.
        data: The body.
    """
    waiting: dict[str, int] = {}
    skip = 0
    for i, (event, start) in enumerate(events):
        if isinstance(event, dict) and "Text" not in event:
            if _is_block(event):
                waiting.clear()
            continue
        if i < skip or event not in _MARKS or data[start : start + 1] not in b"*~":
            continue
        skip = i + 1
        while skip < len(events) and events[skip] == (event, start + skip - i):
            skip += 1
        mark = data[start : start + skip - i].decode()
        before, after = data[start - 1 : start], data[start + skip - i :][:1]
        if mark not in _LOOKS or before == b"\\" or mark[0].encode() in (before, after):
            continue
        if mark in waiting and before.strip():
            yield Pair(mark, waiting.pop(mark), i)
        elif after.strip():
            waiting[mark] = i


def strays(events: Sequence[Found], data: bytes) -> Iterator[Pair]:
    """Yield the pairs that were surely meant: doubled marks beside a letter that is not ASCII."""
    for pair in pairs(events, data):
        ends = [events[i][1] for i in (pair.start, pair.end)]
        beside = b"".join(data[end - 1 : end] + data[end + pair.size :][:1] for end in ends)
        if pair.size > 1 and not beside.isascii():
            yield pair


def problems(body: str, first_line: int, generator: str) -> tuple[Problem, ...]:
    """Tell of the emphasis in a body that is shown with its asterisks, all of it in one problem.

    Args:
        body: The body.
        first_line: The line of the file on which it starts.
        generator: Who shows it so.
    """
    if body.isascii() or not _CANDIDATE.search(body):
        return ()
    import pyromark  # here, as few bodies come so far and it takes its time to be imported

    options = (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_DEFINITION_LIST
    )
    data = _read(body).encode("utf-8", "replace")
    events = [(e, place["start"]) for e, place in pyromark.events_with_range(data.decode(), options=options)]
    found = [(events[pair.start][1], events[pair.end][1] + pair.size) for pair in strays(events, data)]
    if not found:
        return ()
    start, end = found[0]
    text = " ".join(data[start:end].decode().split())
    text = visible(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}…{text[-2:]}")
    first, *others = dict.fromkeys(first_line + data.count(b"\n", 0, place) for place, _ in found)
    more = f", and on line {', '.join(map(str, others[:_LISTED]))}" if others else ""
    message = (
        f"{generator} shows the marks of {text} as they are{more}{' …' if len(others) > _LISTED else ''}: "
        "put a space beside them, or move brackets and stops outside"
    )
    return (Problem("literal-emphasis", message, first),)


def _read(body: str) -> str:
    """Return a body without what pairs of shortcodes hold; lines keep their numbers."""
    opened: dict[str, int] = {}
    parts: list[str] = []
    place = 0
    for call in _CALL.finditer(body):
        closing, name = call.groups()
        start = opened.pop(name, -1)
        if not closing:
            opened[name] = call.end()
        elif start >= place:
            parts += [body[place:start], "\n" * body.count("\n", start, call.start())]
            place = call.start()
    return "".join([*parts, body[place:]])


def _is_block(event: Event) -> bool:
    if not isinstance(event, dict) or not ("Start" in event or "End" in event):
        return False
    tag = event["Start"] if "Start" in event else event["End"]
    return (tag if isinstance(tag, str) else next(iter(tag))) not in _INLINE
