"""All of YAML read safely and bounded: nodes with their marks, and plain values."""

from __future__ import annotations

import re
from typing import cast

import yaml

from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.yaml_scalars import MERGE, NULL, RULES, Resolve, core_scalar, scalar
from tui.blog.values import Value

DEPTH = 100
"""How many levels a block may nest. libyaml crashes the process at some thousands."""

SIZE = 1 << 20
"""How many characters a block may have: front matter of a megabyte is no front matter."""

UNFOLDED = 10_000
"""How many values aliases and merge keys may unfold to, beyond those that are written."""

_NESTS = re.compile(rf"[ \t\-?:]{{{DEPTH}}}")


class Loader(yaml.CSafeLoader):
    """libyaml with the dates and numbers of `yaml_scalars`."""


Loader.yaml_implicit_resolvers = dict(RULES)


def compose(text: str) -> yaml.Node | None:
    """Return the root node of a block, or None if it holds nothing.

    Raises:
        FrontMatterError: It is no YAML, or too big or too deep to read. The line counts from
            the block's first.
    """
    if len(text) > SIZE:
        raise FrontMatterError("the front matter is too big to be one", line=1)
    try:
        _guard(text)
        return yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        what, line = _wrong(error)
        raise FrontMatterError(f"the YAML can't be read: {what}", line=line) from None
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position]
        line = before.count(b"\n") + 1
        raise FrontMatterError("the YAML holds a control character", line=line) from None


_OPENED = {
    "while scanning a quoted scalar": "a quote is opened here and never closed",
    "while parsing a flow sequence": "[ is opened here and not closed, or a comma is missing below",
    "while parsing a flow mapping": "{ is opened here and not closed, or a comma is missing below",
}
"""What libyaml finds wrong only further down, by where it was: the writer has to look where it begins."""


def _wrong(error: yaml.MarkedYAMLError) -> tuple[str, int]:
    """Return what is wrong with a block, and in which of its lines."""
    mark, start = error.problem_mark, error.context_mark
    if error.context in _OPENED and start and mark and start.line != mark.line:
        return _OPENED[error.context], start.line + 1
    place = mark or start
    return error.problem or error.context or "it is no YAML", place.line + 1 if place else 1


def _guard(text: str) -> None:
    """Refuse what nests too deep, before the composer recurses into it."""
    if text.count("[") + text.count("{") < DEPTH and not _NESTS.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > DEPTH:
                raise FrontMatterError(
                    f"the front matter nests deeper than {DEPTH} levels", line=node_line(event)
                )
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def read(text: str) -> dict[str, Value]:
    """Return the values of a block.

    Raises:
        FrontMatterError: As for `compose`; or it is not a mapping, or aliases unfold to too much.
    """
    return _read(text, scalar)


def read_core(text: str) -> dict[str, Value]:
    """Return the values of a block by YAML 1.2, as Hugo does: `yes`, `no`, `on` and `off` are texts.

    Raises:
        FrontMatterError: As for `read`.
    """
    return _read(text, core_scalar)


def _read(text: str, resolve: Resolve) -> dict[str, Value]:
    root = compose(text)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == NULL):
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError("the front matter is not a list of keys and values", line=node_line(root))
    return cast("dict[str, Value]", _Builder(resolve).build(root))


def node_line(place: yaml.Node | yaml.Event) -> int:
    """Return the line of the block where a node or event begins, from 1."""
    return place.start_mark.line + 1 if place.start_mark else 1


class _Builder:
    """Builds values from nodes; what an alias repeats is built once and counted each time."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.built: dict[int, tuple[Value, int]] = {}
        self.open: set[int] = set()
        self.size = 0
        self.unfolded = 0

    def build(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.ScalarNode):
            self.size += 1
            return self.resolve(node.tag, node.value)
        key = id(node)
        if key in self.built:
            value, size = self.built[key]
            self.charge(size, node)
            return value
        if key in self.open:
            raise FrontMatterError("an alias stands inside what it repeats", line=node_line(node))
        self.open.add(key)
        before = self.size
        self.size += 1
        value = (
            self.mapping(node) if isinstance(node, yaml.MappingNode) else [self.build(n) for n in node.value]
        )
        self.open.discard(key)
        self.built[key] = value, self.size - before
        return value

    def charge(self, size: int, node: yaml.Node) -> None:
        self.size += size
        self.unfolded += size
        if self.unfolded > UNFOLDED:
            raise FrontMatterError("its aliases unfold to too many values", line=node_line(node))

    def mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        values: dict[str, Value] = {}
        merged: list[dict[str, Value]] = []
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise FrontMatterError("a key is a list or a mapping", line=node_line(key))
            value = self.build(child)
            if key.tag == MERGE:
                sources = value if isinstance(value, list) else [value]
                merged += [source for source in sources if isinstance(source, dict)]
            else:
                values[key.value] = value
        if merged:
            self.charge(sum(map(len, merged)), node)
            inherited: dict[str, Value] = {}
            for source in merged:
                inherited = {**source, **inherited}
            values = {**inherited, **values}
        return values
