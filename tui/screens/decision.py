"""One conflict: both sides with what each changed marked, and what is made of them, by key."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tui.blog.diff import places
from tui.blog.merge import ABSENT, Conflict, Side
from tui.blog.schema.nested import Json
from tui.blog.text import visible
from tui.blog.values import format_key
from tui.reader.breaks import break_text
from tui.widgets.fields import Edited, TextBlock

Choice: TypeAlias = Literal["", "mine", "theirs", "merged"]
"""What is to live; empty while it is not decided."""

SIDES: tuple[Choice, ...] = ("mine", "theirs", "merged")

ROOM = 12
"""Lines that one side is shown in."""

BESIDE = 14
"""Cells beside the text of a side: its label, and the edges."""


class Decision(Widget, can_focus=True):
    """One conflict: both sides, and what is made of them.

    Args:
        conflict: What both sides changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose('mine')", "Mine", id="conflict.mine"),
        Binding("t", "choose('theirs')", "Theirs", id="conflict.theirs"),
        Binding("e", "merge", "Edit merged", id="conflict.merge"),
        Binding("down,j", "app.focus_next", "Next", show=False, id="conflict.next"),
        Binding("up,k", "app.focus_previous", "Previous", show=False, id="conflict.previous"),
    ]

    choice: reactive[Choice] = reactive("")
    """What is to live."""

    class Decided(Message):
        """The choice is another."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self.conflict = conflict

    @property
    def merged(self) -> str:
        """What is typed as merged."""
        return self.query_one(TextBlock).text

    def compose(self) -> ComposeResult:
        """Lay out the name over the three values."""
        conflict = self.conflict
        name = format_key(conflict.key) if conflict.part == "field" else conflict.part
        yield Static(Content(visible(name)), classes="conflict-name")
        for side in SIDES:
            with Horizontal(id=side):
                yield Static(classes="conflict-label")
                yield Static(classes="conflict-text")
                if side == "merged":
                    yield TextBlock(told(conflict.mine), lines=conflict.part != "field")

    def on_mount(self) -> None:
        """Show both sides."""
        self.query_one(TextBlock).display = False
        self.watch_choice()

    def watch_choice(self) -> None:
        """Mark what is chosen."""
        for side in SIDES:
            chosen = self.choice == side
            row = self.query_one(f"#{side}")
            row.set_class(chosen, "-chosen")
            row.query_one(".conflict-label", Static).update(Content(f"{'●' if chosen else '○'} {side}"))
        self.query_one(TextBlock).display = self.choice == "merged"
        self.query_one("#merged .conflict-text").display = self.choice != "merged"

    def on_resize(self) -> None:
        """Break both texts anew."""
        conflict, room = self.conflict, max(8, self.size.width - BESIDE)
        base = "" if conflict.base is ABSENT else told(conflict.base)
        texts = {
            "mine": marked(told(conflict.mine), base, room),
            "theirs": marked(told(conflict.theirs), base, room),
            "merged": Content("write one of your own"),
        }
        for side, text in texts.items():
            self.query_one(f"#{side} .conflict-text", Static).update(text)

    def action_choose(self, side: Choice) -> None:
        """Let a side live."""
        self.choice = side
        self.post_message(self.Decided())

    def action_merge(self) -> None:
        """Edit what is to live, beginning with mine."""
        self.choice = "merged"
        self.query_one(TextBlock).focus()
        self.post_message(self.Decided())

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()


def told(side: Side) -> str:
    """Return a side as it is shown and edited."""
    if side is ABSENT:
        return "(not there)"
    return side if isinstance(side, str) else Json(name="").format(side)


def marked(text: str, base: str, room: int) -> Content:
    """Return a side as it is shown: what it says that the base did not is marked, long ones are cut.

    Args:
        text: What the side says.
        base: What both sides began with.
        room: The cells of a line.
    """
    spans = places(base, text)
    out: list[Content] = []
    start = 0
    for line in text.rstrip("\n").split("\n"):
        shown = Content(visible(line))
        for first, last in spans:
            if first - start < len(line) and last > start:
                shown = shown.stylize("$text-accent bold", max(0, first - start), last - start)
        out += [shown[part.start : part.end] for part in break_text(shown.plain, room)]
        start += len(line) + 1
        if len(out) > ROOM:
            return Content("\n").join([*out[:ROOM], Content("…")])
    return Content("\n").join(out)
