"""Jump to a post or term by a few letters of its name, typing errors allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tui.blog.post import MARKS
from tui.blog.search import Found, Jump
from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.library import Library

NOTHING = Choice("", "no title, path or term is like it", disabled=True)
"""What stands where nothing is found."""


class JumpPicker(ModalScreen[Found | None]):
    """Returns the post to go to, or the term to filter by, or None.

    Args:
        library: The posts.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Go there", priority=True, id="jump.go"),
        Binding("escape", "dismiss(None)", "Cancel", id="dialog.back"),
        Binding("down,ctrl+n", "move(1)", "Next", show=False, id="jump.down"),
        Binding("up", "move(-1)", "Previous", show=False, id="jump.up"),
    ]

    choices = getters.query_one(Choices)
    input = getters.query_one(Input)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._jump = Jump(library)
        self._found: list[Found] = []

    def compose(self) -> ComposeResult:
        """Lay out the line over what it finds."""
        with Vertical(classes="box"):
            yield Static("Go to a post or a term", classes="title")
            yield Input(compact=True, placeholder="type a few letters of it")
            yield Choices()
            yield StatusLine()

    def on_mount(self) -> None:
        """Leave the focus to the line."""
        self.choices.styles.height = 16
        self.choices.can_focus = False
        self._find("")

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        self._find(event.value)

    @work(thread=True, exclusive=True)
    def _find(self, typed: str) -> None:
        found = self._jump.find(typed)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: list[Found]) -> None:
        self._found = found
        self.choices.choices = [
            Choice(str(place), one.text, one.key, self._mark(one)) for place, one in enumerate(found)
        ] or [NOTHING]
        self.choices.cursor = 0

    def _mark(self, found: Found) -> str:
        post = self._library.get(found.key) if found.kind == "post" else None
        return MARKS[post.status] if post is not None else "#"

    def action_move(self, rows: int) -> None:
        """Move among what was found."""
        self.choices.action_move(rows)

    @on(Rows.Clicked)
    def action_go(self) -> None:
        """Return what is under the cursor."""
        if self._found:
            self.dismiss(self._found[self.choices.cursor])
