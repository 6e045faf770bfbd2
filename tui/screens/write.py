"""Writing: the body of a post in an editor, beside the reader that follows it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from tui.blog.diff import follow
from tui.blog.document import Document
from tui.blog.errors import BlogError, FileError
from tui.blog.merge import merge
from tui.blog.plan import Plan
from tui.blog.text import visible
from tui.blog.writing.body import Body
from tui.blog.writing.markdown import count
from tui.blog.writing.overlay import read
from tui.screens.beside import Room, bring_reader
from tui.screens.composing import Composing
from tui.screens.outlook import Outlook
from tui.widgets.find_bar import FindBar
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.drafts.drafts import Kept
    from tui.blog.post import Post
    from tui.config import PictureMode
    from tui.reader import Reading
    from tui.widgets.reader import Reader

REST = 0.3
"""How long typing rests before the counts and the header follow it, in seconds."""

FRAME = 1 / 60
"""What the preview may take of a keystroke, in seconds; one that takes longer waits for a pause."""

ORDER = (
    *("find_bar.take", "find_bar.swap", "write.back", "find_bar.replace_all"),
    *("write.save", "write.find", "write.preview", "write.link_post", "write.picture"),
    *("write.bold", "write.link", "write.help"),
)
"""Which keys the status line tells first."""


class WriteScreen(Composing):
    """Write the body of a post.

    Args:
        desk: The site and what can be done with it.
        path: The post, from the site's root.
        line: The line of the file to begin at, from 1; 0 for where the body begins.
        pictures: How the reader beside it draws pictures.
    """

    CSS_PATH = "write.tcss"
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual types it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="write.save"),
        Binding("escape", "back", "Back", priority=True, id="write.back"),
        Binding("ctrl+f", "find", "Find", priority=True, id="write.find"),
        Binding("ctrl+g", "link('post')", "Link a post", id="write.link_post"),
        Binding("ctrl+o", "link('picture')", "Picture", id="write.picture"),
        Binding("f9", "preview", "Preview", key_display="F9", id="write.preview"),
        Binding("f1", "help", "Help", key_display="F1", id="write.help"),
    ]

    def __init__(self, desk: Desk, path: str, line: int = 0, *, pictures: PictureMode = "auto") -> None:
        super().__init__(desk, (path,))
        self.reader: Reader | None = None
        self._line = line
        self._pictures = pictures
        self._base = Document.split(b"")
        self._body = Body(self._base)
        self._written = self._base
        """The post as it was saved last, or is being saved."""

        self._post: Post | None = None
        self._refused = ""
        self._shower: Timer | None = None
        self._shown: tuple[Reading, int, int] | None = None
        """What the preview shows, and where."""

        self._took = 0.0
        """How long the preview took the last time, in seconds."""

        self._rester: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the editor; the reader comes beside it when this is painted."""
        with Horizontal(id="write-title"):
            yield Static(id="write-where")
            yield Static(id="write-state")
        yield Static(id="news")
        with Horizontal(id="write-desk"):
            yield self.editor
            yield Room()
        yield FindBar()
        yield StatusLine(ORDER)

    async def on_mount(self) -> None:
        """Show the post, and offer work on it that was never saved."""
        self.editor.focus()
        self.watch(
            self.editor, "selection", self._show_soon, init=False
        )  # told within the edit, not behind it
        if self.wanted is not None:
            self.offer_kept(self.wanted)
        elif self._read():
            self.offer_kept(self.desk.drafts.find(self.path))
        self.call_after_refresh(self._bring_reader)

    async def _bring_reader(self) -> None:
        self.reader = await bring_reader(self, self.desk, self._pictures)
        self._rest()

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
        """Show a post that is to be, made of another that is; the cursor stays on its line."""
        self._base = self._written = base
        self._body = Body(mine)
        if self.editor.text != self._body.text:
            old, (row, column) = [*self.editor.document.lines], self.editor.cursor_location
            self.editor.load_text(self._body.text)
            self.editor.move_cursor((follow(old, self.editor.document.lines, row), column))
        self._rest()

    @property
    def mine(self) -> Document:
        """The post as it is to be."""
        return self._body.with_text(self.editor.text)

    @property
    def changed(self) -> bool:
        """Whether anything would be written."""
        return not self._refused and (
            self.editor.text != self._body.text or self._body.document.data != self._base.data
        )

    def both(self, path: str) -> tuple[Document, Document]:
        """Return the post as it was when the work began, and as it is to be."""
        return self._base, self.mine

    def plan(self) -> Plan:
        """Return what a save writes."""
        self._written = self.mine
        return Plan(f"write {self.path}").add(self.desk.locate(self.path), self._base, self._written)

    async def begin_again(self) -> None:
        """Go on from what was saved, with what was typed meanwhile; and with what stands on disk now."""
        self._put(self._written, self.mine)
        await self.look_at_disk()
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
        if self.find_bar.display:
            self.find_bar.display = False
            self.editor.focus()
        else:
            self.leave([self.path] if self.changed else [])

    # What is shown.

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if event.text_area is not self.editor:
            return
        self._rest_soon()
        self._show_soon()
        if not self._refused:
            self.keep_soon()

    def _show_soon(self) -> None:
        """Show what was typed in the same frame; where that takes long, when the keys let it."""
        if self._took <= FRAME:
            self._show()
        elif self._shower is None:
            self._shower = self.set_timer(self._took, self._show)

    def _show(self) -> None:
        """Show the post as it would be, at the place of the cursor."""
        from tui.reader import Reading

        self._shower = None
        if self.reader is None or not self.reader.display:
            return
        start = perf_counter()
        dialect = self.desk.site.nearest(self.path).dialect
        line = self._body.document.body_line
        here = self.editor.cursor_location
        above = self.editor.wrapped_document.location_to_offset(here).y - self.editor.scroll_offset.y
        reading = Reading(self.path, read(self.editor.text), line, dialect, self._post)
        shown = reading, line + here[0], max(0, above)
        if shown != self._shown:
            self._shown = shown
            self.reader.show_at(*shown)
        self._took = perf_counter() - start

    @on(events.Resize)
    def _rest_soon(self) -> None:
        """Say it all when keys rest, and sizes."""
        if self._rester is not None:
            self._rester.stop()
        self._rester = self.set_timer(REST, self._rest)

    def _rest(self) -> None:
        """Say what the generator would say of the post, and count its words."""
        self._rester = None
        mine = self.mine
        self._post = Outlook(self.desk, self.path).post(mine)
        title = Content.assemble((" Writing", "$primary bold"), " · ", visible(self._post.title or self.path))
        self.query_one("#write-where", Static).update(title, layout=False)
        counts = [count(line) for line in self.editor.document.lines]
        words, characters = (sum(numbers) for numbers in zip(*counts, strict=True))
        mark = "● unsaved · " if mine.data != self._base.data else ""
        more = "" if self.has_class("-narrow") else f" · {characters:,} characters"
        state = f"{mark}{words:,} words{more} "
        self.query_one("#write-state", Static).update(state, layout=False)
        self._show_soon()

    def action_preview(self) -> None:
        """Show the reader, or hide it; where there is little room, in the place of the editor."""
        if self.reader is not None:
            self.toggle_class("-preview")
            self._shown = None
            self.call_after_refresh(self._show)

    async def action_help(self) -> None:
        """Tell every key."""
        from tui.screens.help import explain

        await explain(self)
