"""Choosing a field to add to a post, one that the site knows or a new one; or one that is there, to go to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from tui.blog.schema import Field, String
from tui.blog.text import fold
from tui.screens.picker import Picker
from tui.widgets.choices import Choice
from tui.widgets.rows import Rows

MOST = 100
"""How many fields are offered at once."""


class AddField(Picker[Field]):
    """Asks which field to add, or to go to.

    Args:
        fields: Those that the site knows and the post doesn't have.
        there: Those that the form has.
    """

    NOTHING = "every field that the site knows is there: type the name of a new one"

    def __init__(self, fields: Sequence[Field], there: Sequence[Field]) -> None:
        super().__init__("Add a field, or go to one", "name of the field")
        self._fields = fields
        self._there = there

    def seek(self, typed: str) -> None:
        """Offer the fields whose names hold what is typed, and one of that name."""
        text = typed.strip()
        key = fold(text)
        known = [*self._fields, *(self._there if text else ())]
        found = [field for field in known if key in fold(field.name)]
        found.sort(key=lambda field: not fold(field.name).startswith(key))
        found = found[:MOST]
        if text and all(field.name != text for field in found):
            found.append(String(name=text, description="a new field", single=True))
        self.offer(found, [self._choice(field) for field in found])

    def _choice(self, field: Field) -> Choice:
        there = field in self._there
        what = "is there: go to it" if there else field.type
        about = " · ".join(filter(None, (what, field.description, field.source)))
        return Choice(field.name, field.name, about, "✓" if there else "+")

    @on(Rows.Clicked)
    def _click(self) -> None:
        self.action_take()
