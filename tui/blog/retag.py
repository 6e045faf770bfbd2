"""Terms renamed, merged or dropped: the edits it takes in one post."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tui.blog.edits import Add, Edit, Remove, Set
from tui.blog.values import Key, Value, locate, look_up, parse_key


def retag(
    values: dict[str, Value],
    keys: Sequence[str],
    old: Collection[str],
    new: str | None,
    *,
    fold: bool = False,
) -> list[Edit]:
    """Return the edits that put a new term in place of old ones.

    The first of the old terms gives its place to the new one; the rest go, and so does the first
    where the new term is there already. In a list held as a string only the words that are terms change.

    Args:
        values: The post's front matter.
        keys: The keys that hold the taxonomy's terms, with dots.
        old: The terms that go.
        new: The term that takes their place; None to drop them.
        fold: Match the keys in any case, as Hugo does.
    """
    edits: list[Edit] = []
    for key in keys:
        way = locate(values, parse_key(key), fold=fold)
        value = look_up(values, way) if way else None
        if way and isinstance(value, list):
            edits += _in_list(way, value, old, new)
        elif way and isinstance(value, str):
            edits += _in_text(way, value, old, new)
    return edits


def _in_list(key: Key, items: Sequence[Value], old: Collection[str], new: str | None) -> list[Edit]:
    going = [item for item in items if isinstance(item, str) and item in old and item != new]
    if not going:
        return []
    if new is None or new in items:
        return [Remove(key, item) for item in dict.fromkeys(going)]
    first, *rest = dict.fromkeys(going)
    return [Set((*key, items.index(first)), new), *(Remove(key, item) for item in rest)]


def _in_text(key: Key, text: str, old: Collection[str], new: str | None) -> list[Edit]:
    if text in old:
        return (
            [Set(key, new)] if new is not None and new != text else [Remove(key, text)] if new is None else []
        )
    words = text.split()
    going = [word for word in dict.fromkeys(words) if word in old and word != new]
    if not going:
        return []
    adding: list[Edit] = [] if new is None or new in words else [Add(key, new)]
    return [*(Remove(key, word) for word in going), *adding]
