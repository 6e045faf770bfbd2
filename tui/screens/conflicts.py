"""A post that changed on disk under an edit: only what both changed is asked."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.blog.merge import ABSENT, Conflict, Merge, Side
from tui.blog.text import visible
from tui.blog.values import format_key
from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine


def spell(side: Side) -> str:
    """Write one side of a conflict as text that is safe to show."""
    if side is ABSENT:
        return "(not there)"
    lines = str(side).splitlines() if isinstance(side, str) else [repr(side)]
    return "\n".join(map(visible, lines))


class Conflicts(ModalScreen[frozenset[int] | None]):
    """Returns the positions of the conflicts where yours is to live, or None to leave all for later.

    `Merge.resolve` takes the positions.

    Args:
        name: The post, as the user knows it.
        merge: What became of the two sides.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "decide(True)", "Keep yours", id="conflict.mine"),
        Binding("t", "decide(False)", "Take theirs", id="conflict.theirs"),
        Binding("escape,q", "dismiss(None)", "Later, nothing is written", id="dialog.back"),
    ]

    choices = getters.query_one(Choices)

    def __init__(self, name: str, merge: Merge) -> None:
        super().__init__()
        self._name_of_post = name
        self._conflicts = merge.conflicts
        self._mine: dict[int, bool] = {}

    def compose(self) -> ComposeResult:
        """Lay out the conflicts over the two sides of the one under the cursor."""
        count = len(self._conflicts)
        need = "one place needs you" if count == 1 else f"{count} places need you"
        with Vertical(classes="box"):
            yield Static(
                f"{visible(self._name_of_post)} changed on disk · the rest is merged · {need}",
                markup=False,
                classes="title",
            )
            yield Choices()
            with VerticalScroll(can_focus=False):
                yield Static(id="sides", markup=False)
            yield StatusLine()

    def on_mount(self) -> None:
        """Fill in the conflicts."""
        self.choices.styles.height = len(self._conflicts)
        self.choices.styles.max_height = 8
        self._list()

    def _list(self) -> None:
        said = {True: "yours", False: "theirs", None: ""}
        self.choices.choices = [
            Choice(str(number), self._place(conflict), said[self._mine.get(number)], "▸")
            for number, conflict in enumerate(self._conflicts)
        ]

    @staticmethod
    def _place(conflict: Conflict) -> str:
        return format_key(conflict.key) if conflict.key else f"the {conflict.part}"

    @on(Rows.Highlighted)
    def _show(self, event: Rows.Highlighted) -> None:
        conflict = self._conflicts[event.row]
        sides = (("before", conflict.base), ("yours", conflict.mine), ("theirs", conflict.theirs))
        self.query_one("#sides", Static).update(
            Content("\n").join(
                Content.assemble((f"\n{name:8}", "$text-muted"), spell(side)) for name, side in sides
            )
        )

    def action_decide(self, mine: bool) -> None:
        """Decide the conflict under the cursor and go to the next; the last decision ends the dialog."""
        self._mine[self.choices.cursor] = mine
        if len(self._mine) == len(self._conflicts):
            self.dismiss(frozenset(number for number, kept in self._mine.items() if kept))
            return
        self._list()
        self.choices.cursor = next(n for n in range(len(self._conflicts)) if n not in self._mine)
