"""The editor of yes and no."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.fields.base import Done, Edited


class Toggle(Widget, can_focus=True):
    """Yes, no, or not said."""

    HELP = "Yes or no; backspace leaves it unsaid, and takes the field out."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "flip", "Yes or no", key_display="space", id="toggle.switch"),
        Binding("shift+up,shift+down,left,right", "flip", "Yes or no", show=False),
        Binding("y", "put('true')", "Yes", show=False, id="toggle.yes"),
        Binding("n", "put('false')", "No", show=False, id="toggle.no"),
        Binding("backspace,delete", "put('')", "Not said", show=False, id="toggle.unset"),
        Binding("enter", "done", "Next", show=False),
    ]

    text: reactive[str] = reactive("")
    """`true`, `false`, or empty where nothing is said."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self.placeholder = placeholder
        self.set_reactive(Toggle.text, text)

    def render(self) -> Content:
        """Show the mark and the word."""
        word = {"true": "● yes", "false": "○ no"}.get(self.text)
        return Content(word) if word else Content(self.placeholder or "○ –").stylize("dim")

    def watch_text(self) -> None:
        """Tell the form."""
        if self.is_mounted:
            self.post_message(Edited())

    def action_flip(self) -> None:
        """Say the other."""
        self.text = "false" if self.text == "true" else "true"

    def action_put(self, text: str) -> None:
        """Say yes, no or nothing."""
        self.text = text

    def action_done(self) -> None:
        """Go on."""
        self.post_message(Done())

    def on_click(self) -> None:
        """Say the other."""
        self.action_flip()
