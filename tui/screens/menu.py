"""A menu: a few things, each chosen by its letter, by the arrows or by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine


class Menu(ModalScreen[str | None]):
    """Returns the id of what was chosen, or None.

    Args:
        title: What is chosen.
        choices: Each with the letter that chooses it as its mark.
        current: The id of what holds now.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog -small"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", key_display="⏎", id="dialog.choose"),
        Binding("escape,q", "dismiss(None)", "Back", id="dialog.back"),
    ]

    choices = getters.query_one(Choices)

    def __init__(self, title: str, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__()
        self._heading = title
        self._offered = choices
        self._current = current

    def compose(self) -> ComposeResult:
        """Lay out the title over the choices."""
        with Vertical(classes="box"):
            yield Static(self._heading, markup=False, classes="title")
            yield Choices()
            yield StatusLine()

    def on_mount(self) -> None:
        """Fill in the choices, with the cursor on what holds now."""
        self.choices.choices = self._offered
        ids = [choice.id for choice in self._offered]
        if self._current in ids:
            self.choices.cursor = ids.index(self._current)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to choose only where something can be chosen."""
        return action != "choose" or not all(choice.disabled for choice in self._offered)

    def on_key(self, event: events.Key) -> None:
        """Take a choice by its letter."""
        for choice in self._offered:
            if event.character and event.character == choice.mark:
                event.stop()
                event.prevent_default()
                self.dismiss(choice.id)

    def action_choose(self) -> None:
        """Take the choice under the cursor."""
        chosen = self.choices.chosen
        self.dismiss(chosen.id if chosen else None)

    @on(Rows.Clicked)
    def _take(self) -> None:
        self.action_choose()
