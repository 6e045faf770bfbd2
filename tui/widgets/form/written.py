"""How a field is written, in one post or in several, beside what it holds; and the edits that change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tui.blog.drafts.changes import changes
from tui.blog.drafts.drafts import Typed
from tui.blog.edits import Add, Edit, Remove
from tui.blog.schema import Boolean, List
from tui.blog.schema.entries import Entry
from tui.blog.schema.lists import Item, label
from tui.blog.text import visible
from tui.blog.values import Value
from tui.widgets.cells import crop

TOLD = 3
"""How many differing values of several posts are told."""


@dataclass(frozen=True)
class Written:
    """How a field is written, beside what it holds."""

    was: str = ""
    """Its source in the file."""

    now: str = ""
    """Its source as it is to be."""

    offers: tuple[str, ...] = ()
    """What it might be, such as slugs made of the title."""

    mixed: tuple[Value, ...] = ()
    """The differing values of several posts; empty where they agree."""

    mixed_now: tuple[Value, ...] = ()
    """The differing values that they are to have; empty where they are to agree."""

    typed: Typed | None = None
    """What was typed into it before and is no value of it."""


def placeholder(entry: Entry, mixed: Sequence[Value]) -> str:
    """Return what stands where nothing is typed: that posts differ, or that there is no field."""
    if not mixed:
        return "" if entry.present else "–"
    told = [shown(entry, value) or "–" for value in mixed[:TOLD]]
    more = len(mixed) - TOLD
    return f"differs: {' · '.join(told)}{f' · +{more}' if more > 0 else ''}"


def shown(entry: Entry, value: Value) -> str:
    """Return a value as the field shows it, short enough to be told beside another."""
    field = entry.field
    if isinstance(field, List):
        return brief(" · ".join(map(label, field.items(value))))
    if isinstance(field, Boolean) and isinstance(value, bool):
        return "yes" if value else "no"
    return brief(field.format(value))


def mixed_items(entry: Entry, mixed: Sequence[Value]) -> dict[Item, bool]:
    """Return every item of several posts, and whether only some of them have it."""
    field = entry.field
    if not mixed or not isinstance(field, List):
        return {}
    lists = [field.items(value) for value in mixed]
    return {item: any(item not in items for items in lists) for each in lists for item in each}


def item_edits(
    entry: Entry, written: Written, items: Sequence[Item], partly: Mapping[str, str]
) -> Iterator[Edit]:
    """Yield the edits that make a list what its chips are.

    Args:
        entry: The list.
        written: How it is written.
        items: The chips.
        partly: Those that only some of several posts have.
    """
    field, was = entry.field, entry.was
    if not written.mixed:
        if isinstance(field, List) and (items or was is not None):
            yield from changes(entry.key, was, field.value(items, was))
        return
    before = mixed_items(entry, written.mixed)  # of several posts, each keeps what was not touched
    yield from (Remove(entry.key, item) for item in before if item not in items)
    for item in items:
        if item not in before or (before[item] and label(item) not in partly):
            yield Add(entry.key, item)


def brief(text: str) -> str:
    """Return a text short enough to be told beside another."""
    return crop(visible(" ".join(text.split())), 36)
