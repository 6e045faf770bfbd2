"""TOML as a tree with places. Only for TOML that tomllib reads: what is wrong is found there."""

from __future__ import annotations

import re
import tomllib
from typing import NoReturn

from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.lines import line_number
from tui.blog.front_matter.node import Node

SECTION, SECTIONS, IMPLICIT, DOTTED = "section", "sections", "implicit", "dotted"
"""How a table is written, where not in braces: with a header, as `[[…]]`, by the headers of its
children, by dotted keys."""

DEPTH = 50
"""How many levels brackets may nest, and how many parts a dotted key may have."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|("(?:[^"\\\n]|\\.)*+"|'[^'\n]*'))[ \t]*""")
_STRING = re.compile(
    r'''(?P<lines>"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5})|(?P<raw_lines>\'\'\'(?:[^']|'{1,2}(?!'))*+'{3,5})'''
    r"""|(?P<basic>"(?:[^"\\\n]|\\.)*+")|(?P<literal>'[^'\n]*')""",
    re.DOTALL,
)
_SIMPLE = re.compile(  # a line of the kind that most are: it is read in one go
    r"""[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:"([^"\\\n]*)"(?!")|(true|false)\b)"""
    r"""[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"""
)
_TEXT = re.compile(r"""[ \t\r\n]*"([^"\\\n]*)"(?!")[ \t\r\n]*,?""")
_QUOTES = {"lines": '"""', "raw_lines": "'''", "basic": '"', "literal": "'"}
_BARE = re.compile(r"\d{4}-\d\d-\d\d [\d:.]+(?:[Zz]|[-+][\d:]+)?|[^\s,\]}#]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")
_INTEGER = re.compile(r"[-+]?[0-9_]+\Z|0[xob][0-9a-fA-F_]+\Z")


def scan(text: str) -> Node:
    """Return the tree of a block."""
    return _Scanner(text).document()


def scan_value(text: str) -> Node:
    """Return the tree of one value."""
    return _Scanner(text).only_value()


def decode(source: str) -> str:
    """Return what a string in quotes says.

    Raises:
        FrontMatterError: It is no such string.
    """
    if source[:3] not in ('"""', "'''") and ("\\" not in source or source[0] == "'"):
        return source[1:-1]
    try:
        return str(tomllib.loads(f"x = {source}")["x"])
    except tomllib.TOMLDecodeError as error:
        raise FrontMatterError(f"the TOML can't be read: {error}", line=1) from None


