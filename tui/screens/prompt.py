"""One line to be typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.widgets.status_line import StatusLine


class Prompt(ModalScreen[str]):
    """Returns what was typed; empty if it was nothing.

    Args:
        question: What is to be typed.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog -small"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", priority=True, id="prompt.take"),
        Binding("escape", "dismiss('')", "Cancel", id="dialog.back"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the question over the line."""
        with Vertical(classes="box"):
            yield Static(self._question, markup=False, classes="title")
            yield Input(compact=True)
            yield StatusLine()

    def action_take(self) -> None:
        """Return what was typed."""
        self.dismiss(self.query_one(Input).value.strip())
