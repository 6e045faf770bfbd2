"""The line below a reader in which what to find there is typed."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static


class Searched(Protocol):
    """What the line finds in."""

    find_line: FindLine | None

    def seek(self, text: str) -> None:
        """Search for a text."""

    def action_match(self, step: int) -> None:
        """Walk to another match."""

    def read_on(self) -> None:
        """Take the keys back from the line."""

    def leave_find(self, *, back: bool) -> None:
        """Search no more, and perhaps go back to where it began."""

    def refresh_bindings(self) -> None:
        """Look again which keys do something."""


class FindInput(Input):
    """The editable part of the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Read on here", id="find.keep"),
        Binding("down", "match(1)", "Next match", id="find.next"),
        Binding("up", "match(-1)", "Previous match", show=False, id="find.previous"),
        Binding("escape", "leave", "Back", id="find.leave"),
    ]

    def __init__(self, view: Searched) -> None:
        super().__init__(compact=True)
        self._view = view

    def action_match(self, step: int) -> None:
        """Walk to another match while typing."""
        self._view.action_match(step)

    def action_keep(self) -> None:
        """Go on reading at the match."""
        self._view.read_on()

    def action_leave(self) -> None:
        """Go back to where the search began."""
        self._view.leave_find(back=True)


class FindLine(Horizontal):
    """The line below a reader in which what to find there is typed; hidden while nothing is sought."""

    DEFAULT_CSS = """
    FindLine {
        display: none;
        height: 1;
        & > Static { width: auto; padding: 0 1; }
        & > .find-line--prompt { color: $primary; text-style: bold; }
        & > .find-line--count { color: $text-muted; }
        & > .find-line--count.-none { color: $text-warning; }
        & > Input, & > Input:focus { width: 1fr; background: transparent; }
    }
    """

    def __init__(self, view: Searched) -> None:
        super().__init__()
        self._view = view
        self.input = FindInput(view)
        self._count = Static(markup=False, classes="find-line--count")

    def compose(self) -> ComposeResult:
        """Lay out the prompt, what is typed and the count."""
        yield Static("/", classes="find-line--prompt")
        yield self.input
        yield self._count

    def on_mount(self) -> None:
        """Tell the reader that there is a line to type in."""
        self._view.find_line = self
        self._view.refresh_bindings()

    def edit(self) -> None:
        """Show the line, and give it the focus before the next key is looked at."""
        self.display = True
        self.screen.set_focus(self.input)

    def count(self, match: int, matches: int, *, more: bool = False) -> None:
        """Say which match is looked at, of how many.

        Args:
            match: From 1; 0 for none.
            matches: How many are found.
            more: Whether there may be more: the post is still being looked through.
        """
        sought = bool(self.input.value)
        self._count.set_class(sought and not (matches or more), "-none")
        text = f"{match}/{matches}" if matches else "" if more else "no match"
        text += "…" if more else ""
        text = text if sought else ""
        if text != self._count.content:  # laying out anew, for nothing, would slow every key
            self._count.update(text)

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self._view.seek(event.value)
