"""A question with a few answers, each one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


@dataclass(frozen=True)
class Answer:
    """One answer to a question."""

    key: str
    """The key that gives it."""

    label: str
    """What it does, a word or a few."""


class Ask(ModalScreen[str]):
    """Asks, and returns the key of the answer; empty if there was none.

    Args:
        question: One sentence.
        answers: What may be said to it; enter gives the first.
        details: More lines, such as a diff, safe to show.
        unasked: Whether it comes by itself, so that enter, typed for something else, says nothing.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer('')", "Back", id="ask.back"),
        Binding("enter", "first", "First answer", show=False, id="ask.first"),
    ]

    def __init__(
        self,
        question: str,
        answers: Sequence[Answer],
        details: Sequence[str] = (),
        *,
        unasked: bool = False,
    ) -> None:
        super().__init__()
        self.question = question
        self.answers = answers
        self.details = details
        self.unasked = unasked

    def compose(self) -> ComposeResult:
        """Lay out the question over its answers."""
        with Vertical(classes="box"):
            yield Static(Content(self.question), classes="title")
            if self.details:
                with VerticalScroll(can_focus=False):
                    yield Static(self._details())
            yield Static(self._answers(), classes="keys", id="answers")

    def _details(self) -> Content:
        styles = {"-": "$text-error", "+": "$text-success"}
        return Content("\n").join(
            Content(line).stylize(styles.get(line[:1], "$foreground-muted")) for line in self.details
        )

    @property
    def _put_off(self) -> str:
        return " later" if self.unasked else " back"

    def _answers(self) -> Content:
        shown = [
            Content.assemble((answer.key, "$primary bold"), " ", answer.label) for answer in self.answers
        ]
        return Content("   ").join([*shown, Content.assemble(("esc", "$primary bold"), self._put_off)])

    def on_key(self, event: events.Key) -> None:
        """Take an answer by its key."""
        if any(event.key == answer.key for answer in self.answers):
            event.stop()
            self.dismiss(event.key)

    def on_click(self, event: events.Click) -> None:
        """Take an answer by mouse, or go back where the click is outside."""
        widget, region = self.get_widget_at(event.screen_x, event.screen_y)
        if widget is self:
            self.dismiss("")
        elif widget.id == "answers":
            x = event.screen_x - region.x
            for answer in self.answers:
                wide = len(answer.key) + 1 + len(answer.label)
                if 0 <= x < wide:
                    self.dismiss(answer.key)
                    return
                x -= wide + 3
            self.dismiss("")

    def action_answer(self, key: str) -> None:
        """Give an answer."""
        self.dismiss(key)

    def action_first(self) -> None:
        """Give the first answer."""
        if not self.unasked:
            self.dismiss(self.answers[0].key)
