"""JSON read safely: what Python would make of `NaN` or an endless number stays the text it is."""

from __future__ import annotations

import json
import math
from typing import cast

from tui.blog.errors import FrontMatterError
from tui.blog.values import Value


def read(text: str) -> dict[str, Value]:
    """Return the values of a block.

    Raises:
        FrontMatterError: It is no JSON object. The line counts from the block's first.
    """
    try:
        values = json.loads(text, parse_int=_integer, parse_float=_real, parse_constant=str)
    except json.JSONDecodeError as error:
        raise FrontMatterError(f"the JSON can't be read: {error.msg}", line=error.lineno) from None
    except RecursionError:
        raise FrontMatterError("the front matter nests too deep", line=1) from None
    if not isinstance(values, dict):
        raise FrontMatterError("the front matter is not a list of keys and values", line=1)
    return cast("dict[str, Value]", values)


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
