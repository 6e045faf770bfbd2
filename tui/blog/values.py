"""The values of front matter, and the keys that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, Union

Value: TypeAlias = Union[bool, int, float, str, "list[Value]", "dict[str, Value]", None]
"""A value as the reader gives it. A date is a `DateText`, never a parsed object."""

Key: TypeAlias = tuple[str | int, ...]
"""The way to a field: keys of mappings and positions in lists, such as `("cover", "image")`."""


class DateText(str):
    """A date written as one: a plain YAML timestamp or a TOML date, in the user's own spelling.

    Kept as text, for a parsed object would lose the layout, the offset and odd but real
    spellings. Writing one writes a bare date where the format has one.
    """

    __slots__ = ()


def same(one: object, other: object) -> bool:
    """Tell whether two values are equal, in type too: `1`, `1.0`, `"1"` and `true` are four values.

    The order of a map's keys is its writer's own, and does not count.
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def parse_key(text: str) -> Key:
    r"""Split a dotted key, such as `cover.image` or `resources.0.src`.

    A part of digits alone is a position in a list; `\.` is a dot inside a key.
    """
    parts = text.replace("\\.", "\0").split(".")
    return tuple(int(p) if p.isdecimal() else p.replace("\0", ".") for p in parts)


def format_key(key: Key) -> str:
    """Write a key with dots, as `parse_key` reads it."""
    return ".".join(str(part).replace(".", "\\.") for part in key)


def locate(values: Value, key: Key, *, fold: bool = False) -> Key | None:
    """Return a key as the mappings on its way spell it, or None where there is no such field.

    Args:
        values: The tree to walk.
        key: The way into it.
        fold: Match the keys of mappings in any case, as Hugo does.
    """
    node: Value = values
    way: list[str | int] = []
    for part in key:
        if isinstance(node, Mapping):
            name = str(part)
            if name not in node:
                same = (other for other in node if fold and other.lower() == name.lower())
                if (found := next(same, None)) is None:
                    return None
                name = found
            node = node[name]
            way.append(name)
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
            way.append(part)
        else:
            return None
    return tuple(way)


def look_up(values: Value, key: Key, *, fold: bool = False) -> Value:
    """Return the value at a key, or None where there is none; for its arguments see `locate`."""
    node: Any = values
    way = locate(values, key, fold=fold)
    for part in way or ():
        node = node[part]
    return node if way is not None else None
