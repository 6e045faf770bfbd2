"""The YAML that nearly all front matter is written in, read line by line.

Many times as fast as libyaml, with the same values or none: what is not made of keys, list items
and scalars that each end on their line is left to `yaml_reader`. The posts of a site have their keys
and many of their values in common, so what was understood of a short text is kept for the next.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tui.blog.front_matter.yaml_scalars import Resolve, plain
from tui.blog.values import Value

SIZE = 1 << 16
"""How many characters a block may have to be read so."""

_SHORT = 60  # characters of a text that is worth keeping
_KEPT = 4096  # texts of a kind

_UNUSUAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What YAML forbids, and what it takes for white space or a line's end where Python does not."""

_FIRST = r"""[^ \-?:,\[\]{}#&*!|>'"%@`]"""
_QUOTED = r""""[^"\\]*+(?:\\["\\][^"\\]*+)*+"|'[^']*+'"""
_ITEM = re.compile(rf"{_QUOTED}|{_FIRST}[^:#,\[\]{{}}]*+")
_START = re.compile(
    r"""
    ([ ]{0,40})                                                                             # indent
    (-[ ]++)?                                                                               # dash
    (?: (\w[\w.-]{0,60}+ (?:[ ][\w.-]{1,60}+){0,9}+) : (?=[ ]|\Z) )?                        # key
    """,
    re.VERBOSE,
)
_REST = re.compile(
    rf"""
    [ ]*+
    ( {_QUOTED}                                                                             # value
    | \[[ ]*+ (?: (?:{_ITEM.pattern}) (?: [ ]*+ , [ ]*+ (?:{_ITEM.pattern}) )*+ )? [ ]*+ \]
    | (?: {_FIRST} | [-?:](?=[^ ,\[\]{{}}]) ) [^:#]*+ (?: (?::(?=[^ ])|(?<=[^ ])\#) [^:#]*+ )*+
    )?
    [ ]*+ (?: (?<![^ ]) \#.*+ )?                                                            # comment
    """,
    re.VERBOSE,
)
_DOUBTFUL = re.compile(r":(?: |\Z)| (?:#|\Z)")
_ESCAPED = re.compile(r"\\(.)")


class _Sign:
    """A marker in the place of a value."""


_NOTHING: Final = _Sign()  # for a text without a value: a comment at most
_OTHER: Final = _Sign()  # for what it takes all of YAML to read


def read(text: str, resolve: Resolve) -> dict[str, Value] | None:
    """Return the values of a block, or None if it takes all of YAML to read it.

    Args:
        text: The block.
        resolve: What tells the values of bare scalars.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if len(text) > SIZE or _UNUSUAL.search(text):
        return None
    root: dict[str, Value] = {}
    within: dict[str, Value] | list[Value] = root  # the innermost that is open
    column = 0  # where its lines begin
    around: list[tuple[int, dict[str, Value] | list[Value]]] = []
    waiting: tuple[dict[str, Value], str] | None = None  # a key whose value may be on lines to come
    for line in text.split("\n"):
        known = _line if len(line) < _SHORT else _line.__wrapped__
        at, dash, key, value = known(line, resolve)
        if value is _OTHER:
            return None
        if not key and not dash:
            if value is not _NOTHING:
                return None
            continue
        if waiting and (at > column or (at == column and dash)):
            around.append((column, within))
            column, within = at, [] if dash else {}
            waiting[0][waiting[1]] = within
        while at < column or (at == column and not dash and isinstance(within, list)):
            column, within = around.pop()
        if at > column:
            return None
        if isinstance(value, list):
            value = value.copy()  # the one that is kept stays as it is
        if isinstance(within, list):
            if not key:
                if isinstance(value, _Sign):
                    return None
                within.append(value)
                waiting = None
                continue
            item: dict[str, Value] = {}
            within.append(item)
            around.append((column, within))
            column, within = at + dash, item
        elif dash:
            return None
        if isinstance(value, _Sign):
            within[key] = None
            waiting = within, key
        else:
            within[key] = value
            waiting = None
    return root


@lru_cache(_KEPT)
def _line(line: str, resolve: Resolve) -> tuple[int, int, str, Value | _Sign]:
    """Return what a line is made of: the widths of its indent and dash, its key and its value."""
    head, colon, _ = line.partition(": ")
    at, dash, key, end = _start(head + ":" if colon else head)
    return at, dash, key, _value(line[end:], resolve)


@lru_cache(_KEPT)
def _start(line: str) -> tuple[int, int, str, int]:
    """Return what a line begins with, and where that ends.

    Args:
        line: The line, as far as the first colon that a space follows.
    """
    match = _START.match(line)
    if match is None:  # it never is: every part of the pattern may be empty
        return 0, 0, "", 0
    indent, dash, key = match.groups("")
    return len(indent), len(dash), key, match.end()


def _value(rest: str, resolve: Resolve) -> Value | _Sign:
    """Return the value that the rest of a line holds."""
    if rest[:2] == ' "' and rest.find('"', 2) == len(rest) - 1 and "\\" not in rest:
        return rest[2:-1]  # as most are written
    if rest[1:2].isalnum() and rest[0] == " " and not _DOUBTFUL.search(rest):
        return plain(rest[1:], resolve)
    match = _REST.fullmatch(rest)
    if match is None:
        return _OTHER
    source = match[1]
    if source is None:
        return _NOTHING
    if source[0] != "[":
        return _scalar(source, resolve)
    if source[:2] == '["' and source[-2:] == '"]' and "\\" not in source:
        texts = source[2:-2].split('", "')
        if source.count('"') == 2 * len(texts):  # none but those between them
            return [*texts]
    return [_scalar(item, resolve) for item in _ITEM.findall(source)]


def _scalar(source: str, resolve: Resolve) -> Value:
    first = source[0]
    if first == '"':
        return _ESCAPED.sub(r"\1", source[1:-1]) if "\\" in source else source[1:-1]
    if first == "'":
        return source[1:-1]
    return plain(source.rstrip(" "), resolve)
