"""JSON front matter, edited by splices at the places a small scanner finds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import ClassVar

from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter import flow, json_reader
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.inline import InlineFrontMatter
from tui.blog.front_matter.lines import line_number, usual_break
from tui.blog.front_matter.node import Node
from tui.blog.front_matter.spelling import check_text
from tui.blog.values import Value, same

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*+")
    |(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)
    |(?P<word>true|false|null)|(?P<sign>[\[\]{},:]))""",
    re.VERBOSE,
)
_UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class JsonFrontMatter(InlineFrontMatter):
    """JSON as Hugo reads it."""

    format: ClassVar[str] = "json"

    def parse(self) -> Node:
        """Read the block as a tree."""
        if not self.text.strip():
            return Node("map", "object", 0, len(self.text), style="flow")
        node = self.read(self.text)
        if node.kind != "map":
            raise FrontMatterError("the front matter is not a list of keys and values", line=1)
        return node

    def read(self, source: str) -> Node:
        """Read one value with its places."""
        return _Scanner(source).whole()

    def value(self, node: Node) -> Value:
        """Return what a node says."""
        if node.kind == "list":
            return [self.value(item) for item in node.items]
        if node.kind == "map":
            return {
                json_reader.whole(key.text): self.value(item)
                for key, item in zip(node.keys, node.items, strict=True)
            }
        return json_reader.whole(node.text) if node.tag == "string" else json_reader.scalar(node.text)

    def check(self) -> None:
        """Read the result with the standard library too."""
        if self.text.strip() and not same(json_reader.read(self.text), self.value(self.root)):
            raise FrontMatterError("two readers differ over the block")

    @property
    def between(self) -> str:
        """What stands between a key and its value: as between the first of them."""
        root = self.root
        return self.text[root.keys[0].end : root.items[0].start] if root.keys else ": "

    def spelled_key(self, name: str, like: Node | None) -> str:
        """Write a key."""
        return self._string(name)

    def spelled(self, value: Value, like: Node | None, column: int) -> str:
        """Write a value: over several lines if what it follows is, or the block has a line for each key."""
        if isinstance(value, (list, dict)) and value:
            wide = like is not None and like.kind == "list" and _broken(self.text, like)
            return self._lines(value, column, multi=wide or _broken(self.text, self.root), wide=wide)
        return self._scalar(value)

    def _lines(self, value: Value, column: int, *, multi: bool, wide: bool = False) -> str:
        if not isinstance(value, (list, dict)) or not value:
            return self._scalar(value)
        pad, step = self._indentation()
        inner = column + step if multi else column
        if isinstance(value, dict):
            pairs = value.items()
            parts = [
                f"{self._string(str(k))}{self.between}{self._lines(v, inner, multi=multi)}" for k, v in pairs
            ]
            opening, closing = "{}"
        else:
            multi = multi and (wide or any(isinstance(item, (dict, list)) for item in value))
            parts = [self._lines(item, inner, multi=multi) for item in value]
            opening, closing = "[]"
        if not multi:
            return f"{opening}{', '.join(parts)}{closing}"
        newline = usual_break(self.text, self.newline)
        broken = f"{newline}{pad * inner}"
        return f"{opening}{broken}{f',{broken}'.join(parts)}{newline}{pad * column}{closing}"

    def _indentation(self) -> tuple[str, int]:
        """Return the character that the block is indented with, and how many of it make a level."""
        if not self.root.keys:
            return " ", 2
        first = self.root.keys[0].start
        step = self.column(first) - self.column(self.root.start)
        return "\t" if self.text[first - 1 : first] == "\t" else " ", step if step > 0 else 2

    def _scalar(self, value: Value) -> str:
        if isinstance(value, str):
            return self._string(value)
        if isinstance(value, float) and not math.isfinite(value):
            raise Refused(f"{value} is no number that front matter can hold", cause="not-a-value")
        return json.dumps(value)

    def _string(self, text: str) -> str:
        check_text(text)
        plain = json.dumps(str(text), ensure_ascii=False)
        return _UNFIT.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)

    def put(self, node: Node, at: int, entry: str) -> list[Splice]:
        """Return the splices that put an entry into brackets; a block of its own for the first."""
        if not self.text.strip():
            return [Splice(0, len(self.text), f"{{{self.newline}  {entry}{self.newline}}}")]
        return flow.insert(self.text, node, at, entry)


def _broken(text: str, node: Node) -> bool:
    """Tell whether a list or map stands over several lines, an entry a line."""
    if not node.items:
        return False
    lead = text[node.start : flow.begin(node, 0)]
    return "\n" in lead or "\r" in lead


class _Scanner:
    """Reads JSON with the place of each value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()

    def _tokens(self) -> Iterator[re.Match[str]]:
        at = 0
        while match := _TOKEN.match(self.text, at):
            yield match
            at = match.end()
        if self.text[at:].strip(" \t\r\n"):
            raise self._error(at)

    def _error(self, position: int) -> FrontMatterError:
        return FrontMatterError("the JSON can't be read", line=line_number(self.text, position))

    def whole(self) -> Node:
        node = self.node(self.next(), 0)
        for token in self.tokens:
            raise self._error(token.start())
        return node

    def next(self) -> re.Match[str]:
        token = next(self.tokens, None)
        if token is None:
            raise self._error(len(self.text))
        return token

    def node(self, token: re.Match[str], depth: int) -> Node:
        kind = token.lastgroup or ""
        start, end = token.span(kind)
        written = token.group(kind)
        if kind == "sign":
            if written not in "[{" or depth > json_reader.DEPTH:
                raise self._error(start)
            return self.entries(start, written, depth)
        if kind == "string":
            return Node("scalar", "string", start, end, self.decoded(written, start), '"')
        return Node("scalar", "number" if kind == "number" else written, start, end, written)

    def decoded(self, written: str, start: int) -> str:
        try:
            return str(json.loads(written))
        except json.JSONDecodeError:
            raise self._error(start) from None

    def entries(self, start: int, opening: str, depth: int) -> Node:
        closing = "}" if opening == "{" else "]"
        is_map = opening == "{"
        node = Node("map" if is_map else "list", "object" if is_map else "array", start, start, style="flow")
        token = self.next()
        while not (token["sign"] == closing and not node.items):
            if is_map:
                if token.lastgroup != "string":
                    raise self._error(token.end())
                begin, end = token.span("string")
                name = self.decoded(token["string"], begin)
                node.keys.append(Node("scalar", "key", begin, end, name, '"'))
                if self.next()["sign"] != ":":
                    raise self._error(end)
                token = self.next()
            node.items.append(self.node(token, depth + 1))
            token = self.next()
            if token["sign"] == closing:
                break
            if token["sign"] != ",":
                raise self._error(token.end())
            token = self.next()
        node.end = token.end()
        return node
