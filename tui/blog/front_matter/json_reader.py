"""JSON read safely: what Python would make of `NaN` or an endless number stays the text it is."""

from __future__ import annotations

import json
import math
import re
from typing import Any, cast

from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.lines import line_number
from tui.blog.values import Value

DEPTH = 100
"""How many levels a block may nest."""

_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read(text: str) -> dict[str, Value]:
    """Return the values of a block.

    Raises:
        FrontMatterError: It is no JSON object. The line counts from the block's first.
    """
    if text.count("[") + text.count("{") > DEPTH:
        _guard(text)
    try:
        values = json.loads(text, parse_int=_integer, parse_float=_real, parse_constant=str)
    except json.JSONDecodeError as error:
        raise FrontMatterError(f"the JSON can't be read: {error.msg}", line=error.lineno) from None
    if not isinstance(values, dict):
        raise FrontMatterError("the front matter is not a list of keys and values", line=1)
    return cast("dict[str, Value]", _mended(values) if _HALF.search(text) else values)


def _guard(text: str) -> None:
    """Refuse what nests too deep, before the parser recurses into it."""
    depth = 0
    for token in _BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth > DEPTH:
            line = line_number(text, token.start())
            raise FrontMatterError(f"the front matter nests deeper than {DEPTH} levels", line=line)


def whole(text: str) -> str:
    """Return a text with U+FFFD for halves of characters, which JSON can say but no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _mended(value: Any) -> Any:
    if isinstance(value, dict):
        return {whole(key): _mended(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_mended(child) for child in value]
    return whole(value) if isinstance(value, str) else value


def scalar(text: str) -> Value:
    """Return the value of a number, `true`, `false` or `null`."""
    return cast("Value", json.loads(text, parse_int=_integer, parse_float=_real))


def _integer(text: str) -> int | str:
    try:
        return int(text)
    except ValueError:  # more digits than Python is willing to read
        return text


def _real(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text
