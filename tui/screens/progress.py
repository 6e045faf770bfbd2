"""Work that takes its time: how far it is, and a key that stops it."""

from __future__ import annotations

from threading import Event
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from tui.blog.text import visible
from tui.widgets.status_line import StatusLine


class Progress(ModalScreen[None]):
    """Shows how far something is. Who does the work calls `tell`, and dismisses it at the end.

    Args:
        title: What is being done.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog -middle"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "stop", "Stop", id="progress.stop")]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._heading = title
        self.stopped = Event()
        """Set when the user wants it to stop; to be asked from any thread."""

    def compose(self) -> ComposeResult:
        """Lay out title, bar and key."""
        with Vertical(classes="box"):
            yield Static(visible(self._heading), markup=False, classes="title")
            yield ProgressBar(show_eta=False)
            yield Static(id="count", markup=False, classes="note")
            yield StatusLine()

    def tell(self, done: int, total: int) -> None:
        """Show how much is done."""
        self.query_one(ProgressBar).update(progress=done, total=total)
        self.query_one("#count", Static).update(f"{done:,} of {total:,} files")

    def action_stop(self) -> None:
        """Ask the work to stop."""
        self.stopped.set()
        self.query_one(".title", Static).update("stopping…")
