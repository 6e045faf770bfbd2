"""The YAML that nearly all front matter is written in, read line by line.

Many times as fast as libyaml, with the same values or none: what is not made of keys, list items
and scalars that each end on their line is left to `yaml_reader`.
"""

from __future__ import annotations

import re

from tui.blog.front_matter.yaml_scalars import Resolve, plain
from tui.blog.values import Value

SIZE = 1 << 16
"""How many characters a block may have to be read so."""

_UNUSUAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What YAML forbids, and what it takes for white space or a line's end where Python does not."""

_FIRST = r"""[^ \n\-?:,\[\]{}#&*!|>'"%@`]"""
_QUOTED = r""""[^"\\\n]*+(?:\\["\\][^"\\\n]*+)*+"|'[^'\n]*+'"""
_ITEM = re.compile(rf"{_QUOTED}|{_FIRST}[^\n:#,\[\]{{}}]*+")
_LINE = re.compile(
    rf"""
    ([ ]{{0,40}})                                                                           # indent
    (-[ ]++)?                                                                               # dash
    (?: (\w[\w.-]{{0,60}}+ (?:[ ][\w.-]{{1,60}}+){{0,9}}+) : (?=[ \n]|\Z) )?                # key
    [ ]*+
    ( {_QUOTED}                                                                             # value
    | \[[ ]*+ (?: (?:{_ITEM.pattern}) (?: [ ]*+ , [ ]*+ (?:{_ITEM.pattern}) )*+ )? [ ]*+ \]
    | (?: {_FIRST} | [-?:](?=[^ \n,\[\]{{}}]) ) [^\n:#]*+ (?: (?::(?=[^ \n])|(?<=[^ \n])\#) [^\n:#]*+ )*+
    )?
    [ ]*+ (?: (?<![^ \n]) \#[^\n]*+ )? (?: \n | \Z )                                        # comment
    | ([^\n]+\n?)                                                                           # what else
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(.)")


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
    for indent, dash, key, source, other in _LINE.findall(text):
        if not key and not dash:
            if source or other:
                return None
            continue
        at = len(indent)
        if waiting and (at > column or (at == column and dash)):
            around.append((column, within))
            column, within = at, [] if dash else {}
            waiting[0][waiting[1]] = within
        while at < column or (at == column and not dash and isinstance(within, list)):
            column, within = around.pop()
        if at > column:
            return None
        if isinstance(within, list):
            if not key:
                if not source:
                    return None
                within.append(_value(source, resolve))
                waiting = None
                continue
            item: dict[str, Value] = {}
            within.append(item)
            around.append((column, within))
            column, within = at + len(dash), item
        elif dash:
            return None
        within[key] = _value(source, resolve) if source else None
        waiting = None if source else (within, key)
    return root


def _value(source: str, resolve: Resolve) -> Value:
    first = source[0]
    if first == '"':
        return _ESCAPED.sub(r"\1", source[1:-1]) if "\\" in source else source[1:-1]
    if first == "'":
        return source[1:-1]
    if first == "[":
        return [_value(item, resolve) for item in _ITEM.findall(source)]
    return plain(source.rstrip(" "), resolve)
