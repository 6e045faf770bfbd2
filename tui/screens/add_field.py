"""Choosing a field to add to a post, one that the site knows or a new one; or one that is there, to go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.blog.schema import Field, String
from tui.blog.text import fold, visible

MOST = 100
"""How many fields are offered at once."""


class AddField(ModalScreen[Field | None]):
    """Asks which field to add, or to go to.

    Args:
        fields: Those that the site knows and the post doesn't have.
        there: Those that the form has.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="add.back"),
        Binding("down", "move(1)", "Next", show=False, id="add.next"),
        Binding("up", "move(-1)", "Previous", show=False, id="add.previous"),
    ]

    def __init__(self, fields: Sequence[Field], there: Sequence[Field]) -> None:
        super().__init__()
        self.fields = fields
        self.there = there
        self._offered: list[Field] = []

    def compose(self) -> ComposeResult:
        """Lay out the line to type a name in, over the fields."""
        with Vertical(classes="box"):
            yield Static("Add a field, or go to one", classes="title")
            yield Input(placeholder="name of the field", compact=True, select_on_focus=False)
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Offer all."""
        options = self.query_one(OptionList)
        options.can_focus = False
        options.styles.max_height = 14
        self._offer("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._offer(event.value.strip())

    def _offer(self, text: str) -> None:
        key = fold(text)
        known = [*self.fields, *(self.there if text else ())]
        found = [field for field in known if key in fold(field.name)]
        found.sort(key=lambda field: not fold(field.name).startswith(key))
        self._offered = found[:MOST]
        if text and all(field.name != text for field in found):
            self._offered.append(String(name=text, description="a new field", single=True))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(field)) for field in self._offered])
        options.highlighted = 0 if self._offered else None

    def _line(self, field: Field) -> Content:
        name = visible(field.name)
        gap = " " * max(1, 20 - cell_len(name))
        what = "is there: go to it" if field in self.there else field.type
        about = " · ".join(filter(None, (what, field.description, field.source)))
        return Content.assemble(name, gap, (visible(about), "$foreground-muted"))

    @on(Input.Submitted)
    def _take(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._offered[at])

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._offered[event.option_index])

    def action_move(self, by: int) -> None:
        """Choose the next or the previous."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()
