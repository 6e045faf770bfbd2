"""Help: what has focus, and every key that does something there, from the bindings themselves."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.screens.actions import actions
from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine


class Help(ModalScreen[str | None]):
    """Returns the key of an action that is to be done, or None.

    Args:
        of: The screen that was on top.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog -middle"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Do it", id="help.choose"),
        Binding("escape,q,question_mark", "dismiss(None)", "Back", id="dialog.back"),
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._text = getattr(of.focused, "HELP", "") or ""
        self._actions = actions(of)

    def compose(self) -> ComposeResult:
        """Lay out the explanation over the keys."""
        with Vertical(classes="box"):
            yield Static("Keys", classes="title")
            if self._text:
                yield Static(self._text, markup=False, classes="note")
            yield Choices()
            yield StatusLine()

    def on_mount(self) -> None:
        """Fill in the keys."""
        choices = self.query_one(Choices)
        choices.mark_width = 14
        choices.choices = [
            Choice(key, label, reason, keys, disabled=bool(reason))
            for _, label, key, keys, reason in self._actions
        ]

    def on_resize(self) -> None:
        """Show as many keys as there is room for."""
        self.query_one(Choices).styles.max_height = max(4, self.app.size.height - 12)

    @on(Rows.Selected)
    def action_choose(self) -> None:
        """Return the key under the cursor."""
        chosen = self.query_one(Choices).chosen
        self.dismiss(chosen.id if chosen else None)


async def explain(screen: Screen[Any]) -> None:
    """Open the help of a screen; what is chosen there is done."""

    def press(key: str | None) -> None:
        if key is not None:
            screen.app.simulate_key(key)

    await screen.app.push_screen(Help(screen), press)