class _Scanner:
    """Goes once over the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> Node:
        root = Node("map", "table", 0, 0, style=SECTION)
        current = root
        while self.skip(_BLANK) < len(self.text):
            if self.simple(current):
                continue
            if self.text[self.at] == "[":
                current = self.header(root)
            else:
                self.statement(current)
        return root

    def only_value(self) -> Node:
        self.skip(_BLANK)
        node = self.value(0)
        if self.skip(_BLANK) < len(self.text):
            self.fail()
        return node

    def fail(self) -> NoReturn:
        raise FrontMatterError("the TOML can't be read", line=line_number(self.text, self.at))

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return self.at

    def take(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def path(self) -> list[Node]:
        """Read a key, dotted or not."""
        parts: list[Node] = []
        while True:
            match = _KEY.match(self.text, self.at)
            if match is None:
                self.fail()
            bare = match.group(1)
            start, end = match.span(1 if bare else 2)
            quoted = match.group(2) or ""
            parts.append(Node("scalar", "key", start, end, bare or decode(quoted), quoted[:1]))
            self.at = match.end()
            if not self.take("."):
                return parts
            if len(parts) >= DEPTH:
                raise FrontMatterError("a key has too many parts", line=line_number(self.text, self.at))

    def header(self, root: Node) -> Node:
        start = self.at
        many = self.take("[[")
        if not many:
            self.at += 1
        *way, last = self.path()
        if not self.take("]]" if many else "]"):
            self.fail()
        table = root
        for key in way:
            table = self.child(table, key, IMPLICIT)
        if many:
            rows = self.child(table, last, SECTIONS)
            section = Node("map", "table", start, self.at, style=SECTION)
            rows.items.append(section)
        else:
            section = self.child(table, last, SECTION)
            section.start, section.end, section.style = start, self.at, SECTION
        return section

    def child(self, table: Node, key: Node, style: str) -> Node:
        """Return the table or list of tables at a key, made if it is not there yet."""
        here = (key.start, key.end)
        for at, known in enumerate(table.keys):
            if known.text == key.text:
                known.mentions += (here,)
                found = table.items[at]
                if found.style == SECTIONS and style in (IMPLICIT, DOTTED):
                    found = found.items[-1]
                elif (found.style == SECTIONS) != (style == SECTIONS):
                    self.fail()
                if found.kind == "scalar" or found.flow:
                    self.fail()
                return found
        key.mentions = (here,)
        rows = style == SECTIONS
        made = Node("list" if rows else "map", "array" if rows else "table", key.start, key.end, style=style)
        table.keys.append(key)
        table.items.append(made)
        return made

    def simple(self, table: Node) -> bool:
        """Read a line of a bare key and a text without escapes or a boolean, if it is one."""
        match = _SIMPLE.match(self.text, self.at)
        if match is None:
            return False
        start, end = match.span(1)
        key = Node("scalar", "key", start, end, match.group(1), mentions=((start, end),))
        if match.group(3):
            start, end = match.span(3)
            value = Node("scalar", "boolean", start, end, match.group(3))
        else:
            start, end = match.span(2)
            value = Node("scalar", "string", start - 1, end + 1, match.group(2), '"')
        table.keys.append(key)
        table.items.append(value)
        table.end = value.end
        self.at = match.end()
        return True

    def statement(self, table: Node) -> None:
        self.entry(table, 0)
        if table.style == SECTION:
            table.end = self.at

    def entry(self, table: Node, depth: int) -> None:
        """Read a key and its value into a table."""
        *way, last = self.path()
        within = []
        for key in way:
            table = self.child(table, key, DOTTED)
            within.append(table)
        if not self.take("="):
            self.fail()
        self.skip(_SPACE)
        last.mentions = ((last.start, last.end),)
        table.keys.append(last)
        table.items.append(self.value(depth))
        for table in within:
            table.end = self.at

    def value(self, depth: int) -> Node:
        text, start = self.text, self.at
        first = text[start : start + 1]
        if first and first in "\"'":
            return self.string(start)
        if first and first in "[{":
            if depth >= DEPTH:
                raise FrontMatterError("the front matter nests too deep", line=line_number(text, start))
            self.at += 1
            return self.array(start, depth + 1) if first == "[" else self.table(start, depth + 1)
        match = _BARE.match(text, start)
        if match is None:
            self.fail()
        self.at = match.end()
        written = match.group()
        if written in ("true", "false"):
            tag = "boolean"
        elif _DATE.match(written):
            tag = "date"
        else:
            tag = "integer" if _INTEGER.match(written) else "float"
        return Node("scalar", tag, start, self.at, written)

    def string(self, start: int) -> Node:
        match = _STRING.match(self.text, start)
        if match is None:
            self.fail()
        self.at = match.end()
        return Node("scalar", "string", start, self.at, decode(match.group()), _QUOTES[match.lastgroup or ""])

    def array(self, start: int, depth: int) -> Node:
        node = Node("list", "array", start, start, style="flow")
        while True:
            while match := _TEXT.match(self.text, self.at):
                begin, end = match.span(1)
                node.items.append(Node("scalar", "string", begin - 1, end + 1, match.group(1), '"'))
                self.at = match.end()
            self.skip(_BLANK)
            if self.take("]"):
                break
            node.items.append(self.value(depth))
            self.skip(_BLANK)
            if not self.take(",") and not self.text.startswith("]", self.at):
                self.fail()
        node.end = self.at
        return node

    def table(self, start: int, depth: int) -> Node:
        node = Node("map", "table", start, start, style="flow")
        while True:
            self.skip(_SPACE)
            if self.take("}"):
                break
            self.entry(node, depth)
            self.skip(_SPACE)
            if not self.take(",") and not self.text.startswith("}", self.at):
                self.fail()
        node.end = self.at
        return node
