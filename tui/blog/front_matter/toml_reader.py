"""TOML read safely: dates stay the text they are."""

from __future__ import annotations

import math
import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from tui.blog.errors import FrontMatterError
from tui.blog.values import DateText, Value

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read(text: str) -> dict[str, Value]:
    """Return the values of a block.

    Raises:
        FrontMatterError: It is no TOML. The line counts from the block's first.
    """
    return {key: _value(value) for key, value in load(text).items()}


def load(text: str) -> dict[str, Any]:
    """Return what tomllib reads.

    Raises:
        FrontMatterError: As for `read`.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        message = _AT_LINE.sub("", str(error)).removesuffix(" (at end of document)")
        raise FrontMatterError(f"the TOML can't be read: {message}", line=line) from None
    except RecursionError:
        raise FrontMatterError("the front matter nests too deep", line=1) from None


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return {key: _value(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_value(child) for child in value]
    if isinstance(value, (date, datetime, time)):
        return DateText(value.isoformat())
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value  # type: ignore[no-any-return]  # a bool, an int, a float or a string
