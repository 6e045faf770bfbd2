"""YAML read safely, fast and bounded: nodes with their marks, and plain values.

Scalars are resolved by YAML 1.1 as PyYAML and Ruby do, but for three: a date stays the text it
is (`DateText`), `12:30` is not a number of base sixty, and a number that is no number (`.nan`,
`.inf`) stays text, for it could not be compared or written as JSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import cast

import yaml

from tui.blog.errors import FrontMatterError
from tui.blog.values import DateText, Value

DEPTH = 100
"""How many levels a block may nest. libyaml crashes the process at some thousands."""

SIZE = 1 << 20
"""How many characters a block may have: front matter of a megabyte is no front matter."""

UNFOLDED = 10_000
"""How many values aliases and merge keys may unfold to, beyond those that are written."""

_TAG = "tag:yaml.org,2002:"
STR, NULL, BOOL, INT, FLOAT, DATE, MERGE, SEQ, MAP = (
    _TAG + name for name in ("str", "null", "bool", "int", "float", "timestamp", "merge", "seq", "map")
)

DATE_PATTERN = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?(?:[ \t]*(?:[Zz]|[-+]\d{1,2}(?::?\d{2})?))?)?\Z"
)
"""What reads as a date where it is written bare: YAML's timestamps, and those of Ruby and Hugo."""

_INT = re.compile(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)\Z")
_NESTS = re.compile(rf"[ \t\-?:]{{{DEPTH}}}")
_TRUE = frozenset(("yes", "true", "on"))


class Loader(yaml.CSafeLoader):
    """libyaml with the dates and numbers of this module."""


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items():
        kept = [rule for rule in rules if rule[0] not in (DATE, INT)]
        if first and first in "-+0123456789":
            kept.insert(0, (INT, _INT))
        if first and first in "0123456789":
            kept.insert(0, (DATE, DATE_PATTERN))
        table[first] = kept
    return table


Loader.yaml_implicit_resolvers = _resolvers()


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
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "it is no YAML"
        raise FrontMatterError(f"the YAML can't be read: {what}", line=mark.line + 1 if mark else 1) from None
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position]
        line = before.count(b"\n") + 1
        raise FrontMatterError("the YAML holds a control character", line=line) from None


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


def _read(text: str, resolve: Callable[[str, str], Value]) -> dict[str, Value]:
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

    def __init__(self, resolve: Callable[[str, str], Value]) -> None:
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


def scalar(tag: str, text: str) -> Value:
    """Return the value of a scalar of a tag."""
    if tag == STR:
        return text
    if tag == DATE:
        return DateText(text)
    if tag == NULL:
        return None
    if tag == BOOL:
        return text.lower() in _TRUE
    if tag in (INT, FLOAT):
        return _number(tag, text)
    return text


def core_scalar(tag: str, text: str) -> Value:
    """Return the value of a scalar of a tag, by the core schema of YAML 1.2."""
    return text if tag == BOOL and text.lower() not in ("true", "false") else scalar(tag, text)


def _number(tag: str, text: str) -> Value:
    bare = text.replace("_", "").lower()
    try:
        if tag == INT:
            unsigned = bare.lstrip("+-")
            octal = len(unsigned) > 1 and unsigned[0] == "0" and unsigned.isdecimal()
            return int(bare, 8 if octal else 0)
        number = float(bare)
    except ValueError:  # of too many digits, or `.inf`
        return text
    return number if math.isfinite(number) else text
