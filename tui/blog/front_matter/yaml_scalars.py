"""What a scalar of YAML means: a text, a number, a truth value, a date or nothing.

They are resolved by YAML 1.1 as PyYAML and Ruby do, but for three: a date stays the text it
is (`DateText`), `12:30` is not a number of base sixty, and a number that is no number (`.nan`,
`.inf`) stays text, for it could not be compared or written as JSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from tui.blog.values import DateText, Value

Resolve: TypeAlias = Callable[[str, str], Value]
"""Gives the value of a tag and a text: `scalar` or `core_scalar`."""

_TAG = "tag:yaml.org,2002:"
STR, NULL, BOOL, INT, FLOAT, DATE, MERGE, DEFAULT, SEQ, MAP = (
    _TAG + name
    for name in ("str", "null", "bool", "int", "float", "timestamp", "merge", "value", "seq", "map")
)

DATE_PATTERN = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?(?:[ \t]*(?:[Zz]|[-+]\d{1,2}(?::?\d{2})?))?)?\Z"
)
"""What reads as a date where it is written bare: YAML's timestamps, and those of Ruby and Hugo."""

_RULES = (  # a tag, the texts that have it, and what these begin with
    (DATE, DATE_PATTERN, [*"0123456789"]),
    (
        INT,
        re.compile(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)\Z"),
        [*"-+0123456789"],
    ),
    (
        FLOAT,
        re.compile(
            r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
        ),
        [*"-+0123456789."],
    ),
    (
        BOOL,
        re.compile(r"(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\Z"),
        [*"yYnNtTfFoO"],
    ),
    (NULL, re.compile(r"(?:~|null|Null|NULL)?\Z"), ["~", "n", "N", ""]),
    (MERGE, re.compile(r"<<\Z"), ["<"]),
    (DEFAULT, re.compile(r"=\Z"), ["="]),
)

RULES: Mapping[str, list[tuple[str, re.Pattern[str]]]] = {
    first: [(tag, pattern) for tag, pattern, firsts in _RULES if first in firsts]
    for first in {first for _, _, firsts in _RULES for first in firsts}
}
"""By the first character of a bare scalar (empty for an empty one), the tags that it may have."""

_TRUE = frozenset(("yes", "true", "on"))


def plain(text: str, resolve: Resolve) -> Value:
    """Return the value of a scalar that is written bare."""
    for tag, pattern in RULES.get(text[:1], ()):
        if pattern.match(text):
            return resolve(tag, text)
    return text


def scalar(tag: str, text: str) -> Value:
    """Return the value of a scalar of a tag."""
    make = _MAKERS.get(tag)
    return make(text) if make else text


def core_scalar(tag: str, text: str) -> Value:
    """Return the value of a scalar of a tag, by the core schema of YAML 1.2."""
    return text if tag == BOOL and text.lower() not in ("true", "false") else scalar(tag, text)


def _integer(text: str) -> Value:
    bare = text.replace("_", "").lower()
    unsigned = bare.lstrip("+-")
    octal = len(unsigned) > 1 and unsigned[0] == "0" and unsigned.isdecimal()
    try:
        return int(bare, 8 if octal else 0)
    except ValueError:  # of too many digits
        return text


def _float(text: str) -> Value:
    try:
        number = float(text.replace("_", ""))
    except ValueError:  # `.inf`, or of base sixty
        return text
    return number if math.isfinite(number) else text


_MAKERS: Mapping[str, Callable[[str], Value]] = {
    DATE: DateText,
    NULL: lambda _: None,
    BOOL: lambda text: text.lower() in _TRUE,
    INT: _integer,
    FLOAT: _float,
}
"""A tag to what makes the value of a scalar; with any other tag, the value is the text."""
