"""The form: front matter by fields, beside the post, with what a save would change under it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tui.blog.draft import Draft
from tui.blog.errors import BlogError, FieldError, FileError
from tui.blog.plan import Plan
from tui.blog.schema import Field, Schema
from tui.blog.schema.entries import missing
from tui.blog.text import visible
from tui.messages import Save
from tui.screens.ask import Answer, Ask
from tui.screens.confirm import Confirm
from tui.screens.edit_rows import new_item, new_rows, rows_of
from tui.screens.outlook import Outlook
from tui.screens.unsaved import Unsaved
from tui.widgets.diff import Diff
from tui.widgets.form import Form, Row
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.drafts import Kept
    from tui.widgets.reader import Reader

SHOW_SECONDS = 0.05
"""How long the preview may lag behind the keys, which it must not slow."""


class EditScreen(Unsaved):
    """Edit the front matter of a post, or of several at once.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
        among: The posts of the list, for next and previous; the site's by default.
        field: The field to begin with, such as `tags`.
    """

    CSS_PATH = "edit.tcss"
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  Textual types it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, id="edit.save"),
        Binding("escape", "back", "Back", show=False, id="edit.back"),
        Binding("f8,alt+down", "go(1)", "Next post", priority=True, key_display="F8", id="edit.next_post"),
        Binding("f7,alt+up", "go(-1)", "Previous post", priority=True, show=False, id="edit.previous_post"),
    ]

    form = getters.query_one(Form)
    diff = getters.query_one(Diff)
    status = getters.query_one(StatusLine)

    def __init__(
        self, desk: Desk, paths: Sequence[str], *, among: Sequence[str] = (), field: str = ""
    ) -> None:
        super().__init__(desk, paths)
        self.among = tuple(among) or tuple(post.path for post in desk.library.posts)
        self.draft: Draft | None = None
        self.schema: Schema | None = None
        self._field = field
        self._others: dict[str, Draft] = {}
        """Unsaved work on posts that were left for the next one, by path."""

        self.reader: Reader | None = None
        self._touched: Row | None = None
        self._shower: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the form over the diff; the reader comes beside it when this is painted."""
        with Horizontal(id="edit-title"):
            yield Static(id="edit-where")
            yield Static(id="edit-state")
        yield Static(id="news")
        with Horizontal(id="edit-desk"):
            yield Form()
        yield Diff()
        yield Static(id="edit-hint")
        yield StatusLine()

    async def on_mount(self) -> None:
        """Show the post, and follow what other programs write."""
        await self._open(self.paths)
        self.call_after_refresh(self._bring_reader)

    async def _bring_reader(self) -> None:
        from tui.widgets.reader import Reader

        self.reader = Reader()
        await self.query_one("#edit-desk").mount(self.reader)
        self._refresh()

    # One post after another.

    async def _open(self, paths: Sequence[str]) -> None:
        """Show posts; take up work on them that was not saved."""
        self.paths = tuple(paths)
        self.tell("")
        held = self._others.pop(paths[0], None) if len(paths) == 1 else None
        try:
            self.draft = held or Draft(self.desk, paths)
        except BlogError as error:
            self.draft = None
            await self.form.show(())
            self.tell(str(error), "error")
            self._refresh()
            return
        await self._show(self.draft.mine(paths[0]) if held else None)
        if not held and len(paths) == 1:
            self.offer_kept(self.desk.drafts.find(paths[0]))

    async def _show(self, mine: Document | None = None) -> None:
        """Show the rows of the draft.

        Args:
            mine: The post as it is to be, where there is unsaved work; else as it is.
        """
        draft = self.draft
        assert draft is not None
        self.schema = await asyncio.to_thread(self.desk.schema, draft.paths[0])
        known = self.desk.schemas.known(draft.paths[0])
        draft.edits.clear()
        await self.form.show(list(rows_of(draft, self.schema, known, mine)))
        for row in self.form.rows:
            self._take(row)
        if self._field:
            self.form.go_to((self._field,))
            self._field = ""
        self._refresh()

    async def take_up(self, kept: Kept) -> None:
        """Go on with work that was never saved."""
        if self.draft is not None:
            path = kept.paths[0]
            base, mine = kept.of(path)
            self.draft.take_up(path, base, mine)
            await self._show(mine)
            await self.look_at_disk()

    async def action_go(self, by: int) -> None:
        """Go to the next post of the list, or the one before; unsaved work on this one is held."""
        if len(self.paths) != 1 or self.paths[0] not in self.among:
            return
        at = self.among.index(self.paths[0]) + by
        if not 0 <= at < len(self.among):
            self.status.say("this is the last post" if by > 0 else "this is the first post")
            return
        self.form.commit()
        if self.draft is not None and self.draft.changed:
            self.keep()
            self._others[self.paths[0]] = self.draft
        await self._open((self.among[at],))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what needs a list where there is none."""
        if action == "go":
            return len(self.paths) == 1 and self.paths[0] in self.among
        return True

    # What is typed.

    @on(Row.Changed)
    def _row_changed(self, event: Row.Changed) -> None:
        event.stop()
        if not event.row.is_attached:
            return  # the form shows another post, or a newer version, by now
        self._take(event.row)
        self._touched = event.row
        if self._shower is None:
            self._shower = self.set_timer(SHOW_SECONDS, self._show_touched)
        self.keep_soon()

    def _show_touched(self) -> None:
        """Show what the last keys changed."""
        self._shower = None
        self._refresh()
        row = self._touched
        if row is not None and row.is_attached:
            row.effect = self._effect()
            row.review()
            if row is self.form.row:
                self._hint(row)

    def _take(self, row: Row) -> None:
        """Take the edits of a row into the draft, if they can be made."""
        if self.draft is None:
            return
        try:
            wanted = row.edits()
        except FieldError:
            wanted = ()
        error = self.draft.refused(wanted) if wanted else None
        if error is not None:
            row.refusal = error.message
            row.review()
        self.draft.want(row.key, () if error else wanted)

    def _refresh(self) -> None:
        """Show what a save would change, and the post as it would be."""
        draft = self.draft
        name = self.paths[0] if len(self.paths) == 1 else f"{len(self.paths)} posts"
        where = Content.assemble((" Front matter", "$primary bold"), " · ", visible(name))
        self.query_one("#edit-where", Static).update(where, layout=False)
        if draft is None:
            self.query_one("#edit-state", Static).update("", layout=False)
            self.diff.show(())
            return
        count = len(draft.edits)
        changes = f"{count} {'change' if count == 1 else 'changes'}" if count else "no changes"
        others = [f"{len(self._others)} more unsaved"] if self._others else []
        state = " · ".join([draft.base.format.upper() or "no front matter", changes, *others])
        self.query_one("#edit-state", Static).update(state + " ", layout=False)
        try:
            mine = draft.mine(draft.paths[0])
            self.diff.show(draft.diff(draft.paths[0]) if count else ())
        except BlogError as error:
            mine = draft.base
            self.diff.show((), visible(str(error)))
        if self.reader is not None:
            self.reader.show(Outlook(self.desk, self.paths[0]).reading(mine))

    def _effect(self) -> str:
        """Say what the edits change beside the fields; nothing of several posts."""
        if self.draft is None or len(self.paths) > 1:
            return ""
        try:
            return Outlook(self.desk, self.paths[0]).effect(*self.both(self.paths[0]))
        except BlogError:
            return ""

    @on(Form.Focused)
    def _focused(self, event: Form.Focused) -> None:
        self._hint(event.row)

    def _hint(self, row: Row) -> None:
        """Say what is known of the field that has the focus."""
        field = row.entry.field
        told = [row.count(), field.description, field.source]
        self.query_one("#edit-hint", Static).update(
            Content(visible(" · ".join(filter(None, told)))), layout=False
        )

    # Fields come.

    @on(Form.AddWanted)
    def _ask_for_field(self, event: Form.AddWanted) -> None:
        from tui.screens.add_field import AddField

        event.stop()
        if self.draft is None or self.schema is None:
            return
        taken = [str(row.key[0]) for row in self.form.rows]
        fields = [field for field in missing(self.schema, self.draft.values()) if field.name not in taken]
        self.app.push_screen(AddField(fields, taken), self._add_field)

    async def _add_field(self, field: Field | None) -> None:
        if field is None or self.draft is None:
            return
        title = Outlook(self.desk, self.paths[0]).post(self.draft.mine(self.paths[0])).title
        rows = new_rows(field, self.desk.schemas.known(self.paths[0]), title)
        await self.form.mount_all(rows)
        self.form.go_to(rows[0].key)

    @on(Form.ItemWanted)
    async def _add_item(self, event: Form.ItemWanted) -> None:
        event.stop()
        inside = [row for row in self.form.rows if row.key[: len(event.row.key)] == event.row.key]
        rows = new_item(event.row, inside, self.desk.schemas.known(self.paths[0]))
        await self.form.mount_all(rows, after=inside[-1])
        if len(rows) > 1:
            self.form.go_to(rows[1].key)

    # Saving.

    def action_save(self) -> None:
        """Save, after what has to be asked was asked."""
        self.form.commit()
        for row in self.form.rows:
            self._take(row)
        self._refresh()
        if self.draft is None or not (self.draft.changed or self.form.errors() or self.gone):
            self.status.say("nothing is changed")
            return
        errors = self.form.errors()
        if errors:
            details = [f"{'.'.join(map(str, row.key))}: {visible(message)}" for row, message in errors]
            answers = (Answer("s", "save the others"),) if self.draft.changed else ()
            self._ask("Some fields can't be written", (Answer("e", "edit them"), *answers), details)
        elif len(self.paths) > 1 and not self.gone:
            self._confirm()
        else:
            self.save()

    def _ask(self, question: str, answers: Sequence[Answer], details: Sequence[str] = ()) -> None:
        def decide(answer: str | None) -> None:
            if answer == "s":
                self.save()
            else:
                self._leaving = False

        self.app.push_screen(Ask(question, answers, details), decide)

    def _confirm(self) -> None:
        """Show what changes in each of several posts before it is written."""

        def decide(plan: Plan | None) -> None:
            if plan is not None:
                self.post_message(Save(plan))

        self.app.push_screen(Confirm(self.plan(), self.desk.site.root), decide)

    def plan(self) -> Plan:
        """Return what a save writes."""
        assert self.draft is not None
        names = ", ".join(dict.fromkeys(str(key[0]) for key in self.draft.edits)) or "the body"
        what = self.paths[0] if len(self.paths) == 1 else f"{len(self.paths)} posts"
        return self.draft.plan(f"edit {names} of {what}")

    def both(self, path: str) -> tuple[Document, Document]:
        """Return a post as it was when the work began, and as it is to be."""
        assert self.draft is not None
        return self.draft.bases[path], self.draft.mine(path)

    async def begin_again(self) -> None:
        """Show what stands on disk now."""
        self.draft = Draft(self.desk, self.paths)
        self.tell("")
        await self._show()
        self.status.say("saved")

    # What others write, and what must not be lost.

    def rename(self, old: str, new: str) -> None:
        """Go on with a post under another name."""
        self.among = tuple(new if path == old else path for path in self.among)
        if self.draft is not None:
            self.draft.rename(old, new)

    async def look_at_disk(self) -> None:
        """Take over what another program wrote, unless the same field is edited here."""
        draft = self.draft
        if draft is None:
            return
        for path in self.paths:
            try:
                rebased = draft.rebase(path)
            except FileError as error:
                self.tell_gone(path, error)
                continue
            except BlogError as error:
                self.tell(f"changed on disk, and can't be merged: {error}", "error")
                continue
            if rebased is None:
                continue
            if rebased.conflicts:
                self.tell_conflicts(rebased.conflicts)
            else:
                await self._show(rebased.mine if len(self.paths) == 1 else None)
                self.tell(f"changed on disk, taken over: {', '.join(rebased.taken) or 'the body'}")

    def action_back(self) -> None:
        """Leave, unless there is unsaved work to ask about."""
        self.form.commit()
        changed = bool(self.draft and (self.draft.changed or self.form.errors()))
        self.leave([*(self.paths if changed else ()), *self._others])
