"""The line in which is typed what to find in an editor, and what to put in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """Two inputs and a count; hidden until it is opened. The screen does what it asks for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Next, or replace", key_display="⏎", priority=True, id="find_bar.take"),
        Binding("down", "step(1)", "Next match", show=False, id="find_bar.next"),
        Binding("up", "step(-1)", "Previous match", show=False, id="find_bar.previous"),
        Binding("tab", "swap", "Replace by", priority=True, id="find_bar.swap"),
        Binding("ctrl+r", "replace_all", "Replace all", priority=True, id="find_bar.replace_all"),
    ]
    DEFAULT_CSS = """
    FindBar {
        display: none;
        height: 1;
        background: $surface;
        & > Static { width: auto; padding: 0 1; color: $text-muted; }
        & > Input, & > Input:focus { width: 1fr; background: transparent; }
        & > .find-bar--count.-none { color: $text-warning; }
    }
    """

    @dataclass
    class Sought(Message):
        """Other words are looked for."""

        words: str

    @dataclass
    class Stepped(Message):
        """The next match is wanted, or the one before."""

        step: int

    @dataclass
    class Replaced(Message):
        """The match is to make way for a text, or all of them are."""

        text: str
        everywhere: bool

    def __init__(self) -> None:
        super().__init__()
        self._words = Input(compact=True)
        self._text = Input(compact=True)
        self._count = Static(markup=False, classes="find-bar--count")

    def compose(self) -> ComposeResult:
        """Lay out what to find, what to put in its place, and the count."""
        yield Static("find")
        yield self._words
        yield self._count
        yield Static("replace by")
        yield self._text

    def open(self, words: str = "") -> None:
        """Show the line, with words to begin with."""
        self.display = True
        if words:
            self._words.value = words
        self._words.focus()
        self._words.action_select_all()
        self.post_message(self.Sought(self._words.value))

    def count(self, match: int, matches: int) -> None:
        """Say which match is selected, of how many."""
        sought = bool(self._words.value)
        self._count.set_class(sought and not matches, "-none")
        text = f"{match:,}/{matches:,}" if matches else "no match"
        self._count.update(text if sought else "")

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        if event.input is self._words:
            self.post_message(self.Sought(event.value))

    def action_take(self) -> None:
        """Go to the next match, or replace this one."""
        if self._text.has_focus:
            self.post_message(self.Replaced(self._text.value, everywhere=False))
        else:
            self.post_message(self.Stepped(1))

    def action_step(self, step: int) -> None:
        """Go to the next match, or the one before."""
        self.post_message(self.Stepped(step))

    def action_swap(self) -> None:
        """Go from one input to the other."""
        (self._words if self._text.has_focus else self._text).focus()

    def action_replace_all(self) -> None:
        """Replace every match."""
        self.post_message(self.Replaced(self._text.value, everywhere=True))
