"""How a field is written, in one post or in several, beside what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from tui.blog.schema import List
from tui.blog.schema.entries import Entry
from tui.blog.schema.lists import Item
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


def placeholder(entry: Entry, written: Written) -> str:
    """Return what stands where nothing is typed: that posts differ, or that there is no field."""
    if not written.mixed:
        return "" if entry.present else "–"
    shown = [brief(entry.field.format(value)) or "–" for value in written.mixed[:TOLD]]
    more = len(written.mixed) - TOLD
    return f"differs: {' · '.join(shown)}{f' · +{more}' if more > 0 else ''}"


def mixed_items(entry: Entry, written: Written) -> dict[Item, bool]:
    """Return every item of several posts, and whether only some of them have it."""
    field = entry.field
    if not written.mixed or not isinstance(field, List):
        return {}
    lists = [field.items(value) for value in written.mixed]
    return {item: any(item not in items for items in lists) for each in lists for item in each}


def brief(text: str) -> str:
    """Return a text short enough to be told beside another."""
    return crop(visible(" ".join(text.split())), 36)
