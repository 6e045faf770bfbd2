"""Ruby's ways with values, where they are not Python's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.blog.sites.fields import text_of
from tui.blog.values import Value

_SPACE = re.compile("[ \t\n\v\f\r\0]+")


def is_true(value: Value) -> bool:
    """Tell whether a value counts as true: all but false and null do."""
    return value is not None and value is not False


def split(text: str) -> list[str]:
    """Split a text at white space, which a full-width space is not."""
    return [part for part in _SPACE.split(text) if part]


def capitalize(text: str) -> str:
    """Return a text with its first letter big and all others small."""
    return text[:1].upper() + downcase(text[1:])


def downcase(text: str) -> str:
    """Return a text in small letters, each by itself (a sigma at a word's end gets no other form)."""
    return text.lower() if text.isascii() else "".join(char.lower() for char in text)


def listed(value: Value) -> tuple[str, ...]:
    """Return the texts of a list; a value that is none is a list of one."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := text_of(item)))


def deep_merge(base: Mapping[str, Value], over: Mapping[str, Value]) -> dict[str, Value]:
    """Lay values over others, mappings key by key; a null hides no value."""
    if not base:
        return dict(over)
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = deep_merge(old, value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged
