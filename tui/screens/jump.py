"""Jump to a post by a few letters of its title, path or terms, typing errors allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tui.blog.text import fold
from tui.widgets.choices import Choice, Choices
from tui.widgets.post_list import MARKS
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.library import Library

SHOWN = 50
ALIKE = 60.0
"""How much of what was typed must be found, in percent."""


def rank(typed: str, texts: Sequence[str], limit: int = SHOWN) -> list[int]:
    """Return the places of the texts that are most like what was typed, the likest first.

    Args:
        typed: What is sought.
        texts: Where, as `fold` returns them; the shorter of two that are equally alike comes first.
        limit: How many at most.
    """
    from rapidfuzz import fuzz, process

    found = process.extract(
        fold(typed), texts, scorer=fuzz.partial_ratio, limit=limit * 4, score_cutoff=ALIKE
    )
    found.sort(key=lambda one: (-one[1], len(one[0])))
    return [place for _text, _score, place in found[:limit]]


class Jump(ModalScreen[str | None]):
    """Returns the path of the post to go to, or None.

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
        self._posts = library.posts
        self._texts: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the line over what it finds."""
        with Vertical(classes="box"):
            yield Static("Go to a post", classes="title")
            yield Input(compact=True)
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
        texts = self._texts or [
            fold(
                f"{post.title} {post.path} {' '.join(term for some in post.terms.values() for term in some)}"
            )
            for post in self._posts
        ]
        rows = rank(typed, texts) if typed.strip() else list(range(min(SHOWN, len(texts))))
        choices = [
            Choice(post.path, post.title, post.path, MARKS[post.status])
            for post in (self._posts[row] for row in rows)
        ]
        if not get_current_worker().is_cancelled:
            self._texts = texts
            self.app.call_from_thread(self._show, choices)

    def _show(self, choices: list[Choice]) -> None:
        self.choices.choices = choices
        self.choices.cursor = 0

    def action_move(self, rows: int) -> None:
        """Move among what was found."""
        self.choices.action_move(rows)

    @on(Rows.Clicked)
    def action_go(self) -> None:
        """Return the post under the cursor."""
        chosen = self.choices.chosen
        self.dismiss(chosen.id if chosen else None)
