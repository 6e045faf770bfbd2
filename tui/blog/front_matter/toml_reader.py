"""TOML read safely: dates stay the text they are."""

from __future__ import annotations

import math
import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.lines import line_number
from tui.blog.front_matter.node import Node
from tui.blog.front_matter.toml_scanner import DEPTH, scan
from tui.blog.values import DateText, Value

SIZE = 1 << 20
"""How many characters a block may have: front matter of a megabyte is no front matter."""

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_LONG_KEY = re.compile(
    r"""(?<![\w"'.-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){%d}""" % DEPTH  # noqa: UP031  # braces
)
_MOMENT = (date, datetime, time)


def read(text: str) -> dict[str, Value]:
    """Return the values of a block.

    Raises:
        FrontMatterError: It is no TOML, or too big or too deep. The line counts from the block's first.
    """
    loaded = load(text)
    if _has_date(loaded):
        return values_of(scan(text))
    return {key: _value(value) for key, value in loaded.items()}


def load(text: str) -> dict[str, Any]:
    """Return what tomllib reads.

    Raises:
        FrontMatterError: As for `read`.
    """
    if len(text) > SIZE:
        raise FrontMatterError("the front matter is too big to be one", line=1)
    if text.count(".") > DEPTH and (found := _LONG_KEY.search(text)):
        raise FrontMatterError("a key has too many parts", line=line_number(text, found.start()))
    if text.count("[") + text.count("{") > DEPTH:
        scan(text)  # which tells what nests too deep; tomllib would take as long as it likes
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        message = _AT_LINE.sub("", str(error)).removesuffix(" (at end of document)")
        raise FrontMatterError(f"the TOML can't be read: {message}", line=line) from None
    except RecursionError:
        raise FrontMatterError("the front matter nests too deep", line=1) from None
    except ValueError:  # a number of more digits than Python reads, a date that is none
        raise FrontMatterError("the TOML holds a number or a date that can't be", line=1) from None


def values_of(table: Node) -> dict[str, Value]:
    """Return the values of a table's node."""
    return {key.text: value_of(item) for key, item in zip(table.keys, table.items, strict=True)}


def value_of(node: Node) -> Value:
    """Return what a node says."""
    if node.kind == "map":
        return values_of(node)
    if node.kind == "list":
        return [value_of(item) for item in node.items]
    if node.tag == "string":
        return node.text
    return DateText(node.text) if node.tag == "date" else _value(native(node))


def native(node: Node) -> Any:
    """Return what tomllib makes of a node."""
    if node.kind == "map":
        return {key.text: native(item) for key, item in zip(node.keys, node.items, strict=True)}
    if node.kind == "list":
        return [native(item) for item in node.items]
    if node.tag == "string":
        return node.text
    if node.tag == "boolean":
        return node.text == "true"
    return load(f"x = {node.text}")["x"]


def _has_date(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_date, value.values()))
    if isinstance(value, list):
        return any(map(_has_date, value))
    return isinstance(value, _MOMENT)


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return {key: _value(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_value(child) for child in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value  # type: ignore[no-any-return]  # a bool, an int, a float or a string
