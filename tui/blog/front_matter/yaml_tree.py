"""libyaml's nodes as a tree with places that can be edited."""

from __future__ import annotations

import re
from typing import cast

import yaml

from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.node import Kind, Node
from tui.blog.front_matter.yaml_reader import UNFOLDED, compose, node_line
from tui.blog.front_matter.yaml_scalars import MAP, NULL

_ALIAS = re.compile(r"[\s:,\-?]*(?:#[^\r\n]*[\r\n]\s*)*(\*[^\s,\[\]{}]+)")
_FIXED = {"&": "anchor", "!": "tag"}
_KEEP = re.compile(r"[|>][0-9]?\+")


def build(root: yaml.Node | None, text: str) -> Node:
    """Return the tree of a block's nodes; a block without values is an empty map at its end.

    Raises:
        FrontMatterError: It is no mapping. The line counts from the block's first.
    """
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == NULL):
        return Node("map", MAP, len(text), len(text), style="block")
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError("the front matter is not a list of keys and values", line=node_line(root))
    return _Tree(text).node(root)


def reads_as(source: yaml.Node | None, expected: Node) -> bool:
    """Tell whether libyaml's nodes equal a tree, as `alike` does, without turning them into ours first."""
    if isinstance(source, yaml.ScalarNode):
        return source.value == expected.text and source.tag == expected.tag and expected.kind == "scalar"
    if source is None or source.tag != expected.tag or len(source.value) != len(expected.items):
        return False
    if isinstance(source, yaml.SequenceNode):
        return expected.kind == "list" and all(map(reads_as, source.value, expected.items))
    return expected.kind == "map" and all(
        reads_as(key, expected.keys[at]) and reads_as(value, expected.items[at])
        for at, (key, value) in enumerate(source.value)
    )


def parse_any(text: str) -> Node:
    """Return the tree of a value of any kind.

    Raises:
        FrontMatterError: It can't be read.
    """
    root = compose(text)
    return Node("scalar", NULL, 0, 0) if root is None else _Tree(text).node(root)


class _Tree:
    """Turns one document's nodes into ours."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_aliases = "*" in text
        self.seen: set[int] = set()
        self.open: set[int] = set()
        self.unfolded = 0
        self.reached = 0  # how far what was turned so far goes: an alias comes after it

    def node(self, source: yaml.Node) -> Node:
        if self.has_aliases:
            if id(source) in self.seen:
                return self.alias(source)
            self.seen.add(id(source))
        start, end = source.start_mark.index, source.end_mark.index
        fixed = _FIXED.get(self.text[start], "") if start < end else ""
        if isinstance(source, yaml.ScalarNode):
            style = source.style or ""
            if style == "|" or style == ">":
                end = self.block_end(start, end)
            self.reached = end
            return Node("scalar", source.tag, start, end, source.value, style, fixed=fixed)
        kind: Kind = "map" if isinstance(source, yaml.MappingNode) else "list"
        style = "flow" if cast(yaml.CollectionNode, source).flow_style else "block"
        node = Node(kind, source.tag, start, end, "", style, fixed=fixed)
        self.reached = max(self.reached, start)
        self.open.add(id(source))
        if kind == "map":
            for key, value in source.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise FrontMatterError("a key is a list or a mapping", line=node_line(key))
                node.keys.append(self.node(key))
                node.items.append(self.node(value))
        else:
            node.items = [self.node(item) for item in source.value]
        self.open.discard(id(source))
        if style == "block" and node.items:
            # its end mark lies behind comments that follow it: its last child's is its own
            node.end = max(node.items[-1].end, node.keys[-1].end if node.keys else 0)
        self.reached = max(self.reached, node.end)
        return node

    def block_end(self, start: int, end: int) -> int:
        """Return where a block scalar ends: before empty lines that are not kept."""
        written = self.text[start:end]
        return end if _KEEP.match(written) else start + len(written.rstrip(" \t\r\n"))

    def alias(self, source: yaml.Node) -> Node:
        """Return what an alias repeats, standing where the alias stands."""
        if id(source) in self.open:
            raise FrontMatterError("an alias stands inside what it repeats", line=node_line(source))
        start = end = self.reached
        if found := _ALIAS.match(self.text, self.reached):
            start, end = found.span(1)
        copy = self.copy(source)
        _move(copy, start, end)
        self.reached = max(self.reached, end)
        return copy

    def copy(self, source: yaml.Node) -> Node:
        self.unfolded += 1
        if self.unfolded > UNFOLDED:
            raise FrontMatterError("its aliases unfold to too many values", line=node_line(source))
        if id(source) in self.open:
            raise FrontMatterError("an alias stands inside what it repeats", line=node_line(source))
        if isinstance(source, yaml.ScalarNode):
            return Node("scalar", source.tag, 0, 0, source.value, source.style or "", fixed="alias")
        self.open.add(id(source))
        node = Node(
            "map" if isinstance(source, yaml.MappingNode) else "list", source.tag, 0, 0, fixed="alias"
        )
        if isinstance(source, yaml.MappingNode):
            for key, value in source.value:
                node.keys.append(self.copy(key))
                node.items.append(self.copy(value))
        else:
            node.items = [self.copy(item) for item in source.value]
        self.open.discard(id(source))
        return node


def _move(node: Node, start: int, end: int) -> None:
    """Put a copy and all in it where its alias stands: none of it can be edited there."""
    node.start, node.end, node.fixed = start, end, "alias"
    for child in (*node.keys, *node.items):
        _move(child, start, end)
