"""TOML front matter, edited by splices at the places the scanner finds.

tomlkit keeps what it does not understand as well, but takes longer to read a block twice than an
edit may take in all, and respells what it is given. It is the second reader in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter import toml_reader
from tui.blog.front_matter.base import Proposal
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.inline import InlineFrontMatter
from tui.blog.front_matter.kin import place_for
from tui.blog.front_matter.lines import break_before, line_end, line_start, usual_break
from tui.blog.front_matter.node import Node, Place
from tui.blog.front_matter.toml_scanner import DOTTED, IMPLICIT, SECTION, SECTIONS, scan, scan_value
from tui.blog.front_matter.toml_spelling import spell, spell_key
from tui.blog.values import Value


class TomlFrontMatter(InlineFrontMatter):
    """TOML as Hugo and Zola read it."""

    format: ClassVar[str] = "toml"

    @property
    def between(self) -> str:
        """What stands between a key and its value."""
        return " = "

    def parse(self) -> Node:
        """Read the block as a tree."""
        if len(self.text) > toml_reader.SIZE:
            raise FrontMatterError("the front matter is too big to be one", line=1)
        return scan(self.text)

    def check(self) -> None:
        """Read the block with tomllib too."""
        if toml_reader.native(self.root) != toml_reader.load(self.text):
            raise FrontMatterError("two readers differ over the block", line=1)

    def read(self, source: str) -> Node:
        """Read one value with its places."""
        toml_reader.load(f"x = {source}")
        return scan_value(source)

    def value(self, node: Node) -> Value:
        """Return what a node says."""
        return toml_reader.value_of(node)

    def written(self, place: Place) -> str:
        """Return a value as it is written; a table with headers as one in braces, which means the same."""
        return (
            self.spelled(self.value(place.node), None, 0)
            if self.moves(place.node)
            else super().written(place)
        )

    # How values are written.

    def spelled_key(self, name: str, like: Node | None) -> str:
        """Write a key: bare if it can be, unless the one before has quotes."""
        return spell_key(name, like)

    def spelled(self, value: Value, like: Node | None, column: int) -> str:
        """Write a value, in the manner of the one it follows or replaces."""
        if isinstance(value, list):
            return self._array(value, like, column)
        if isinstance(value, dict):
            pairs = [
                f"{self.spelled_key(str(k), None)} = {self.spelled(v, None, column)}"
                for k, v in value.items()
            ]
            return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
        return spell(value, like, self.newline)

    def _array(self, value: list[Value], like: Node | None, column: int) -> str:
        """Write a list: an item a line, or with space inside the brackets, if the one before it is."""
        if like is None or like.kind != "list" or not like.items or not value:
            return f"[{', '.join([self.spelled(item, None, column) for item in value])}]"
        first, last = like.items[0], like.items[-1]
        parts = [self.spelled(item, first, column) for item in value]
        lead, tail = self.text[like.start + 1 : first.start], self.text[last.end : like.end - 1]
        if lead.strip() or tail.strip(", \t\r\n"):  # comments
            lead = tail = ""
        separator = f",{lead}" if "\n" in lead else ", "
        return f"[{lead}{separator.join(parts)}{tail}]"

    # Proposals where tables are written with headers or dotted keys.

    def moves(self, node: Node) -> bool:
        """Tell whether a field has to be taken out and put in anew: a table with headers is no value."""
        return node.style in (SECTION, SECTIONS, IMPLICIT, DOTTED)

    def insert_source(self, place: Place, name: str, source: str) -> Iterator[Proposal]:
        """Propose ways to put in a new key with a value written in TOML."""
        node = place.node
        if node.style == "flow":
            yield from super().insert_source(place, name, source)
            return
        read, key = self.read_source(source), self.key_node(name)
        spelled = self.spelled_key(name, None)
        if node.style == IMPLICIT:
            header = ".".join(self.spelled_key(str(part), None) for part in place.path)
            lines = (
                f"[{header}]{self.newline}{self._indent_in_sections()}{spelled}{self._equals(node)}{source}"
            )
            yield Proposal(self._at_end(lines), self.with_entry(place, len(node.items), read, key))
            return
        count = sum(not _has_headers(item) for item in node.items)
        for at in dict.fromkeys((min(place_for(node, name), count), count)):
            line = f"{self._lead(node, at)}{spelled}{self._equals(node)}{source}"
            if at:
                end = max(node.items[at - 1].end, node.keys[at - 1].end)
            elif len(place.nodes) == 1:
                end = None
            else:
                end = line_end(self.text, node.start) - 1
            yield Proposal(self._line_after(end, line), self.with_entry(place, at, read, key))

    def insert(self, place: Place, name: str, value: Value) -> Iterator[Proposal]:
        """Propose ways to put a new key into the map at a place: a map at the top as a table of its own."""
        if len(place.nodes) == 1 and isinstance(value, dict) and value:
            indent = self._indent_in_sections()
            lines = [f"[{self.spelled_key(name, None)}]", *self._entries(value, indent)]
            read = self.read_source(self.spelled(value, None, 0))
            expected = self.with_entry(place, len(place.node.items), read, self.key_node(name))
            yield Proposal(self._at_end(usual_break(self.text, self.newline).join(lines)), expected)
        yield from super().insert(place, name, value)

    def append(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to put an item at the end of the list at a place."""
        node = place.node
        if node.style != SECTIONS:
            yield from super().append(place, value)
            return
        if not isinstance(value, dict):
            raise Refused("the list is written as tables, so an item must be one", cause="table")
        first, last = node.items[0], node.items[-1]
        header = self.text[first.start : line_end(self.text, first.start)].split("]]")[0] + "]]"
        indent = self._lead(first, len(first.items)) if first.items else ""
        lead = self.text[line_start(self.text, first.start) : first.start]
        lines = [f"{lead}{header}", *self._entries(value, indent)]
        newline = usual_break(self.text, self.newline)
        expected = self.with_entry(place, len(node.items), self.read_source(self.spelled(value, None, 0)))
        yield Proposal(self._line_after(_reach(last), newline + newline.join(lines)), expected)

    def delete(self, place: Place) -> Iterator[Proposal]:
        """Propose ways to take out a key with its value, or an item of a list."""
        if place.parent.style == "flow":
            yield from super().delete(place)
            return
        spans = [Splice(start, end, "") for start, end in sorted(set(self._spans(place)))]
        up = place
        while (
            len(up.nodes) > 2
            and len(up.parent.items) == 1
            and up.parent.style in (IMPLICIT, DOTTED, SECTIONS)
        ):
            up = up.up  # a table that is there by its keys alone goes with the last of them
        yield Proposal(spans, self.without(up))

    def rename(self, place: Place, name: str) -> Iterator[Proposal]:
        """Propose ways to give a key another name, wherever it is written."""
        source = self.spelled_key(name, None)
        spans = place.key.mentions or [(place.key.start, place.key.end)]
        yield Proposal(
            [Splice(start, end, source) for start, end in spans], self.with_key(place, self.key_node(name))
        )

    # Places in the text.

    def _spans(self, place: Place) -> Iterator[tuple[int, int]]:
        """Yield the lines that a field is written on."""
        node = place.node
        if node.style == SECTION:
            yield line_start(self.text, node.start), line_end(self.text, node.end)
        elif node.style not in (SECTIONS, IMPLICIT, DOTTED):
            yield line_start(self.text, place.key.start), line_end(self.text, node.end)
            return
        for index, item in enumerate(node.items):
            if node.style != SECTION or _has_headers(item):
                yield from self._spans(place.down(index))

    def _lead(self, node: Node, at: int) -> str:
        """Return what stands before a key on its line: the indentation, and the way of dotted keys."""
        simple = [i for i, item in enumerate(node.items) if not _has_headers(item) and item.style != DOTTED]
        if not simple:
            return "" if node is self.root else self._indent_in_sections()
        key = node.keys[max((i for i in simple if i < at), default=simple[0])]
        return self.text[line_start(self.text, key.start) : key.start]

    def _entries(self, value: dict[str, Value], lead: str) -> list[str]:
        """Return the lines of a table's entries."""
        return [
            f"{lead}{self.spelled_key(str(k), None)} = {self.spelled(v, None, 0)}" for k, v in value.items()
        ]

    def _indent_in_sections(self) -> str:
        """Return how far the entries of tables are indented."""
        for item in self.root.items:
            if item.style == SECTION and item.keys:
                start = line_start(self.text, item.keys[0].start)
                line = self.text[start:]
                return line[: len(line) - len(line.lstrip(" \t"))]
        return ""

    def _equals(self, node: Node) -> str:
        """Return how a key and its value are held apart: without space if the others are."""
        for key, item in zip(node.keys, node.items, strict=True):
            if item.kind == "scalar":
                return "=" if self.text[key.end : item.start] == "=" else " = "
        return " = "

    def _line_after(self, position: int | None, line: str) -> list[Splice]:
        """Put a line behind the line of a position, or before all others."""
        newline = usual_break(self.text, self.newline)
        if position is None:
            return [Splice(0, 0, line + newline)]
        at = line_end(self.text, position)
        ended = break_before(self.text, at)
        return [Splice(at, at, line + ended if ended else newline + line)]

    def _at_end(self, lines: str) -> list[Splice]:
        """Put a table behind all others, with an empty line before it."""
        newline = usual_break(self.text, self.newline)
        end = len(self.text)
        ended = not self.text or break_before(self.text, end)
        gap = newline if self.text.strip() else ""
        return [Splice(end, end, ("" if ended else newline) + gap + lines + newline)]


def _has_headers(node: Node) -> bool:
    """Tell whether a table, or a list of them, is written with headers."""
    return node.style in (SECTION, SECTIONS, IMPLICIT)


def _reach(node: Node) -> int:
    """Return where the last thing in a table ends, its own tables' too."""
    return max([node.end, *map(_reach, node.items)])
