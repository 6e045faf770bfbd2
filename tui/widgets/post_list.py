"""The list of posts: a line for each, with its status, date, title and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip

from tui.blog.text import fold, visible
from tui.widgets.cells import crop, find_words, fit
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.blog.library import Selection
    from tui.blog.post import Post, Status

MARKS: dict[Status, str] = {
    "published": "●",
    "scheduled": "◷",
    "draft": "✎",
    "expired": "⌛",
    "hidden": "◌",
    "broken": "✗",
}
"""A status to its mark, one or two cells wide."""

DATES_FROM = 44
"""The width in cells from which dates are shown."""

TERMS_FROM = 64
"""The width in cells from which terms are shown."""


class PostList(Rows):
    """The posts that the filter leaves, in its order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Read", id="list.read"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"post-list--{status}" for status in MARKS),
        "post-list--date",
        "post-list--terms",
        "post-list--hit",
        "post-list--marked",
        "post-list--empty",
    }
    HELP = "The posts that the filter leaves. The reader follows the cursor."

    selection: reactive[Selection | None] = reactive(None, repaint=False, always_update=True)
    """The posts to show; None before anything is known."""

    marked: reactive[frozenset[str]] = reactive(frozenset())
    """The paths of the marked posts."""

    hint: reactive[str] = reactive("")
    """What an empty list says, a line or several."""

    @property
    def post(self) -> Post | None:
        """The post that has the cursor."""
        selection = self.selection
        return selection[self.cursor] if selection is not None and self.cursor < len(selection) else None

    def watch_selection(self, old: Selection | None, new: Selection | None) -> None:
        """Show other posts; the cursor stays on its post while that is among them."""
        if new is None:
            self.fill(0)
            return
        row, top = 0, 0
        if old is not None and self.cursor < len(old):
            here = new.position(old[self.cursor].path)
            if here is not None:
                row, top = here, here - (self.cursor - self.scroll_offset.y)
            elif old.query == new.query:
                row, top = self.cursor, self.scroll_offset.y
        self.fill(len(new), row, max(0, top))

    def go_to(self, path: str) -> bool:
        """Put the cursor on a post; False if it is not in the list."""
        row = self.selection.position(path) if self.selection is not None else None
        if row is not None:
            self.cursor = row
        return row is not None

    def render_line(self, y: int) -> Strip:
        """Render one visible line, or the hint of an empty list."""
        if self.row_count:
            return super().render_line(y)
        width = self.line_width
        lines = self.hint.splitlines()
        line = y - max(0, (self.size.height - len(lines)) // 3)
        text = crop(lines[line], width) if 0 <= line < len(lines) else ""
        space = (width - cell_len(text)) // 2
        return (
            Strip([Segment(" " * space + text, self.component("post-list--empty"))])
            .adjust_cell_length(width)
            .apply_style(self.base())
        )

    def segments(self, row: int, width: int) -> Iterable[Segment]:
        """Return the line of one post."""
        assert self.selection is not None
        post = self.selection[row]
        dated, termed = width >= DATES_FROM, width >= TERMS_FROM
        terms = crop(self._terms(post), width // 3) if termed else ""
        yield Segment("▌" if post.path in self.marked else " ", self.component("post-list--marked"))
        yield Segment(fit(MARKS[post.status], 2), self.component(f"post-list--{post.status}"))
        if dated:
            date = post.date.strftime("%Y-%m-%d") if post.date else ""
            yield Segment(f"{date:10}  ", self.component("post-list--date"))
        room = width - 4 - 12 * dated - (cell_len(terms) + 2 if terms else 0)
        yield from self._title(fit(visible(post.title), room))
        if terms:
            yield Segment("  " + terms, self.component("post-list--terms"))

    def _title(self, title: str) -> Iterator[Segment]:
        words = tuple(map(fold, self.selection.query.words)) if self.selection is not None else ()
        done = 0
        for start, end in find_words(title, words) if words else ():
            yield Segment(title[done:start])
            yield Segment(title[start:end], self.component("post-list--hit"))
            done = end
        yield Segment(title[done:], Style.null())

    @staticmethod
    def _terms(post: Post) -> str:
        return visible(" · ".join(term for terms in post.terms.values() for term in terms))
