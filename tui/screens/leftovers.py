"""What an earlier session left: plans that were interrupted, and work that was never saved."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.blog.errors import BlogError
from tui.blog.text import visible
from tui.screens.ask import Answer, Ask
from tui.widgets.choices import Choice, Choices
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.drafts.drafts import Drafts, Kept
    from tui.blog.journal import Entry, Standing
    from tui.config import PictureMode
    from tui.screens.unsaved import Unsaved

NAMED = 8
"""How many files are named that another program changed since."""


def ask_to_settle(entry: Entry, standing: Standing, root: Path) -> Ask:
    """Return the question what shall become of an interrupted plan: `F` finish, `R` roll back.

    It comes by itself, so its answers are capitals: what is typed ahead of it decides nothing.

    Args:
        entry: The plan.
        standing: How far it came.
        root: The site's folder, which files are named from.
    """
    done, left, changed = map(len, standing)
    total = done + left + changed
    doing = "taking back" if entry.state == "undoing" else "writing"
    question = f"“{visible(entry.title)}” was interrupted: {done:,} of {_files(total)} done"
    details = [f"  begun {_when(entry.began)}, stopped while {doing}"]
    if left:
        details.append(f"  {_files(left)} still to be done")
    if changed:
        details.append(f"  {_files(changed)} changed since by another program, and left alone:")
        details += [f"    {visible(os.path.relpath(path, root))}" for path in standing.changed[:NAMED]]
        details += ["    …"] if changed > NAMED else []
    back = "put back what was taken back" if entry.state == "undoing" else "roll back"
    return Ask(question, (Answer("F", "finish"), Answer("R", back)), details, unasked=True)


def _files(count: int) -> str:
    return f"{count:,} {'file' if count == 1 else 'files'}"


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


class Leftovers(ModalScreen["Kept | None"]):
    """Work that was never saved; returns what is to be taken up, or None for later.

    Args:
        drafts: Where it is kept.
        kept: The work, the latest first.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CLASSES = "dialog -middle"
    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take_up", "Take it up", key_display="⏎", id="leftovers.take_up"),
        Binding("F", "forget", "Forget it", id="leftovers.forget"),
        Binding("escape,q", "dismiss(None)", "Later", key_display="esc", id="dialog.back"),
    ]

    choices = getters.query_one(Choices)

    def __init__(self, drafts: Drafts, kept: Sequence[Kept]) -> None:
        super().__init__()
        self._drafts = drafts
        self._kept = list(kept)

    def compose(self) -> ComposeResult:
        """Lay out the title over the posts."""
        with Vertical(classes="box"):
            yield Static("Work that was never saved", classes="title")
            yield Choices()
            yield StatusLine()

    def on_mount(self) -> None:
        """Fill in the posts."""
        self._list()

    def _list(self) -> None:
        self.choices.choices = [
            Choice(str(number), name_of(one), self._note(one), "✎") for number, one in enumerate(self._kept)
        ]

    def _note(self, kept: Kept) -> str:
        what = "body" if is_body(kept) else "fields"
        return f"{what} · {datetime.fromtimestamp(kept.saved, UTC).astimezone():%m-%d %H:%M}"

    @on(Rows.Clicked)
    def action_take_up(self) -> None:
        """Return the work under the cursor."""
        self.dismiss(self._kept[self.choices.cursor])

    def action_forget(self) -> None:
        """Forget the work under the cursor."""
        self._drafts.forget(self._kept.pop(self.choices.cursor))
        if self._kept:
            self._list()
        else:
            self.dismiss(None)


def name_of(kept: Kept) -> str:
    """Return what work is on: the title of the post, or its path; of several, how many more there are."""
    path, *others = kept.paths
    try:
        title = kept.of(path)[1].values.get("title")
    except BlogError:
        title = None
    more = f" and {len(others)} more" if others else ""
    return (title if isinstance(title, str) and title else path) + more


def is_body(kept: Kept) -> bool:
    """Tell whether work is on the body of one post."""
    if len(kept.works) != 1 or kept.typed:
        return False
    base, mine = kept.of(kept.paths[0])
    return base.data[: base.body_start] == mine.data[: mine.body_start]


def screen_for(desk: Desk, kept: Kept, pictures: PictureMode) -> Unsaved:
    """Return the screen on which work goes on: the form, or the editor of the body.

    A post that is gone has no form; the editor offers to write it back, or to follow it.

    Args:
        desk: The site and what can be done with it.
        kept: The work.
        pictures: How the reader beside it draws pictures.
    """
    from tui.screens.edit import EditScreen
    from tui.screens.write import WriteScreen

    gone = not os.path.lexists(desk.site.root / kept.paths[0])
    screen: Unsaved
    if is_body(kept) or (gone and len(kept.works) == 1):
        screen = WriteScreen(desk, kept.paths[0], pictures=pictures)
    else:
        screen = EditScreen(desk, kept.paths, pictures=pictures)
    screen.wanted = kept
    return screen
