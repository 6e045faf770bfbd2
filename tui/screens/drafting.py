"""The part of the form that holds the draft: what is typed goes into it, is saved, and meets the disk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import getters

from tui.blog.drafts.draft import Draft
from tui.blog.drafts.drafts import Typed
from tui.blog.drafts.source import unreadable
from tui.blog.errors import BlogError, FieldError, FileError
from tui.blog.plan import Plan
from tui.blog.text import visible
from tui.blog.values import format_key
from tui.messages import Save
from tui.screens.ask import Answer, Ask
from tui.screens.confirm import Confirm
from tui.screens.unsaved import Unsaved
from tui.widgets.form import Form, Row

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.drafts.drafts import Kept


class Drafting(Unsaved):
    """A screen with a form over a draft.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root.
    """

    form = getters.query_one(Form)

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        super().__init__(desk, paths)
        self.draft: Draft | None = None
        """The work on the posts; None where they can't be read."""

        self.held: dict[str, Draft] = {}
        """Unsaved work on posts that were left for the next one, by path."""

        self._known_typed: dict[Row, Typed | None] = {}
        """What was typed into each row when the work was last merged or saved."""

    # What the screen answers.

    @abstractmethod
    async def show(self, mines: Mapping[str, Document]) -> None:
        """Show the draft, from the posts as they are to be."""

    @abstractmethod
    def show_changes(self) -> None:
        """Show what a save would change."""

    # What is typed.

    def take(self, row: Row) -> None:
        """Take the edits of a row into the draft; where they can't be made, what is typed."""
        if self.draft is None:
            return
        try:
            wanted = row.edits()
        except FieldError:
            self.draft.want(row.key, (), row.typed())
            return
        error = self.draft.refused(wanted) if wanted else None
        if error is not None:
            row.refusal = error.message
            if row.is_attached:
                row.review()
        self.draft.want(row.key, () if error else wanted, row.typed() if error else None)

    def take_all(self) -> None:
        """Take what is in every row, and what is half typed."""
        self.form.commit()
        for row in self.form.rows:
            self.take(row)

    def note_typed(self) -> None:
        """Note what is typed by now: the rest comes in while the form is made anew."""
        self._known_typed = {row: row.typed() for row in self.form.rows}

    def take_late(self, rows: Iterable[Row]) -> bool:
        """Take what was typed into rows that are gone since it was noted; tell whether there is any."""
        late = [row for row in rows if row in self._known_typed and row.typed() != self._known_typed[row]]
        for row in late:
            self.take(row)
        self._known_typed = {}
        return bool(late)

    def typed(self) -> Iterable[Typed]:
        """Return what is typed that no post can hold."""
        draft = self.draft
        if draft is None or draft.source is None:
            return tuple(draft.typed.values()) if draft is not None else ()
        return (Typed((), draft.text, source=True),) if draft.as_text or self._is_refused(draft) else ()

    # Saving.

    def action_save(self) -> None:
        """Save, after what has to be asked was asked."""
        self.take_all()
        self.show_changes()
        draft = self.draft
        if draft is None or not (draft.unsaved or self.gone):
            self.status.say("nothing is changed")
        elif draft.typed:
            wrong = self.form.errors()
            details = [f"{format_key(row.key)}: {visible(message)}" for row, message in wrong]
            others = (Answer("s", "save the others"),) if draft.changed else ()
            self._ask("Some fields can't be written", (Answer("e", "edit them"), *others), details)
        elif draft.source is not None and (why := self.problem()):
            answers = (Answer("e", "edit it"), Answer("s", "save it so"))
            self._ask("The front matter still can't be read", answers, [visible(str(why))])
        elif len(self.paths) > 1 and not self.gone:
            self._confirm()
        else:
            self.save()

    def problem(self) -> BlogError | None:
        """Return why the front matter of the post as it is to be can't be read; None if it can."""
        assert self.draft is not None
        try:
            return unreadable(self.draft.mine(self.paths[0]))
        except BlogError as error:
            return error

    def _ask(self, question: str, answers: Sequence[Answer], details: Sequence[str] = ()) -> None:
        def decide(answer: str | None) -> None:
            if answer != "s":
                self._leaving = False
            elif len(self.paths) > 1:
                self._confirm()
            else:
                self.save()

        self.app.push_screen(Ask(question, answers, details), decide)

    def _confirm(self) -> None:
        """Show what changes in each of several posts before it is written."""

        def decide(plan: Plan | None) -> None:
            if plan is not None:
                self.post_message(Save(plan))
            else:
                self._leaving = False

        self.app.push_screen(Confirm(self.plan(), self.desk.site.root), decide)

    def plan(self) -> Plan:
        """Return what a save writes."""
        assert self.draft is not None
        self.note_typed()
        fields = ", ".join(dict.fromkeys(str(key[0]) for key in self.draft.edits))
        names = fields or ("the body" if self.draft.source is None else "the front matter")
        whose = f" of {self.paths[0]}" if len(self.paths) == 1 else ""  # how many they are is told beside it
        return self.draft.plan(f"edit {names}{whose}")

    def both(self, path: str) -> tuple[Document, Document]:
        """Return a post as it was when the work began, and as it is to be, as far as a post can hold that."""
        draft = self.draft
        assert draft is not None
        base = draft.bases[path]
        return base, base if draft.source is not None and self._is_refused(draft) else draft.mine(path)

    def _is_refused(self, draft: Draft) -> bool:
        """Tell whether the source as it is typed can't stand in the post."""
        try:
            draft.mine(self.paths[0])
        except BlogError:
            return True
        return False

    @property
    def unsaved(self) -> bool:
        """Whether there is work that would be lost."""
        return self.draft is not None and self.draft.unsaved

    async def begin_again(self) -> None:
        """Show what stands on disk now; what could not be written is still typed."""
        before, self.draft = self.draft, Draft(self.desk, self.paths)
        typed = self.draft.typed = dict(before.typed) if before is not None else {}
        if before is not None and before.as_text and self.draft.source is None:
            self.draft.turn()
        self.tell("")
        await self.show(self.draft.mines())
        self.status.say("saved")
        if typed:
            self.keep_soon()

    async def take_up(self, kept: Kept) -> None:
        """Go on with work that was never saved."""
        self.paths = kept.paths
        try:
            self.draft = Draft(self.desk, kept.paths, kept)
        except BlogError as error:
            self.tell(str(error), "error")
            return
        await self.show({path: kept.of(path)[1] for path in kept.paths})
        await self.look_at_disk()

    # What others write, and what must not be lost.

    def rename(self, old: str, new: str) -> None:
        """Go on with a post under another name."""
        if self.draft is not None:
            self.draft.rename(old, new)

    async def look_at_disk(self) -> None:
        """Take over what another program wrote, unless the same field is edited here."""
        draft = self.draft
        if draft is None:
            return
        for row in self.form.rows:
            self.take(row)  # the keys of this moment, of which the rows have not told yet
        self.note_typed()
        mines = draft.mines()
        taken: list[str] | None = None
        for path in self.paths:
            try:
                rebased = draft.rebase(path)
            except FileError as error:
                self.tell_gone(path, error)
                continue
            except BlogError as error:
                self.tell(f"changed on disk, and can't be merged: {error}", "error")
                continue
            if rebased is not None and rebased.conflicts:
                self.tell_conflicts(rebased.conflicts)
            elif rebased is not None:
                mines[path] = rebased.mine
                taken = [*(taken or ()), *rebased.taken]
        if taken is not None:
            await self.show(mines)
            self.tell(f"changed on disk, taken over: {', '.join(dict.fromkeys(taken)) or 'the text'}")

    def action_back(self) -> None:
        """Leave, unless there is unsaved work to ask about."""
        self.take_all()
        self.leave([*(self.paths if self.unsaved else ()), *self.held])
