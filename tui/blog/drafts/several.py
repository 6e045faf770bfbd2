"""The front matter of several posts looked at as one: what they share, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.blog.values import Key, Value, look_up, same


def shared(posts: Sequence[Mapping[str, Value]]) -> dict[str, Value]:
    """Return every key that any post has, with the value that all share, or None where they differ."""
    if len(posts) == 1:
        return dict(posts[0])
    return {name: _common([values.get(name) for values in posts]) for values in posts for name in values}


def differing(posts: Sequence[Mapping[str, Value]], key: Key, *, fold: bool = False) -> tuple[Value, ...]:
    """Return the differing values that posts have at a key; nothing where they agree.

    Args:
        posts: The values of each post.
        key: The field.
        fold: Match keys in any case, as Hugo does.
    """
    found: list[Value] = []
    for values in posts:
        value = look_up(dict(values), key, fold=fold)
        if not any(same(value, other) for other in found):
            found.append(value)
    return tuple(found) if len(found) > 1 else ()


def _common(values: Sequence[Value]) -> Value:
    """Return what several posts share of a field: an equal value, what equal maps share, or nothing."""
    first = values[0]
    if all(same(first, other) for other in values):
        return first
    maps = [value for value in values if isinstance(value, dict)]
    if len(maps) == len(values):
        return {name: _common([each.get(name) for each in maps]) for each in maps for name in each}
    return None
