"""Writing: the body of a post in an editor, beside the reader that follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from tui.blog.body import Body
from tui.blog.document import Document
from tui.blog.errors import BlogError, FileError
from tui.blog.merge import merge
from tui.blog.plan import Plan
from tui.blog.text import visible
from tui.screens.outlook import Outlook
from tui.screens.unsaved import Unsaved
from tui.widgets.editor import Editor
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.drafts import Kept
    from tui.widgets.reader import Reader

SHOW_SECONDS = 0.15
"""How long the preview may lag behind the keys, which it must not slow."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’-][^\W_]+)*")
"""A word as Hugo counts them where it knows of Chinese and Japanese: each character of theirs is one."""


class WriteScreen(Unsaved):
    """Write the body of a post.

    Args:
        desk: The site and what can be done with it.
        path: The post, from the site's root.
        line: The line of the file to begin at, from 1; 0 for where the body begins.
    """

    CSS_PATH = "write.tcss"
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual types it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="write.save"),
        Binding("escape", "back", "Back", priority=True, id="write.back"),
        Binding("ctrl+f", "find", "Find", priority=True, id="write.find"),
        Binding("ctrl+g", "link_post", "Link a post", id="write.link_post"),
        Binding("f9", "preview", "Preview", id="write.preview"),
    ]

    status = getters.query_one(StatusLine)

    def __init__(self, desk: Desk, path: str, line: int = 0) -> None:
        super().__init__(desk, (path,))
        self.editor = Editor("")
        self.reader: Reader | None = None
        self._line = line
        self._base = Document.split(b"")
        self._body = Body(self._base)
        self._refused = ""
        self._shower: Timer | None = None

    @property
    def path(self) -> str:
        """The post, from the site's root."""
        return self.paths[0]

    def compose(self) -> ComposeResult:
        """Lay out the editor; the reader comes beside it when this is painted."""
        with Horizontal(id="write-title"):
            yield Static(id="write-where")
            yield Static(id="write-state")
        yield Static(id="news")
        with Horizontal(id="write-desk"):
            yield self.editor
        yield Input(placeholder="find", compact=True, id="write-find")
        yield StatusLine()

    async def on_mount(self) -> None:
        """Show the post, and offer work on it that was never saved."""
        self.query_one("#write-find").display = False
        self.editor.focus()
        if self.wanted is not None:
            self.offer_kept(self.wanted)
        elif self._read():
            self.offer_kept(self.desk.drafts.find(self.path))
        self.call_after_refresh(self._bring_reader)

    async def _bring_reader(self) -> None:
        from tui.widgets.reader import Reader

        self.reader = Reader()
        self.reader.can_focus = False
        await self.query_one("#write-desk").mount(self.reader)
        self._show()

    # The post.

    def _read(self) -> bool:
        """Read the post from disk; tell whether it can be written."""
        try:
            document = self.desk.read(self.path)
        except BlogError as error:
            self._refuse(str(error))
            return False
        if document.problem is not None and document.problem.code in ("binary", "encoding"):
            self._refuse(f"this post can't be written: {document.problem.message}")
            return False
        self._put(document, document)
        at = max(0, self._line - document.body_line)
        self.editor.move_cursor((min(at, self.editor.document.line_count - 1), 0), center=True)
        return True

    def _refuse(self, why: str) -> None:
        self._refused = why
        self.editor.read_only = True
        self.tell(why, "error")

    def _put(self, base: Document, mine: Document) -> None:
        """Show a post that is to be, made of another that is; the cursor stays where it is."""
        self._base = base
        self._body = Body(mine)
        if self.editor.text != self._body.text:
            here = self.editor.cursor_location
            self.editor.load_text(self._body.text)
            self.editor.move_cursor(here)
        self._show()

    @property
    def mine(self) -> Document:
        """The post as it is to be."""
        return self._body.with_text(self.editor.text)

    @property
    def changed(self) -> bool:
        """Whether anything would be written."""
        return not self._refused and self.mine.data != self._base.data

    def both(self, path: str) -> tuple[Document, Document]:
        """Return the post as it was when the work began, and as it is to be."""
        return self._base, self.mine

    def plan(self) -> Plan:
        """Return what a save writes."""
        return Plan(f"write {self.path}").add(self.desk.locate(self.path), self._base, self.mine)

    async def begin_again(self) -> None:
        """Go on from what stands on disk now."""
        document = self.desk.read(self.path)
        self._put(document, document)
        self.tell("")
        self.status.say("saved")

    async def take_up(self, kept: Kept) -> None:
        """Go on with work that was never saved."""
        self._put(*kept.of(self.path))
        await self.look_at_disk()

    def rename(self, old: str, new: str) -> None:
        """Go on with the post under another name, which is that of its first path."""

    async def look_at_disk(self) -> None:
        """Take over what another program wrote, unless the same place is edited here."""
        if self._refused:
            return
        try:
            theirs = self.desk.read(self.path)
        except FileError as error:
            self.tell_gone(self.path, error)
            return
        if theirs.data == self._base.data:
            return
        merged = merge(self._base, self.mine, theirs)
        if merged.conflicts:
            self.tell_conflicts(merged.conflicts)
            return
        self._put(theirs, merged.document)
        self.tell("changed on disk, taken over")

    def action_save(self) -> None:
        """Save the body."""
        if self.changed or self.gone:
            self.save()
        else:
            self.status.say("nothing is changed")

    def action_back(self) -> None:
        """Leave the line to find in, or the screen."""
        find = self.query_one("#write-find", Input)
        if find.display:
            find.display = False
            self.editor.focus()
        else:
            self.leave([self.path] if self.changed else [])

    # What is shown.

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _typed(self, event: TextArea.Changed | TextArea.SelectionChanged) -> None:
        event.stop()
        if self._shower is None:
            self._shower = self.set_timer(SHOW_SECONDS, self._show)
        if isinstance(event, TextArea.Changed) and not self._refused:
            self.keep_soon()

    def _show(self) -> None:
        """Show the post as it would be at the place of the cursor, and the counts."""
        self._shower = None
        mine = self.mine
        reading = Outlook(self.desk, self.path).reading(mine)
        name = reading.post.title if reading.post else self.path
        title = Content.assemble((" Writing", "$primary bold"), " · ", visible(name))
        self.query_one("#write-where", Static).update(title, layout=False)
        self.query_one("#write-state", Static).update(self._counts(mine), layout=False)
        if self.reader is None or not self.reader.display:
            return
        self.reader.show(reading)
        row, _ = self.editor.cursor_location
        self.reader.go_to_line(mine.body_line + row)
        above = self.editor.wrapped_document.location_to_offset(self.editor.cursor_location).y
        self.reader.place(self.reader.scroll_offset.y - max(0, above - self.editor.scroll_offset.y))

    def _counts(self, mine: Document) -> str:
        text = self.editor.text
        words = len(_WORD.findall(text))
        characters = sum(not char.isspace() for char in text)
        mark = "● unsaved · " if mine.data != self._base.data else ""
        return f"{mark}{words:,} words · {characters:,} characters "

    def action_preview(self) -> None:
        """Show the reader, or hide it; where there is little room, in the place of the editor."""
        if self.reader is not None:
            self.toggle_class("-preview")
            self.call_after_refresh(self._show)

    # Finding, and linking.

    def action_find(self) -> None:
        """Open the line to find in."""
        find = self.query_one("#write-find", Input)
        find.display = True
        find.focus()

    @on(Input.Changed, "#write-find")
    def _find(self, event: Input.Changed) -> None:
        event.stop()
        count = self.editor.find(event.value)
        if event.value:
            self.status.say(f"{count:,} {'match' if count == 1 else 'matches'}")

    @on(Input.Submitted, "#write-find")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        self.editor.action_match(1)

    @work(group="ask")
    async def action_link_post(self) -> None:
        """Link another post of the site, found by its title."""
        from tui.screens.jump import JumpPicker

        found = await self.app.push_screen_wait(JumpPicker(self.desk.library))
        post = self.desk.library.get(found.key) if found is not None and found.kind == "post" else None
        if post is not None:
            text = self.editor.selected_text or post.title
            self.editor.put(f"[{text}]({post.url or '/' + post.path})")
