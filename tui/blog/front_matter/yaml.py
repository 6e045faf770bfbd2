"""YAML front matter, edited by splices at libyaml's marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from yaml import Node as YamlNode

from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter import flow, yaml_reader
from tui.blog.front_matter.base import FrontMatter, Proposal
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.kin import place_for
from tui.blog.front_matter.lines import break_before, line_end, line_start, usual_break
from tui.blog.front_matter.node import Node, Place, leaf
from tui.blog.front_matter.yaml_reader import NULL, STR
from tui.blog.front_matter.yaml_spelling import Spelling, spellings
from tui.blog.front_matter.yaml_style import Manner, simple, survey
from tui.blog.front_matter.yaml_tree import build, parse_any, reads_as
from tui.blog.values import Value

_COLON = re.compile(r"[ \t]*:")
_DASH = re.compile(r"-(?=[ \t\r\n]|\Z)")
_BESIDE = re.compile(r"[ \t]+#[^\r\n]*")
_BREAK = re.compile(r"\r\n|\n|\r")


class YamlFrontMatter(FrontMatter):
    """YAML as Jekyll, Hugo and most others write it."""

    format: ClassVar[str] = "yaml"

    def parse(self) -> Node:
        """Read the block as a tree."""
        return build(self._composed, self.text)

    @cached_property
    def _composed(self) -> YamlNode | None:
        return yaml_reader.compose(self.text)

    def reads_as(self, expected: Node) -> bool:
        """Read the block anew and tell whether it is a tree."""
        return reads_as(self._composed, expected) or not (expected.items or self.root.items)

    def value(self, node: Node) -> Value:
        """Return what a node says."""
        if node.kind == "scalar":
            return yaml_reader.scalar(node.tag, node.text)
        if node.kind == "list":
            return [self.value(item) for item in node.items]
        return {key.text: self.value(item) for key, item in zip(node.keys, node.items, strict=True)}

    def empty(self, node: Node) -> bool:
        """Tell whether a field is null or an empty text."""
        return node.kind == "scalar" and (node.tag == NULL or node.text == "")

    def written(self, place: Place) -> str:
        """Return a value as it is written, from the first column on."""
        node = place.node
        if node.fixed == "alias" or node.start == node.end:
            return self.text[node.start : node.end]
        indent = node.start - line_start(self.text, node.start)
        text = self.text[node.start : node.end]
        if node.style in ("|", ">"):
            lines = [line for line in _BREAK.split(text)[1:] if line.strip()]
            indent = min((len(line) - len(line.lstrip(" ")) for line in lines), default=2) - 2
        return re.sub(rf"(\r\n|\n|\r) {{0,{max(0, indent)}}}", r"\1", text)

    @cached_property
    def manner(self) -> Manner:
        """How the block is written, for what is new in it."""
        return survey(self.root, self.text, self.newline)

    # Proposals.

    def replace(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to give a field another value."""
        node = place.node
        self._only_simple(place)
        if place.in_flow:
            for source, read in self._inline(value, node.style if node.kind == "scalar" else None):
                yield from self._put_in_flow(place, source, read)
            return
        expected = self.with_value
        if isinstance(value, str) and node.style in ("|", ">"):
            indent = " " * self._indent_of_block(place)
            for sign in (node.style, "|"):
                block = self.manner.block_text(value, sign, indent)
                if block is not None:
                    yield Proposal(self._on_line(place, block), expected(place, leaf(STR, str(value))))
        if isinstance(value, (list, dict)) and value and not self._stays_inline(node, value):
            for written in self.manner.blocks(
                value, self._child_indent(place, value), self._list_style(node)
            ):
                yield Proposal(self._below(place, written.source), expected(place, written.read))
        own = node.kind == "scalar" and (node.tag == STR or node.style) and node.style not in ("|", ">")
        quote = node.style if own else None
        for source, read in self._inline(value, quote, flow=False):
            yield Proposal(self._on_line(place, source), expected(place, read))

    def _stays_inline(self, node: Node, value: list[Value] | dict[str, Value]) -> bool:
        """Tell whether a list or map is written in brackets where it takes another value's place."""
        if node.kind != "scalar" and node.items:
            return node.flow
        return isinstance(value, list) and self.manner.lists == "flow" and simple(value)

    def insert(self, place: Place, name: str, value: Value) -> Iterator[Proposal]:
        """Propose ways to put a new key into the map at a place, beside its kin."""
        node = place.node
        if place.in_flow or node.flow:
            at = place_for(node, name)
            for key in self.manner.keys(name, node, flow=True):
                for source, read in self._inline(value, None):
                    splices = flow.insert(self.text, node, at, f"{key.source}: {source}")
                    yield Proposal(splices, self.with_entry(place, at, read, key.read))
            return
        column = self._column(place)
        for key in self.manner.keys(name, node, flow=False):
            for written in self.manner.entries(value, column):
                yield from self._put_line(place, name, key, written)

    def append(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to put an item at the end of the list at a place."""
        node = place.node
        count = len(node.items)
        last = node.items[-1] if count else node
        style = last.style if last.kind == "scalar" and last.tag == STR else None
        if node.flow or place.in_flow:
            for source, read in self._inline(value, style):
                yield Proposal(
                    flow.insert(self.text, node, count, source), self.with_entry(place, count, read)
                )
            return
        before, gap = self._dash(node, count - 1)
        column = before - line_start(self.text, before)
        for written in self.manner.items(value, column + 1 + len(gap), style):
            line = f"{' ' * column}-{gap}{written.source}"
            yield Proposal(self._line_after(node.end, line), self.with_entry(place, count, written.read))

    def delete(self, place: Place) -> Iterator[Proposal]:
        """Propose ways to take out a key with its value, or an item of a list."""
        parent, at = place.parent, place.steps[-1]
        expected = self.without(place)
        if parent.flow or place.in_flow:
            yield Proposal(flow.remove(self.text, parent, at), expected)
            return
        if parent.kind == "map":
            self._only_simple(place)
            start, end = place.key.start, self._behind(place)
        else:
            start, _ = self._dash(parent, at)
            end = max(place.node.end, start + 1)
        first = line_start(self.text, start)
        if len(parent.items) == 1 and len(place.steps) > 1:
            brackets = "{}" if parent.kind == "map" else "[]"
            yield Proposal(self._on_line(place.up, brackets), expected)
        elif not self.text[first:start].strip():
            yield Proposal([Splice(first, line_end(self.text, end), "")], expected)
        elif at + 1 < len(parent.items):  # the first entry of a map or list that begins beside a dash
            after = parent.keys[at + 1].start if parent.kind == "map" else self._dash(parent, at + 1)[0]
            yield Proposal([Splice(start, after, "")], expected)

    def rename(self, place: Place, name: str) -> Iterator[Proposal]:
        """Propose ways to give a key another name."""
        self._only_simple(place)
        key = place.key
        for source, read in self.manner.keys(name, place.parent, flow=place.in_flow, style=key.style):
            yield Proposal([Splice(key.start, key.end, source)], self.with_key(place, read))

    def replace_source(self, place: Place, source: str) -> Iterator[Proposal]:
        """Propose ways to give a field a value written in YAML."""
        self._only_simple(place)
        node, lines = self._parsed_source(source)
        expected = self.with_value(place, node)
        if place.in_flow:
            yield from self._put_in_flow(place, " ".join(line.strip() for line in lines), node)
        elif node.style == "block":
            indent = " " * self._child_indent(place, [] if node.kind == "list" else {})
            yield Proposal(self._below(place, self._lines(lines, indent)), expected)
        else:
            indent = " " * self._child_indent(place, {})
            yield Proposal(self._on_line(place, self._lines(lines, indent).removeprefix(indent)), expected)

    def insert_source(self, place: Place, name: str, source: str) -> Iterator[Proposal]:
        """Propose ways to put in a new key with a value written in YAML."""
        node, lines = self._parsed_source(source)
        parent = place.node
        if place.in_flow or parent.flow:
            at = place_for(parent, name)
            for key in self.manner.keys(name, parent, flow=True):
                entry = f"{key.source}: {' '.join(line.strip() for line in lines)}"
                expected = self.with_entry(place, at, node, key.read)
                yield Proposal(flow.insert(self.text, parent, at, entry), expected)
            return
        column = self._column(place)
        indent = " " * (column + self.manner.step)
        body = self._lines(lines, indent)
        rest = f"{self.manner.newline}{body}" if node.style == "block" else f" {body.removeprefix(indent)}"
        for key in self.manner.keys(name, parent, flow=False):
            yield from self._put_line(place, name, key, Spelling(rest.rstrip(" "), node))

    # Places in the text.

    def _parsed_source(self, source: str) -> tuple[Node, list[str]]:
        """Read a value in YAML; return it with its lines.

        Raises:
            Refused: It is none.
        """
        lines = _BREAK.split(source.strip("\r\n"))
        try:
            return parse_any("\n".join([*lines, ""])), lines
        except FrontMatterError as error:
            raise Refused(f"the value can't be read: {error.message}", cause="bad-source") from None

    def _lines(self, lines: list[str], indent: str) -> str:
        return self.manner.newline.join(indent + line if line.strip() else "" for line in lines)

    def _only_simple(self, place: Place) -> None:
        """Refuse a key that is written with a question mark, or that is no text at all."""
        if len(place.nodes) < 2 or place.parent.kind != "map":
            return
        key = place.key
        lead = self.text[line_start(self.text, key.start) : key.start]
        if key.kind != "scalar" or "?" in lead:
            raise Refused("the key is written with a question mark", cause="complex-key")

    def _behind(self, place: Place) -> int:
        """Return where a key with its value ends."""
        return max(place.node.end, self._after_sign(place))

    def _after_sign(self, place: Place) -> int:
        """Return the place behind the colon of a key, or behind the dash of an item."""
        if place.parent.kind == "list":
            return self._dash(place.parent, place.steps[-1])[0] + 1
        colon = _COLON.match(self.text, place.key.end)
        if colon is None:
            raise Refused("its colon is not on the line of the key", cause="complex-key")
        return colon.end()

    def _dash(self, node: Node, index: int) -> tuple[int, str]:
        """Return where the dash of an item stands, and the space behind it.

        Raises:
            Refused: There is something between them, such as a comment.
        """
        item = node.items[index]
        start = min(item.start, item.keys[0].start) if item.keys else item.start
        written = self.text[:start].rstrip(" \t") if start == item.end else self.text[:start].rstrip()
        if not written.endswith("-") and item.start == item.end:
            written = self.text[: start + 1]
        if not written.endswith("-"):
            raise Refused("the dash of the item is not right before it", cause="complex-key")
        gap = self.text[len(written) : start]
        return len(written) - 1, gap if gap and not gap.strip(" ") else " "

    def _column(self, place: Place) -> int:
        """Return the column of the keys of a block map."""
        columns = [0]
        for key in place.node.keys:
            start = line_start(self.text, key.start)
            columns.append(key.start - start)
            if not self.text[start : key.start].strip():
                break  # one that has its line for itself, and no dash or question mark before it
        return columns[-1]

    def _own_column(self, place: Place) -> int:
        """Return the column of the key or dash that a value belongs to."""
        if place.parent.kind == "list":
            at, gap = self._dash(place.parent, place.steps[-1])
            return at - line_start(self.text, at) + len(gap) - 1
        return place.key.start - line_start(self.text, place.key.start)

    def _child_indent(self, place: Place, value: Value) -> int:
        """Return the column where what stands below a field begins."""
        node = place.node
        if (
            node.style == "block"
            and node.items
            and node.start > line_end(self.text, self._after_sign(place)) - 1
        ):
            first = node.keys[0].start if node.keys else self._dash(node, 0)[0]
            column = first - line_start(self.text, first)
            if (node.kind == "list") == isinstance(value, list):
                return column
        own = self._own_column(place)
        in_list = place.parent.kind == "list"
        return own + (self.manner.dash if isinstance(value, list) and not in_list else self.manner.step)

    def _indent_of_block(self, place: Place) -> int:
        """Return the indentation of a block scalar's lines."""
        node = place.node
        body = self.text[node.start : node.end]
        lines = [line for line in _BREAK.split(body)[1:] if line.strip()]
        if lines:
            return len(lines[0]) - len(lines[0].lstrip(" "))
        return self._own_column(place) + self.manner.step

    def _list_style(self, node: Node) -> str | None:
        """Return how a list that takes a list's place is written: as it was."""
        return node.style if node.kind == "list" and node.items else None

    # Splices.

    def _inline(self, value: Value, style: str | None, *, flow: bool = True) -> Iterator[Spelling]:
        """Yield the ways to write a value on one line."""
        if isinstance(value, str) and style in ("", "'", '"'):
            yield from spellings(value, style, flow=flow)
        else:
            yield from self.manner.inline(value, style, flow=flow)

    def _put_in_flow(self, place: Place, source: str, read: Node) -> Iterator[Proposal]:
        node = place.node
        expected = self.with_value(place, read)
        for lead in (" ", ": ") if node.start == node.end else ("",):
            yield Proposal([Splice(node.start, node.end, lead + source)], expected)

    def _on_line(self, place: Place, source: str) -> list[Splice]:
        """Write a value behind its colon or dash, in the place of what stands there or below."""
        node, sign = place.node, self._after_sign(place)
        end_of_line = line_end(self.text, sign)
        if node.start == node.end:
            return [Splice(sign, sign, f" {source}" if source else "")]
        if node.start < end_of_line:
            if node.style in ("|", ">") and (comment := self._header_comment(node)):
                first, *rest = _BREAK.split(source, maxsplit=1)
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

    def _header_comment(self, node: Node) -> str:
        header = _BREAK.split(self.text[node.start : node.end], maxsplit=1)[0]
        found = _BESIDE.search(header)
        return found.group() if found else ""

    def _below(self, place: Place, lines: str) -> list[Splice]:
        """Write lines below a key, or behind a dash, in the place of what stands there."""
        node, sign = place.node, self._after_sign(place)
        if place.parent.kind == "list":
            return [Splice(sign, max(node.end, sign), " " + lines.lstrip(" "))]
        end_of_line = line_end(self.text, sign)
        if node.start != node.end and node.start >= end_of_line:
            return [Splice(line_start(self.text, node.start), node.end, lines)]
        end = max(node.end, sign)
        comment = _BESIDE.match(self.text, end)
        beside = comment.group() if comment else ""
        if node.style in ("|", ">"):
            beside = self._header_comment(node)
        return [Splice(sign, comment.end() if comment else end, f"{beside}{self.manner.newline}{lines}")]

    def _put_line(self, place: Place, name: str, key: Spelling, written: Spelling) -> Iterator[Proposal]:
        """Propose a line for a new key: beside its kin, else at the end of the map."""
        node = place.node
        count = len(node.keys)
        line = f"{' ' * self._column(place)}{key.source}:{written.source}"
        for at in dict.fromkeys((place_for(node, name), count)):
            end = self._behind(place.down(at - 1)) if at else node.end
            expected = self.with_entry(place, at, written.read, key.read)
            yield Proposal(self._line_after(end, line), expected)
            if at == count and len(place.nodes) == 1:
                yield Proposal(self._line_after(len(self.text), line), expected)

    def _line_after(self, position: int, line: str) -> list[Splice]:
        """Put a line behind the line of a position."""
        at = line_end(self.text, position)
        if position and break_before(self.text, position) and position == len(self.text):
            at = position
        ended = break_before(self.text, at)
        if ended or at == 0:
            return [Splice(at, at, line + (ended or self.manner.newline))]
        return [Splice(at, at, usual_break(self.text, self.newline) + line)]
