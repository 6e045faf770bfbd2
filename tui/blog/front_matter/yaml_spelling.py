"""How values are written in YAML so that every reader, of YAML 1.1 or 1.2, reads them alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.blog.errors import Refused
from tui.blog.front_matter.node import Node, leaf
from tui.blog.front_matter.spelling import check_text
from tui.blog.front_matter.yaml_scalars import BOOL, DATE, DATE_PATTERN, FLOAT, INT, NULL, STR
from tui.blog.values import DateText

Scalar = bool | int | float | str | None


class Spelling(NamedTuple):
    """A way to write a value, and what is read when it is."""

    source: str
    read: Node


# What some reader could take for a null, a boolean, a number, a date or a merge key.
_TAKEN = re.compile(
    r"""(?: ~ | null | true | false | yes | no | on | off | y | n | = | <<
        | [-+.]? [0-9] [0-9a-fx_,.:+\-]* | [-+]? \. (?: inf | nan | [0-9_]+ .* )
        | 0 [xob] .* | [-+]? [0-9_.,]+ e [-+]? [0-9]+ | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} .* )?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_UNFIT_BARE = re.compile(
    r":(?:\s|\Z)|\s#|\s\Z|\A\s|\A(?:---|\.\.\.)|\A[-?:](?:\s|\Z)|\A[,\[\]{}#&*!|>'\"%@`]"
)
_UNFIT_IN_FLOW = re.compile(r"[,?\[\]{}]|\A[-:]|:(?=[,\[\]{}\"'])")
_ESCAPED = re.compile('[\\\\"]|' + _UNPRINTABLE.pattern)
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def double_quoted(text: str) -> str:
    """Write a text in double quotes, with no escape but those that YAML shares with JSON."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char in _SHORT:
        return _SHORT[char]
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def can_be_bare(text: str, *, flow: bool) -> bool:
    """Tell whether a text without quotes is read as this text by every reader."""
    if _TAKEN.match(text) or _UNPRINTABLE.search(text) or _UNFIT_BARE.search(text):
        return False
    return not (flow and _UNFIT_IN_FLOW.search(text))


def spellings(value: Scalar, style: str, *, flow: bool) -> Iterator[Spelling]:
    """Yield the ways to write a scalar on one line, the preferred first.

    Args:
        value: What to write.
        style: The quote of the neighbours or of the value before: `'`, `"` or empty.
        flow: Whether it stands inside brackets.

    Raises:
        Refused: YAML can't hold it.
    """
    if isinstance(value, DateText) and DATE_PATTERN.match(value):
        if style in ("'", '"'):
            yield Spelling(f"{style}{value}{style}", leaf(STR, str(value)))
        yield Spelling(str(value), leaf(DATE, str(value)))
    elif isinstance(value, str):
        yield from _strings(value, style, flow=flow)
    else:
        yield _plain(value)


def _strings(text: str, style: str, *, flow: bool) -> Iterator[Spelling]:
    check_text(text)
    read = leaf(STR, str(text))
    quotable = not _UNPRINTABLE.search(text)
    single = "'" + text.replace("'", "''") + "'"
    if style not in ("'", '"') and can_be_bare(text, flow=flow):
        yield Spelling(text, read)
    if style == "'" and quotable:
        yield Spelling(single, read)
    yield Spelling(double_quoted(text), read)
    if style != "'" and quotable:
        yield Spelling(single, read)


def _plain(value: bool | int | float | None) -> Spelling:
    if value is None:
        return Spelling("null", leaf(NULL, "null"))
    if isinstance(value, bool):
        text = "true" if value else "false"
        return Spelling(text, leaf(BOOL, text))
    if isinstance(value, int):
        text = str(value)
        return Spelling(text, leaf(INT, text))
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        raise Refused(f"{text} is no number that front matter can hold", cause="not-a-value")
    if "e" in text and "." not in text:  # YAML 1.1 wants the point
        text = text.replace("e", ".0e")
    return Spelling(text, leaf(FLOAT, text))


def block_scalar(text: str, sign: str, indent: str, newline: str) -> str | None:
    """Write a text as a literal (`|`) or folded (`>`) block, or return None where it can't be.

    Args:
        text: What to write.
        sign: `|` or `>`.
        indent: The space before each line.
        newline: The line break to write.
    """
    body = text.rstrip("\n")
    if not body or body[0] in " \n" or _UNPRINTABLE.search(body.replace("\n", "")):
        return None
    lines = body.split("\n")
    if any(line != line.rstrip() or "\t" in line[:1] for line in lines):
        return None
    if sign == ">":
        if any(line.startswith(" ") for line in lines):
            return None
        lines = re.sub(r"\n+", lambda breaks: breaks.group() + "\n", body).split("\n")
    tail = len(text) - len(body)
    chomping = "-" if tail == 0 else "" if tail == 1 else "+"
    lines += [""] * max(0, tail - 1)
    return sign + chomping + "".join(f"{newline}{indent if line else ''}{line}" for line in lines)
