"""The editors of fields, and which type of field has which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tui.blog.schema import Boolean, Choice, DateTime, Field, File, List, String
from tui.blog.schema.fields import width
from tui.blog.schema.lists import Item, label, split
from tui.blog.values import Value
from tui.widgets.fields.base import Done, Edited, PickWanted
from tui.widgets.fields.block import TextBlock
from tui.widgets.fields.calendar import Calendar
from tui.widgets.fields.chips import Chips
from tui.widgets.fields.lines import AddressLine, ChoiceLine, DateLine, TextLine
from tui.widgets.fields.thumbnail import Thumbnail
from tui.widgets.fields.toggle import Toggle

__all__ = [
    "AddressLine",
    "Calendar",
    "Chips",
    "ChoiceLine",
    "DateLine",
    "Done",
    "Edited",
    "Editor",
    "PickWanted",
    "TextBlock",
    "TextLine",
    "Thumbnail",
    "Toggle",
    "make_editor",
]

Editor: TypeAlias = TextLine | TextBlock | Toggle | Chips

LONG = 60
"""A text wider than so many cells gets several lines."""


def make_editor(
    field: Field | None,
    value: Value,
    *,
    text: str | None = None,
    was: Value = None,
    known: Mapping[str, int] | None = None,
    items: Mapping[Item, bool] | None = None,
    offers: Sequence[str] = (),
    placeholder: str = "",
) -> Editor:
    """Return the editor of a field.

    Args:
        field: The field; None for source.
        value: What it shows.
        text: What it shows in place of the value: the source where there is no field, or what was typed
            and is no value.
        was: What stands in the file.
        known: Terms in use, with the number of their posts.
        items: Items of several posts, and whether only some have them; instead of a value.
        offers: What it might be, to be stepped through.
        placeholder: What is shown where there is nothing.
    """
    if field is None:
        return TextBlock(text or "", lines=True)
    if isinstance(field, List):
        partly = {label(item): "(some)" for item, some in (items or {}).items() if some}
        shown = items or (field.items(value) if text is None else split(text))
        return Chips(shown, known or {}, partly=partly, placeholder=placeholder)
    text = field.format(value) if text is None else text
    if isinstance(field, Boolean):
        return Toggle(text, placeholder=placeholder)
    if isinstance(field, Choice) or offers:
        choices = field.choices if isinstance(field, Choice) else offers
        return ChoiceLine(text, choices, placeholder=placeholder)
    if isinstance(field, DateTime):
        return DateLine(text, field, was, placeholder=placeholder)
    if isinstance(field, File):
        return AddressLine(text, placeholder=placeholder)
    long = not placeholder and isinstance(field, String) and not field.single
    if long or "\n" in text or width(text) > LONG:
        return TextBlock(text, placeholder=placeholder)
    return TextLine(text, placeholder=placeholder)
