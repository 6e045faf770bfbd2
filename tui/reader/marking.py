"""Calls replaced by marks, everywhere but in code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tui.reader.steps import Call, Source

_FENCE = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]){0,12}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)

VERBATIM = frozenset(
    {
        "chart", "code", "codeblock", "comment", "echarts", "fig-math", "fig-mermaid", "goat", "highlight",
        "include_code", "katex", "latex", "math", "mermaid", "plantuml",
    }
)  # fmt: skip
"""Calls whose inside is no Markdown."""


@dataclass(slots=True)
class Found:
    """A call where it stands."""

    start: int
    end: int
    call: Call


def mark(source: Source, found: Iterable[Found], *, escapes: bool = False) -> None:
    """Replace calls by marks, those in fenced code left out.

    Args:
        source: The body.
        found: The calls, in order.
        escapes: Whether texts of calls are meant in code too, as Hugo's escaped shortcodes are.
    """
    calls = list(found)
    if not calls:
        return
    text = source.text
    calls = list(_outside(fences(text), calls, escapes=escapes))
    for item, call in zip(calls, pair([item.call for item in calls]), strict=True):
        item.call = call
    parts: list[str] = []
    place = 0
    coming = iter(calls)
    for item in coming:
        call, end = item.call, item.end
        if call.name in VERBATIM and call.paired and not call.closing:
            last = next(other for other in coming if other.call.name == call.name and other.call.closing)
            call = replace(call, source=text[item.start : last.end], inside=text[item.end : last.start])
            end = last.end
        parts += [text[place : item.start], source.mark(call, alone=alone(text, item.start, end))]
        place = end
    source.text = "".join([*parts, text[place:]])


def _outside(code: list[tuple[int, int]], calls: list[Found], *, escapes: bool) -> Iterator[Found]:
    """Yield the calls that stand in no code."""
    starts = [start for start, _ in code]
    for item in calls:
        at = bisect_right(starts, item.start) - 1
        if at < 0 or item.start >= code[at][1] or (escapes and item.call.kind == "text"):
            yield item


def lines_with(text: str, *marks: str) -> list[int]:
    """Return where the lines start that hold a mark; much faster than a pattern tried at every line."""
    found: set[int] = set()
    for mark in marks:
        place = text.find(mark)
        while place >= 0:
            found.add(text.rfind("\n", 0, place) + 1)
            end = text.find("\n", place)
            place = text.find(mark, end) if end >= 0 else -1
    return sorted(found)


def fences(text: str) -> list[tuple[int, int]]:
    """Return where fenced code starts and ends."""
    found: list[tuple[int, int]] = []
    start, fence = -1, ""
    for match in filter(None, (_FENCE.match(text, line) for line in lines_with(text, "```", "~~~"))):
        if start < 0:
            start, fence = match.start(), match[1]
        elif match[1].startswith(fence) and match.group().strip(" \t>") == match[1]:
            found.append((start, match.end()))
            start = -1
    if start >= 0:
        found.append((start, len(text)))
    return found


def alone(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text has its lines for itself, margins of quotes left aside."""
    while start and text[start - 1] in " \t>":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return (not start or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def pair(calls: list[Call]) -> list[Call]:
    """Say of each call whether its other end is there."""
    paired: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for i, call in enumerate(calls):
        if not call.closing:
            waiting.setdefault(call.name, []).append(i)
        elif waiting.get(call.name):
            paired |= {i, waiting[call.name].pop()}
    return [replace(call, paired=True) if i in paired else call for i, call in enumerate(calls)]
