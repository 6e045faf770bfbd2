"""A plan, before anything is written: what changes in each file, and what can't be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.blog.moving import Moving
from tui.blog.plan import Change, Plan
from tui.blog.text import visible
from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine

COLOURS = {"+": "$text-success", "-": "$text-error", "@": "$text-accent"}


class Confirm(ModalScreen[Plan | None]):
    """Returns the plan without what was left out, or None.

    Args:
        plan: What is to be written.
        root: The site's folder, which files are named from.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Apply", id="confirm.apply"),
        Binding("space", "leave_out", "Leave it out", id="confirm.leave_out"),
        Binding("escape,q", "dismiss(None)", "Cancel", id="dialog.back"),
    ]

    choices = getters.query_one(Choices)

    def __init__(self, plan: Plan, root: Path) -> None:
        super().__init__()
        self._plan = plan
        self._root = root
        self._out: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay out title, files, the difference of the one under the cursor, and keys."""
        with Vertical(classes="box"):
            yield Static(self._title(), classes="title")
            yield Choices()
            with VerticalScroll(can_focus=False):
                yield Static(id="diff", markup=False)
            yield StatusLine()

    def on_mount(self) -> None:
        """Fill in the files."""
        self.choices.styles.max_height = len(self._plan.parts) + len(self._plan.refused)
        self._list()

    def _title(self) -> Content:
        count, refused = len(self._plan.parts), len(self._plan.refused)
        text = f"{visible(self._plan.title)}: {count:,} {'post' if count == 1 else 'posts'}"
        return Content(text + (f" · {refused:,} can't be changed" if refused else ""))

    def _list(self) -> None:
        self.choices.choices = [*self._choices()]

    def _choices(self) -> Iterator[Choice]:
        for number, part in enumerate(self._plan.parts):
            out = number in self._out
            yield Choice(
                str(number), part.name(self._root), self._lines(part), "" if out else "✓", disabled=out
            )
        for error in self._plan.refused:
            yield Choice(error.place, error.place, error.message, "✗", disabled=True)

    def _lines(self, part: Change | Moving) -> str:
        marks = [line[:1] for line in self._diff(part)]
        return f"+{marks.count('+')} -{marks.count('-')}"

    @on(Rows.Highlighted)
    def _show(self, event: Rows.Highlighted) -> None:
        parts, lines = self._plan.parts, list[str]()
        if event.row < len(parts):
            lines = self._diff(parts[event.row])
        elif event.row < self.choices.row_count:
            lines = [visible(str(self._plan.refused[event.row - len(parts)]))]
        self.query_one("#diff", Static).update(
            Content("\n").join(Content.styled(line, COLOURS.get(line[:1], "")) for line in lines)
        )

    def _diff(self, part: Change | Moving) -> list[str]:
        """Return the lines of a difference, without those that name the files."""
        lines = part.diff(self._root).splitlines()
        start = next((number for number, line in enumerate(lines) if line.startswith("@@")), len(lines))
        return lines[start:]

    def action_leave_out(self) -> None:
        """Leave the file under the cursor out, or take it in again."""
        row = self.choices.cursor
        if row < len(self._plan.parts):
            self._out ^= {row}
            self._list()
            self.choices.cursor = row
            self.choices.action_move(1)

    def action_apply(self) -> None:
        """Return what is left of the plan."""
        plan = self._plan.without(self._out)
        self.dismiss(plan if plan.parts else None)
