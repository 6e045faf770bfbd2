"""Lists and maps in brackets: YAML's flow style, JSON, and TOML's arrays and inline tables.

An item is added or removed by the same splice in all of them; only the sign of a comment differs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.blog.front_matter.lines import line_end, line_start
from tui.blog.front_matter.node import Node

_SPACE_AND_COMMENTS = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_COMMA = re.compile(r"[ \t]*,[ \t]*(?:#[^\r\n]*)?")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")


class Splice(NamedTuple):
    """A piece of text in the place of another."""

    start: int
    end: int
    text: str


def begin(node: Node, index: int) -> int:
    """Return where an entry of a list or map begins: at its key if it has one."""
    return min(node.keys[index].start, node.items[index].start) if node.keys else node.items[index].start


def finish(node: Node, index: int) -> int:
    """Return where an entry of a list or map ends: a value that is not written ends at its key."""
    return max(node.keys[index].end, node.items[index].end) if node.keys else node.items[index].end


def _comma(text: str, position: int) -> int | None:
    """Return where the comma behind an item stands, if there is one."""
    match = _SPACE_AND_COMMENTS.match(text, position)
    at = match.end() if match else position
    return at if text[at : at + 1] == "," else None


def insert(text: str, node: Node, index: int, source: str) -> list[Splice]:
    """Put an entry into a bracketed list or map, spaced and broken over lines as its neighbours are."""
    count = len(node.items)
    if count == 0:
        inner = text[node.start + 1 : node.end - 1]
        pad = inner if inner and not inner.strip(" ") and len(inner) <= 2 else ""
        half = pad[: (len(pad) + 1) // 2]
        return [Splice(node.start + 1, node.end - 1, f"{half}{source}{half}")]
    if index < count:
        at = begin(node, index)
        return [Splice(at, at, source + _gap(text, node, index))]
    last = finish(node, count - 1)
    gap = _gap(text, node, count)
    comma = _comma(text, last)
    rest = _REST_OF_LINE.match(text, last)
    if "\n" in gap or "\r" in gap:  # an item a line: behind what stands beside the last
        behind = rest.end() if rest else last if comma is None else comma + 1
        broken = gap[1:].lstrip(" \t")
        if comma is None:
            return [Splice(last, last, ","), Splice(behind, behind, broken + source)]
        return [Splice(behind, behind, f"{broken}{source},")]
    if comma is None:
        return [Splice(last, last, gap + source)]
    return [Splice(comma + 1, comma + 1, f"{gap[1:]}{source},")]


def _gap(text: str, node: Node, index: int) -> str:
    """Return a comma and the space that separates an entry from the one before it."""
    for one, other in ((index - 1, index), (index - 2, index - 1), (0, 1)):
        if one >= 0 and other < len(node.items):
            between = text[finish(node, one) : begin(node, other)]
            if between.count(",") == 1 and not between.strip(", \t\r\n") and "," in between:
                return "," + between.partition(",")[2]
            if "#" in between:
                return "," + _break(text, begin(node, other))
    lead = text[node.start + 1 : begin(node, 0)]
    if "\n" in lead or "\r" in lead:
        return "," + _break(text, begin(node, 0))
    return ", "


def _break(text: str, item: int) -> str:
    """Return the line break and the indentation in front of an item that begins its line."""
    start = line_start(text, item)
    indent = text[start:item]
    if indent.strip():
        return " "
    before = text[max(0, start - 2) : start]
    return (before if before == "\r\n" else before[-1:]) + indent


def remove(text: str, node: Node, index: int) -> list[Splice]:
    """Take an entry out of a bracketed list or map, with the comment beside it and no other."""
    last = index == len(node.items) - 1
    start, end = begin(node, index), finish(node, index)
    rest = _REST_OF_LINE.match(text, end)
    before = text[finish(node, index - 1) if index else node.start + 1 : start]
    behind = text[max(end, rest.end() if rest else end) : node.end - 1 if last else begin(node, index + 1)]
    if len(node.items) == 1 and "#" not in before + behind:
        return [Splice(node.start + 1, node.end - 1, "")]
    first = line_start(text, start)
    own_line = rest is not None and first > node.start and not text[first:start].strip()
    if own_line and rest is not None:
        splices = [Splice(first, line_end(text, rest.end()), "")]
    elif not last:
        between = text[end : begin(node, index + 1)]
        kept = _COMMA.match(text, end) if "#" in between else None
        return [Splice(start, kept.end() if kept else begin(node, index + 1), "")]
    elif "#" not in before and index:
        return [Splice(finish(node, index - 1), end, "")]
    else:
        splices = [Splice(start, end, "")]
    comma = _comma(text, finish(node, index - 1)) if index else None
    if last and comma is not None and _comma(text, end) is None:
        splices.insert(0, Splice(comma, comma + 1, ""))
    return splices
