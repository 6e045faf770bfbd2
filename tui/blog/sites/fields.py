"""What front matter says, read forgivingly: any key may hold any kind of value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from tui.blog.document import Document
from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.envelope import line_of
from tui.blog.problem import Problem
from tui.blog.values import Value, look_up, parse_key

_SPACE = re.compile("[ \t\n\v\f\r]+")
"""The white space between words of a line; a full-width space is a letter like others."""


def values_of(document: Document, *, core: bool = False) -> tuple[dict[str, Value], Problem | None]:
    """Return the front matter of a document, or none and why it can't be read.

    Args:
        document: The file.
        core: Whether YAML is read as Hugo does: `yes`, `no`, `on` and `off` are words there.
    """
    if document.problem is not None:
        return {}, document.problem
    try:
        return document.core_values if core else document.values, None
    except FrontMatterError as error:
        return {}, Problem("front-matter", error.message, error.line)


def line_of_key(document: Document, key: str, *, fold: bool = False) -> int | None:
    """Return the line of the file where a key at the top of the front matter stands, if it is found.

    Cheap, for a whole site may have one problem: the block is looked through, not read.

    Args:
        document: The file.
        key: The key.
        fold: Whether its case does not matter.
    """
    found = _key_pattern(key, document.format == "json", fold).search(document.block)
    return line_of(document.data, document.where.start + found.start(1)) if found else None


@lru_cache(maxsize=256)
def _key_pattern(key: str, indented: bool, fold: bool) -> re.Pattern[bytes]:
    indent = rb"[ \t{,]*" if indented else b""
    written = rb"(['\"]?)" + re.escape(key.encode(errors="replace")) + rb"\1[ \t]*[:=]"
    return re.compile(rb"^" + indent + written, re.MULTILINE | (re.IGNORECASE if fold else 0))


def text_of(value: Value) -> str:
    """Return a value as one line of text; empty for what is not text, a number or a truth value."""
    if isinstance(value, str):
        if value.isprintable() and "  " not in value:  # nothing to fold, but perhaps at the ends
            return value.strip(" ")
        return _SPACE.sub(" ", value).strip(" ")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def first_text(values: Mapping[str, Value], keys: tuple[str, ...]) -> str:
    """Return the text of the first key that has some."""
    for key in keys:
        if (value := values.get(key)) is not None and (text := text_of(value)):
            return text
    return ""


def terms_of(values: dict[str, Value], keys: tuple[str, ...], separators: str = "") -> tuple[str, ...]:
    """Return the terms that the first key with any holds, each once, in written order.

    Args:
        values: The front matter.
        keys: Dotted keys, the preferred one first.
        separators: Characters that divide a text into terms; without any it is one term.
    """
    for key in keys:
        way = _way(key)
        value = look_up(values, way) if len(way) > 1 else values.get(str(way[0]))
        if value is None:
            continue
        if separators and isinstance(value, str):
            value = [*re.split(f"[{re.escape(separators)}]", value)]
        terms = dict.fromkeys(map(text_of, leaves(value)))
        terms.pop("", None)
        if terms:
            return tuple(terms)
    return ()


_way = cache(parse_key)


def leaves(value: Value) -> list[Value]:
    """Return what nested lists hold, in order; of a value that is no list, itself alone."""
    if not isinstance(value, list):
        return [value]
    if list not in map(type, value):
        return value
    return [leaf for item in value for leaf in leaves(item)]
