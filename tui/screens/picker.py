"""Picking by what is typed: a line over what is like it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.widgets.choices import Choice, Choices
from tui.widgets.status_line import StatusLine

Picked = TypeVar("Picked")


class Picker(ModalScreen[Picked | None]):
    """Returns what is picked, or None. The line keeps the focus; arrows move among the choices.

    Args:
        question: What is to be picked.
        placeholder: What to type, while nothing is.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", priority=True, id="picker.take"),
        Binding("escape", "dismiss(None)", "Cancel", id="dialog.back"),
        Binding("down,ctrl+n", "move(1)", "Next", show=False, id="picker.down"),
        Binding("up", "move(-1)", "Previous", show=False, id="picker.up"),
    ]

    NOTHING: ClassVar[str] = "nothing is like it"
    """What is said where nothing is left."""

    choices = getters.query_one(Choices)

    def __init__(self, question: str, placeholder: str) -> None:
        super().__init__()
        self._question = question
        self._placeholder = placeholder
        self._offered: Sequence[Picked] = ()

    def compose(self) -> ComposeResult:
        """Lay out the line over the choices."""
        with Vertical(classes="box"):
            yield Static(self._question, markup=False, classes="title")
            yield Input(compact=True, placeholder=self._placeholder, select_on_focus=False)
            yield from self.compose_choices()
            yield StatusLine()

    def compose_choices(self) -> ComposeResult:
        """Lay out the choices."""
        yield Choices()

    def on_mount(self) -> None:
        """Offer what there is while nothing is typed."""
        self.choices.can_focus = False
        self.seek("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.seek(event.value)

    @abstractmethod
    def seek(self, typed: str) -> None:
        """Offer what is like what is typed, at once or later.

        Args:
            typed: What stands in the line.
        """

    def offer(self, offered: Sequence[Picked], choices: Sequence[Choice]) -> None:
        """Show what may be picked, with the cursor on the first.

        Args:
            offered: What is returned for each choice.
            choices: How each is shown.
        """
        self._offered = offered
        self.choices.choices = choices or [Choice("", self.NOTHING, disabled=True)]
        self.choices.cursor = 0

    @property
    def under_cursor(self) -> Picked | None:
        """What would be picked now; None where nothing is left."""
        return self._offered[self.choices.cursor] if self.choices.cursor < len(self._offered) else None

    def action_move(self, rows: int) -> None:
        """Move among the choices."""
        self.choices.action_move(rows)

    def action_take(self) -> None:
        """Return what is under the cursor, if there is something."""
        if self.under_cursor is not None:
            self.dismiss(self.under_cursor)
