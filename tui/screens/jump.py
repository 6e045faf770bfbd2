"""Jump to a post or term by a few letters of its name, typing errors allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from tui.blog.post import MARKS
from tui.blog.search import Found, Jump
from tui.screens.picker import Picker
from tui.widgets.choices import Choice
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.blog.library import Library


class JumpPicker(Picker[Found]):
    """Returns the post to go to, or the term to filter by, or None.

    Args:
        library: The posts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Go there", priority=True, id="jump.go"),
    ]
    QUESTION: ClassVar[str] = "Go to a post or a term"
    NOTHING = "no title, path or term is like it"
    KINDS: ClassVar[tuple[str, ...]] = ("post", "term")
    """What is offered."""

    def __init__(self, library: Library) -> None:
        super().__init__(self.QUESTION, "type a few letters of it")
        self._library = library
        self._jump = Jump(library)

    def seek(self, typed: str) -> None:
        """Offer what is most like it, sought beside the screen."""
        self._find(typed)

    @work(thread=True, exclusive=True)
    def _find(self, typed: str) -> None:
        worker = get_current_worker()
        alike = self._jump.find(typed, cancelled=lambda: worker.is_cancelled)
        found = [one for one in alike if one.kind in self.KINDS]
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: list[Found]) -> None:
        choices = [Choice(f"{one.kind} {one.key}", one.text, one.key, self._mark(one)) for one in found]
        self.offer(found, choices)

    @on(Rows.Clicked)
    def _click(self) -> None:
        self.action_take()

    def _mark(self, found: Found) -> str:
        post = self._library.get(found.key) if found.kind == "post" else None
        return MARKS[post.status] if post is not None else "#"


class LinkPicker(JumpPicker):
    """Returns the post to link to, or None.

    Args:
        library: The posts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Link it", priority=True, id="link.take"),
    ]
    QUESTION = "Link to a post"
    NOTHING = "no title or path is like it"
    KINDS = ("post",)
