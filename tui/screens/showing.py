"""The part of the form that shows what its edits change: as a diff, and as the post would be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters, on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tui.blog.drafts.draft import Draft
from tui.blog.errors import BlogError
from tui.blog.text import visible
from tui.screens.beside import bring_reader
from tui.screens.growing import Growing
from tui.screens.outlook import Outlook
from tui.widgets.diff import Diff
from tui.widgets.form import Form, Row

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.config import PictureMode
    from tui.widgets.reader import Reader

SHOW_SECONDS = 0.05
"""How long the preview may lag behind the keys, which it must not slow."""


class Showing(Growing):
    """A form over the changes that a save would write, beside the post that it would leave.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
        pictures: How the reader beside it draws pictures.
    """

    diff = getters.query_one(Diff)

    def __init__(self, desk: Desk, paths: Sequence[str], pictures: PictureMode = "auto") -> None:
        super().__init__(desk, paths)
        self.reader: Reader | None = None
        """Beside the form; None until it is painted."""

        self.shown = 0
        """Of several posts, the one whose changes are shown, by its position."""

        self._pictures = pictures
        self._touched: Row | None = None
        self._shower: Timer | None = None

    async def bring_reader(self) -> None:
        """Put the reader beside the form, and show the post."""
        self.reader = await bring_reader(self, self.desk, self._pictures)
        self.show_changes()

    @on(Row.Changed)
    def _row_changed(self, event: Row.Changed) -> None:
        event.stop()
        if not event.row.is_attached:
            return  # the form shows another post, or a newer version, by now
        self.take(event.row)
        self._touched = event.row
        self.show_soon()

    def show_soon(self) -> None:
        """Show what is changed, and keep it, as soon as keys rest."""
        if self._shower is None:
            self._shower = self.set_timer(SHOW_SECONDS, self._show_touched)
        self.keep_soon()

    def _show_touched(self) -> None:
        """Show what the last keys changed."""
        self._shower = None
        self.show_changes()
        row = self._touched
        if row is not None and row.is_attached and row.display:  # it may be half gone by now
            row.effect = self._effect()
            row.review()

    def show_changes(self) -> None:
        """Show what a save would change, and the post as it would be."""
        draft = self.draft
        self.set_class(len(self.paths) > 1, "-several")
        name = self.paths[0] if len(self.paths) == 1 else f"{len(self.paths)} posts"
        where = Content.assemble((" Front matter", "$primary bold"), " · ", visible(name))
        self.query_one("#edit-where", Static).update(where, layout=False)
        self._tell_state()
        if draft is None:
            self.diff.show(())
            return
        self._show_diff(draft)
        if self.form.source is not None:
            self.form.source.mark(self.problem())
        if self.reader is not None and len(self.paths) == 1:
            self.reader.show(Outlook(self.desk, self.paths[0]).reading(draft.mines()[self.paths[0]]))

    def _show_diff(self, draft: Draft) -> None:
        """Show the lines that change in the post, or in one of several."""
        path, count = draft.paths[self.shown], len(draft.paths)
        whose = f"{self.shown + 1} of {count} · {visible(path)}" if count > 1 else ""
        try:
            lines = draft.diff(path) if draft.changed else []
            if whose and draft.changed and not lines:
                whose += " · nothing changes"
            self.diff.show(lines, whose=whose if draft.changed else "")
        except BlogError as error:
            self.diff.show((), visible(str(error)), whose=whose)

    def _tell_state(self) -> None:
        """Say how much is changed."""
        draft = self.draft
        told: list[str] = []
        if draft is not None:
            count = len(draft.edits) or int(draft.changed)
            told.append(draft.base.format.upper() or "no front matter")
            if count or not draft.typed:
                told.append(f"{count} {'change' if count == 1 else 'changes'}" if count else "no changes")
            told += [f"{len(draft.typed)} with a problem"] if draft.typed else []
            told += [f"{len(self.held)} more unsaved"] if self.held else []
        state, text = self.query_one("#edit-state", Static), f" {' · '.join(told)} "
        if str(state.content) != text:
            state.update(text)

    def _effect(self) -> str:
        """Say what the edits change beside the fields; nothing of several posts."""
        if self.draft is None or len(self.paths) > 1:
            return ""
        try:
            return Outlook(self.desk, self.paths[0]).effect(*self.both(self.paths[0]))
        except BlogError:
            return ""

    @on(Form.Focused)
    def _hint(self, event: Form.Focused) -> None:
        """Say what is known of the field that has the focus."""
        field = event.row.entry.field
        told = Content(visible(" · ".join(filter(None, (field.description, field.source)))))
        self.query_one("#edit-hint", Static).update(told, layout=False)
