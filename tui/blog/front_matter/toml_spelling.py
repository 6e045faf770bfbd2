"""How keys and scalars are written in TOML."""

from __future__ import annotations

import json
import math
import re

from tui.blog.errors import Refused
from tui.blog.front_matter.node import Node
from tui.blog.front_matter.spelling import check_text
from tui.blog.values import DateText

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?\Z")
_LIKE_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_UNFIT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_INTEGERS = range(-(2**63), 2**63)


def spell_key(name: str, like: Node | None) -> str:
    """Write a key: bare if it can be, unless the one before has quotes."""
    if _BARE_KEY.match(name) and not (like is not None and like.style == '"'):
        return name
    return _basic(name)


def spell(value: bool | int | float | str | None, like: Node | None, newline: str) -> str:
    """Write a scalar, in the manner of the value it follows or replaces.

    Args:
        value: What to write.
        like: What stood there, or a neighbour.
        newline: The line break of the block.

    Raises:
        Refused: TOML can't hold it.
    """
    if value is None:
        raise Refused("TOML has no way to say that a field is empty", cause="no-null", hint="unset it")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value, like, newline)
    fits = math.isfinite(value) if isinstance(value, float) else value in _INTEGERS
    if not fits:
        raise Refused(f"{value} is no number that front matter can hold", cause="not-a-value")
    return repr(value)


def _string(value: str, like: Node | None, newline: str) -> str:
    check_text(value)
    quoted = like if like is not None and like.tag == "string" else None
    quote = quoted.style if quoted else '"'
    if isinstance(value, DateText) and _DATE.match(value) and not (quoted and _LIKE_DATE.match(quoted.text)):
        return str(value)
    if quote == "'" and "'" not in value and not _UNFIT.search(value):
        return f"'{value}'"
    over_lines = "\n" in value and newline == "\n" and not _UNFIT.search(value.replace("\n", ""))
    if quote == "'''" and over_lines and "'''" not in value and not value.endswith("'"):
        return f"'''\n{value}'''"
    if quote in ('"""', "'''") and over_lines:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""\n{escaped}"""'
    return _basic(value)


def _basic(text: str) -> str:
    """Write a text in double quotes, on one line."""
    check_text(text)
    plain = json.dumps(str(text), ensure_ascii=False)
    return _UNFIT.sub(lambda match: f"\\u{ord(match.group()):04X}", plain)
