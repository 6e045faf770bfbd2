"""Where the fields of a YAML block stand in its lines, and splices of whole lines."""

from __future__ import annotations

import re
from functools import cached_property

from tui.blog.errors import Refused
from tui.blog.front_matter.base import FrontMatter
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.lines import break_before, line_end, line_start, usual_break
from tui.blog.front_matter.node import Node, Place
from tui.blog.front_matter.yaml_style import Manner, survey
from tui.blog.values import Value

_COLON = re.compile(r"[ \t]*:")
_TO_DASH = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*-")
_BESIDE = re.compile(r"[ \t]+#[^\r\n]*")
BREAK = re.compile(r"\r\n|\n|\r")


class YamlLines(FrontMatter):
    """What YAML's edits ask of the text: columns, dashes, colons and line ends."""

    @cached_property
    def manner(self) -> Manner:
        """How the block is written, for what is new in it."""
        return survey(self.root, self.text, self.newline)

    def indented(self, lines: list[str], indent: str) -> str:
        """Join lines, each with an indentation."""
        return self.manner.newline.join(indent + line if line.strip() else "" for line in lines)

    def only_simple(self, place: Place) -> None:
        """Refuse a key that is written with a question mark.

        Raises:
            Refused: It is.
        """
        if len(place.nodes) < 2 or place.parent.kind != "map":
            return
        start = place.key.start
        if "?" in self.text[line_start(self.text, start) : start]:
            raise Refused("the key is written with a question mark", cause="complex-key")

    def behind(self, place: Place) -> int:
        """Return where a key with its value ends."""
        return max(place.node.end, self.after_sign(place))

    def after_sign(self, place: Place) -> int:
        """Return the place behind the colon of a key, or behind the dash of an item.

        Raises:
            Refused: They stand on different lines.
        """
        if place.parent.kind == "list":
            return self.dash(place.parent, place.steps[-1])[0] + 1
        colon = _COLON.match(self.text, place.key.end)
        if colon is None:
            raise Refused("its colon is not on the line of the key", cause="complex-key")
        return colon.end()

    def dash(self, node: Node, index: int) -> tuple[int, str]:
        """Return where the dash of an item stands, and the space behind it.

        Raises:
            Refused: It can't be found, as behind an alias that could not be placed.
        """
        found = _TO_DASH.match(self.text, node.items[index - 1].end if index else node.start)
        if found is None:
            raise Refused("the dash of the item can't be found", cause="unverified")
        gap = self.text[found.end() : node.items[index].start]
        return found.end() - 1, gap if gap and not gap.strip(" ") else " "

    def column(self, place: Place) -> int:
        """Return the column of the keys of a block map."""
        columns = [0]
        for key in place.node.keys:
            start = line_start(self.text, key.start)
            columns.append(key.start - start)
            if not self.text[start : key.start].strip():
                break  # one that has its line for itself, and no dash or question mark before it
        return columns[-1]

    def own_column(self, place: Place) -> int:
        """Return the column of the key or dash that a value belongs to."""
        if place.parent.kind == "list":
            at, gap = self.dash(place.parent, place.steps[-1])
            return at - line_start(self.text, at) + len(gap) - 1
        return place.key.start - line_start(self.text, place.key.start)

    def child_indent(self, place: Place, value: Value) -> int:
        """Return the column where what stands below a field begins."""
        node = place.node
        if (
            node.style == "block"
            and node.items
            and node.start > line_end(self.text, self.after_sign(place)) - 1
        ):
            first = node.keys[0].start if node.keys else self.dash(node, 0)[0]
            column = first - line_start(self.text, first)
            if (node.kind == "list") == isinstance(value, list):
                return column
        own = self.own_column(place)
        in_list = place.parent.kind == "list"
        return own + (self.manner.dash if isinstance(value, list) and not in_list else self.manner.step)

    def indent_of_block(self, place: Place) -> int:
        """Return the indentation of a block scalar's lines."""
        node = place.node
        body = self.text[node.start : node.end]
        lines = [line for line in BREAK.split(body)[1:] if line.strip()]
        if lines:
            return len(lines[0]) - len(lines[0].lstrip(" "))
        return self.own_column(place) + self.manner.step

    def on_line(self, place: Place, source: str) -> list[Splice]:
        """Write a value behind its colon or dash, in the place of what stands there or below."""
        node, sign = place.node, self.after_sign(place)
        end_of_line = line_end(self.text, sign)
        if node.start == node.end:
            return [Splice(sign, sign, f" {source}" if source else "")]
        if node.start < end_of_line:
            if node.style in ("|", ">") and (comment := self.header_comment(node)):
                first, *rest = BREAK.split(source, maxsplit=1)
                tail = source[len(first) :] if rest else ""
                kept = break_before(self.text, node.end)
                return [Splice(node.start, node.end, first + comment + tail + kept)]
            start = node.start if source else sign
            # a block that keeps its empty lines ends behind them
            kept = break_before(self.text, node.end) if node.style in ("|", ">") else ""
            return [Splice(start, node.end, source + kept)]
        below = line_start(self.text, node.start)
        return [
            Splice(sign, sign, f" {source}"),
            Splice(end_of_line, max(below, line_end(self.text, node.end)), ""),
        ]

    def header_comment(self, node: Node) -> str:
        """Return the comment beside the sign of a block scalar, with the space before it."""
        header = BREAK.split(self.text[node.start : node.end], maxsplit=1)[0]
        found = _BESIDE.search(header)
        return found.group() if found else ""

    def below(self, place: Place, lines: str) -> list[Splice]:
        """Write lines below a key, or behind a dash, in the place of what stands there."""
        node, sign = place.node, self.after_sign(place)
        if place.parent.kind == "list":
            return [Splice(sign, max(node.end, sign), " " + lines.lstrip(" "))]
        end_of_line = line_end(self.text, sign)
        if node.start != node.end and node.start >= end_of_line:
            return [Splice(line_start(self.text, node.start), node.end, lines)]
        end = max(node.end, sign)
        comment = _BESIDE.match(self.text, end)
        beside = comment.group() if comment else ""
        if node.style in ("|", ">"):
            beside = self.header_comment(node)
        return [Splice(sign, comment.end() if comment else end, f"{beside}{self.manner.newline}{lines}")]

    def line_after(self, position: int, line: str) -> list[Splice]:
        """Put a line behind the line of a position."""
        at = line_end(self.text, position)
        if position and break_before(self.text, position) and position == len(self.text):
            at = position
        ended = break_before(self.text, at)
        if ended or at == 0:
            return [Splice(at, at, line + (ended or self.manner.newline))]
        return [Splice(at, at, usual_break(self.text, self.newline) + line)]
