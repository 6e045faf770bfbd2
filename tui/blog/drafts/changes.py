"""From one value to another: the fewest edits."""

from __future__ import annotations

from collections.abc import Sequence

from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.values import Key, Value, same


def changes(key: Key, old: Value, new: Value) -> tuple[Edit, ...]:
    """Return the fewest edits that turn one value into another.

    Items of a list come and go one by one, so that the spelling of the others stays.

    Args:
        key: The field.
        old: Its value now; None if it is not there.
        new: Its value then; None to take the field out.
    """
    if same(old, new):
        return ()
    if new is None:
        return (Unset(key),)
    if isinstance(old, list) and isinstance(new, list):
        gone = [item for item in old if not _among(item, new)]
        come = [item for item in new if not _among(item, old)]
        kept = [item for item in old if _among(item, new)]
        if same([*kept, *come], new) and (kept or not old):
            return (*(Remove(key, item) for item in gone), *(Add(key, item) for item in come))
    return (Set(key, new),)


def _among(item: Value, items: Sequence[Value]) -> bool:
    return any(same(item, other) for other in items)
