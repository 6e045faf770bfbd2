"""YAML front matter, edited by splices at libyaml's marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from yaml import Node as YamlNode

from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter import flow, yaml_reader
from tui.blog.front_matter.base import Proposal
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.kin import place_for
from tui.blog.front_matter.lines import line_end, line_start
from tui.blog.front_matter.node import Node, Place, leaf
from tui.blog.front_matter.yaml_lines import BREAK, YamlLines
from tui.blog.front_matter.yaml_scalars import NULL, STR, scalar
from tui.blog.front_matter.yaml_spelling import Spelling, spellings
from tui.blog.front_matter.yaml_style import simple
from tui.blog.front_matter.yaml_tree import build, parse_any, reads_as
from tui.blog.values import Value


class YamlFrontMatter(YamlLines):
    """YAML as Jekyll, Hugo and most others write it."""

    format: ClassVar[str] = "yaml"

    def parse(self) -> Node:
        """Read the block as a tree."""
        return build(self._composed, self.text)

    @cached_property
    def _composed(self) -> YamlNode | None:
        return yaml_reader.compose(self.text)

    def reads_as(self, expected: Node) -> bool:
        """Read the block again and tell whether it equals a tree."""
        return reads_as(self._composed, expected) or not (expected.items or self.root.items)

    def value(self, node: Node) -> Value:
        """Return what a node says."""
        if node.kind == "scalar":
            return scalar(node.tag, node.text)
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
            lines = [line for line in BREAK.split(text)[1:] if line.strip()]
            indent = min((len(line) - len(line.lstrip(" ")) for line in lines), default=2) - 2
        return re.sub(rf"(\r\n|\n|\r) {{0,{max(0, indent)}}}", r"\1", text)

    # Proposals.

    def replace(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to give a field another value."""
        node = place.node
        self.only_simple(place)
        if place.in_flow:
            for source, read in self._inline(value, node.style if node.kind == "scalar" else None):
                yield from self._put_in_flow(place, source, read)
            return
        expected = self.with_value
        if isinstance(value, str) and node.style in ("|", ">"):
            indent = " " * self.indent_of_block(place)
            for sign in (node.style, "|"):
                block = self.manner.block_text(value, sign, indent)
                if block is not None:
                    yield Proposal(self.on_line(place, block), expected(place, leaf(STR, str(value))))
        if isinstance(value, (list, dict)) and value and not self._stays_inline(node, value):
            for written in self.manner.blocks(value, self.child_indent(place, value), self._list_style(node)):
                yield Proposal(self.below(place, written.source), expected(place, written.read))
        own = node.kind == "scalar" and (node.tag == STR or node.style) and node.style not in ("|", ">")
        quote = node.style if own else None
        for source, read in self._inline(value, quote, flow=False):
            yield Proposal(self.on_line(place, source), expected(place, read))

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
        column = self.column(place)
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
        before, gap = self.dash(node, count - 1)
        column = before - line_start(self.text, before)
        for written in self.manner.items(value, column + 1 + len(gap), style):
            line = f"{' ' * column}-{gap}{written.source}"
            yield Proposal(self.line_after(node.end, line), self.with_entry(place, count, written.read))

    def delete(self, place: Place) -> Iterator[Proposal]:
        """Propose ways to take out a key with its value, or an item of a list."""
        parent, at = place.parent, place.steps[-1]
        expected = self.without(place)
        if parent.flow or place.in_flow:
            yield Proposal(flow.remove(self.text, parent, at), expected)
            return
        if parent.kind == "map":
            self.only_simple(place)
            start, end = place.key.start, self.behind(place)
        else:
            start, _ = self.dash(parent, at)
            end = max(place.node.end, start + 1)
        first = line_start(self.text, start)
        if len(parent.items) == 1 and len(place.steps) > 1:
            brackets = "{}" if parent.kind == "map" else "[]"
            yield Proposal(self.on_line(place.up, brackets), expected)
        elif not self.text[first:start].strip():
            yield Proposal([Splice(first, line_end(self.text, end), "")], expected)
        elif at + 1 < len(parent.items) and len(place.steps) > 1:
            # the first entry of a map or list that begins beside a dash
            after = parent.keys[at + 1].start if parent.kind == "map" else self.dash(parent, at + 1)[0]
            yield Proposal([Splice(start, after, "")], expected)

    def rename(self, place: Place, name: str) -> Iterator[Proposal]:
        """Propose ways to give a key another name."""
        self.only_simple(place)
        key = place.key
        for source, read in self.manner.keys(name, place.parent, flow=place.in_flow, style=key.style):
            yield Proposal([Splice(key.start, key.end, source)], self.with_key(place, read))

    def read_source(self, source: str) -> Node:
        """Return the tree of a value written in YAML."""
        return self._parsed_source(source)[0]

    def replace_source(self, place: Place, source: str) -> Iterator[Proposal]:
        """Propose ways to give a field a value written in YAML."""
        self.only_simple(place)
        node, lines = self._parsed_source(source)
        expected = self.with_value(place, node)
        if place.in_flow:
            yield from self._put_in_flow(place, " ".join(line.strip() for line in lines), node)
        elif node.style == "block":
            indent = " " * self.child_indent(place, [] if node.kind == "list" else {})
            yield Proposal(self.below(place, self.indented(lines, indent)), expected)
        else:
            indent = " " * self.child_indent(place, {})
            yield Proposal(self.on_line(place, self.indented(lines, indent).removeprefix(indent)), expected)

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
        column = self.column(place)
        indent = " " * (column + self.manner.step)
        body = self.indented(lines, indent)
        rest = f"{self.manner.newline}{body}" if node.style == "block" else f" {body.removeprefix(indent)}"
        for key in self.manner.keys(name, parent, flow=False):
            yield from self._put_line(place, name, key, Spelling(rest.rstrip(" "), node))

    def _parsed_source(self, source: str) -> tuple[Node, list[str]]:
        """Read a value in YAML; return it with its lines.

        Raises:
            Refused: It is no such value.
        """
        lines = BREAK.split(source.strip("\r\n"))
        try:
            return parse_any("\n".join([*lines, ""])), lines
        except FrontMatterError as error:
            raise Refused(f"the value can't be read: {error.message}", cause="bad-source") from None

    def _list_style(self, node: Node) -> str | None:
        """Return how a list that takes a list's place is written: as it was."""
        return node.style if node.kind == "list" and node.items else None

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

    def _put_line(self, place: Place, name: str, key: Spelling, written: Spelling) -> Iterator[Proposal]:
        """Propose a line for a new key: beside its kin, else at the end of the map."""
        node = place.node
        count = len(node.keys)
        line = f"{' ' * self.column(place)}{key.source}:{written.source}"
        for at in dict.fromkeys((place_for(node, name), count)):
            end = self.behind(place.down(at - 1)) if at else node.end
            expected = self.with_entry(place, at, written.read, key.read)
            yield Proposal(self.line_after(end, line), expected)
            if at == count and len(place.nodes) == 1:
                yield Proposal(self.line_after(len(self.text), line), expected)
