"""The form: front matter by fields, beside the post, with what a save would change under it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from tui.blog.drafts.draft import Draft
from tui.blog.errors import BlogError
from tui.screens.beside import Room
from tui.screens.edit_rows import rows_of
from tui.screens.showing import Showing
from tui.widgets.diff import Diff
from tui.widgets.form import Form, SourcePane
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.drafts.drafts import Kept
    from tui.config import PictureMode

ORDER = (
    "edit.next_post",
    "form.add",
    "form.put_back",
    "form.remove",
    "edit.turn",
    "form.source",
    "edit.help",
)
"""Which keys the status line tells first, behind those of a field, save and back."""


class EditScreen(Showing):
    """Edit the front matter of a post, or of several at once.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
        among: The posts of the list, for next and previous; the site's by default.
        field: The field to begin with, such as `tags`.
        pictures: How the reader beside it draws pictures.
    """

    CSS_PATH = "edit.tcss"
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (120, "-wide")]  # noqa: RUF012  Textual types it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, id="edit.save"),
        Binding("escape", "back", "Back", show=False, id="edit.back"),
        Binding("f8,alt+down", "go(1)", "Next post", priority=True, key_display="F8", id="edit.next_post"),
        Binding("f7,alt+up", "go(-1)", "Previous post", priority=True, show=False, id="edit.previous_post"),
        Binding("f2", "turn", "Text or fields", key_display="F2", id="edit.turn"),
        Binding("f1", "help", "Help", key_display="F1", priority=True, id="edit.help"),
    ]

    def __init__(
        self,
        desk: Desk,
        paths: Sequence[str],
        *,
        among: Sequence[str] = (),
        field: str = "",
        pictures: PictureMode = "auto",
    ) -> None:
        super().__init__(desk, paths, pictures)
        self.among = tuple(among) or tuple(post.path for post in desk.library.posts)
        self._field = field
        self._laid: tuple[str, ...] = ()
        """The posts that the rows are of."""

    def compose(self) -> ComposeResult:
        """Lay out the form over the diff; the reader comes beside it when this is painted."""
        with Horizontal(id="edit-title"):
            yield Static(id="edit-where")
            yield Static(id="edit-state")
        yield Static(id="news")
        with Horizontal(id="edit-desk"):
            yield Form()
            yield Room()
        yield Diff()
        yield Static(id="edit-hint")
        yield StatusLine(ORDER)

    async def on_mount(self) -> None:
        """Show the post."""
        await self._open(self.paths)
        self.call_after_refresh(self.bring_reader)

    # One post after another.

    async def _open(self, paths: Sequence[str]) -> None:
        """Show posts; take up work on them that was not saved."""
        self.paths = tuple(paths)
        self.tell("")
        held = self.held.pop(paths[0], None) if len(paths) == 1 else None
        try:
            self.draft = held or Draft(self.desk, paths)
        except BlogError as error:
            self.draft = None
            await self.form.show(())
            self.tell(str(error), "error")
            self.show_changes()
        else:
            await self.show(self.draft.mines())
        if not held:
            self.offer_kept(self._find_kept(self.paths))

    def _find_kept(self, paths: tuple[str, ...]) -> Kept | None:
        """Return work on these posts that was never saved; of one, also that of a form over several."""
        drafts = self.desk.drafts
        of_more = (kept for kept in drafts.all() if len(kept.paths) > 1 and set(paths) <= set(kept.paths))
        return drafts.find(*paths) or next(of_more, None)

    async def show(self, mines: Mapping[str, Document]) -> None:
        """Show the draft: by fields, or as source where they can't be told."""
        draft = self.draft
        assert draft is not None
        if draft.source is not None:
            await self._show_source(draft)
            return
        self.schema = await asyncio.to_thread(self.desk.schema, draft.paths[0])
        known = self.desk.schemas.known(draft.paths[0])
        async with self.form.batch():
            gone = self.form.rows
            place, same = await self.form.clear(), self._laid == draft.paths
            if same and self.take_late(gone):
                mines = draft.mines()
            self._laid = draft.paths
            rows = list(rows_of(draft, self.schema, known, mines))
            draft.edits.clear()
            draft.typed.clear()
            await self.form.show(rows, place if same else None)
        for row in self.form.rows:
            self.take(row)
        if self._field:
            self.form.go_to((self._field,))
            self._field = ""
        self.show_changes()

    async def action_go(self, by: int) -> None:
        """Go to the next post of the list, or the one before; unsaved work on this one is held.

        Of several posts that are edited at once, it is the one whose changes are shown.
        """
        if len(self.paths) > 1:
            self.shown = (self.shown + by) % len(self.paths)
            self.show_changes()
            return
        at = self.among.index(self.paths[0]) + by
        if not 0 <= at < len(self.among):
            self.status.say("this is the last post" if by > 0 else "this is the first post")
            return
        self.take_all()
        if self.draft is not None and self.draft.unsaved:
            self.keep()
            self.held[self.paths[0]] = self.draft
        await self._open((self.among[at],))

    def rename(self, old: str, new: str) -> None:
        """Go on with a post under another name."""
        super().rename(old, new)
        self.among = tuple(new if path == old else path for path in self.among)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what needs a list where there is none."""
        if action == "go":
            return len(self.paths) > 1 or self.paths[0] in self.among
        if action == "turn":
            draft = self.draft
            return draft is not None and draft.can_turn
        return True

    async def action_help(self) -> None:
        """Explain what has focus and list its keys; one that is chosen is pressed."""
        from tui.screens.help import explain

        await explain(self)

    # The front matter as text.

    async def action_turn(self) -> None:
        """Edit all of the front matter as text, or by fields again."""
        self.take_all()
        draft = self.draft
        if draft is None:
            return
        if draft.typed:
            self.status.say("mend the fields that can't be written first", "warning")
        elif draft.source is not None and draft.unsaved:
            self.status.say("save first: fields say what is written, not how", "warning")
        else:
            draft.turn()
            await self.show(draft.mines())

    async def _show_source(self, draft: Draft) -> None:
        assert draft.source is not None
        pane = SourcePane(draft.text, draft.source.first_line)
        await self.form.show_source(pane)
        hint = "as it stands in the file; F2 goes back to the fields"
        if not draft.as_text:
            hint = "the front matter can't be read by fields: mend it as text"
        self.query_one("#edit-hint", Static).update(hint, layout=False)
        self.show_changes()
        pane.go_to_problem()

    @on(SourcePane.Changed)
    def _source_changed(self, event: SourcePane.Changed) -> None:
        event.stop()
        if self.draft is not None and self.draft.source is not None:
            self.draft.text = event.text
            self.show_soon()
