"""The list of posts: a line for each, with its status, date, title and terms; below it, why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.blog.post import MARKS
from tui.blog.text import fold, visible
from tui.widgets.cells import crop, crop_start, find_words, fit
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from rich.style import Style

    from tui.blog.library import Selection
    from tui.blog.post import Post
    from tui.blog.search import Excerpt

DATES_FROM = 44
"""The width in cells from which dates are shown."""

TERMS_FROM = 64
"""The width in cells from which terms have room whatever the title takes; below, they have what it leaves."""

SHORTEST_TERMS = 6
"""The cells below which terms are not worth showing."""


class PostList(Rows):
    """The posts that the filter leaves, in its order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Read", id="list.read"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"post-list--{status}" for status in MARKS),
        "post-list--date",
        "post-list--terms",
        "post-list--excerpt",
        "post-list--hit",
        "post-list--marked",
        "post-list--empty",
    }
    HELP = "The posts that the filter leaves. The reader follows the cursor."

    selection: reactive[Selection | None] = reactive(None, repaint=False, always_update=True)
    """The posts to show; None before anything is known."""

    excerpts: reactive[Mapping[str, Excerpt]] = reactive(MappingProxyType({}))
    """Why posts in view were found, by path, as far as that is known."""

    marked: reactive[frozenset[str]] = reactive(frozenset())
    """The paths of the marked posts."""

    hint: reactive[str] = reactive("")
    """What an empty list says, a line or several."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._words: tuple[str, ...] = ()
        super().__init__(id=id, classes=classes)

    @dataclass
    class Shown(Message):
        """Other rows are in view, whose posts were found by words."""

        posts: PostList

        @property
        def control(self) -> PostList:
            """The list that sent this."""
            return self.posts

        def can_replace(self, message: Message) -> bool:
            """Tell that of several in a row the last says all."""
            return isinstance(message, PostList.Shown)

    @property
    def post(self) -> Post | None:
        """The post that has the cursor."""
        selection = self.selection
        return selection[self.cursor] if selection is not None and self.cursor < len(selection) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read only where there is a post."""
        return action != "select" or bool(self.row_count)

    def watch_selection(self, old: Selection | None, new: Selection | None) -> None:
        """Show other posts; the cursor stays on its post while that is among them."""
        if new is None:
            self.fill(0)
            return
        self._words = tuple(map(fold, new.query.words))
        row, top = 0, 0
        if old is not None and self.cursor < len(old):
            here = new.position(old[self.cursor].path)
            if here is not None:
                row, top = here, here - (self.cursor - self.top)
            elif old.query == new.query:
                row, top = self.cursor, self.top
        self.fill(len(new), row, max(0, top), row_height=2 if new.query.body_words else 1)
        self._tell_shown()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in view."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_shown()

    def _on_resize(self, event: events.Resize) -> None:
        super()._on_resize(event)
        self._tell_shown()

    def _tell_shown(self) -> None:
        if self.row_height > 1:
            self.post_message(self.Shown(self))

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
        dated = width >= DATES_FROM and self.selection.facts.is_dated
        title = visible(post.title)
        room = width - 4 - 12 * dated
        left = max(room - cell_len(title) - 2, width // 3 if width >= TERMS_FROM else 0)
        terms = crop(self._terms(post), left) if left >= SHORTEST_TERMS else ""
        yield Segment("▌" if post.path in self.marked else " ", self.component("post-list--marked"))
        yield Segment(fit(MARKS[post.status], 2), self.component(f"post-list--{post.status}"))
        if dated:
            date = post.date.strftime("%Y-%m-%d") if post.date else ""
            yield Segment(f"{date:10}  ", self.component("post-list--date"))
        yield from self._marked(fit(title, room - (cell_len(terms) + 2 if terms else 0)))
        if terms:
            yield Segment("  " + terms, self.component("post-list--terms"))

    def below(self, row: int, width: int) -> Iterable[Segment]:
        """Return why one post was found, with what was sought in view."""
        assert self.selection is not None
        post = self.selection[row]
        found = self.excerpts.get(post.path)
        yield Segment("▌" if post.path in self.marked else " ", self.component("post-list--marked"))
        if found is None:
            return
        style, room = self.component("post-list--excerpt"), width - 4
        where = crop(visible(f"{found.where}: ") if found.where else "", room // 2)
        match = crop(visible(found.match), room - cell_len(where))
        room -= cell_len(where) + cell_len(match)
        before, after = visible(found.before), visible(found.after)
        before = crop_start(before, max(room // 3, room - cell_len(after)))
        yield Segment(f"  {where}", style)
        yield from self._marked(before, style)
        yield Segment(match, self.component("post-list--hit"))
        yield from self._marked(crop(after, room - cell_len(before)), style)

    def _marked(self, text: str, style: Style | None = None) -> Iterator[Segment]:
        """Yield a text with the words that are sought in it marked."""
        done = 0
        for start, end in find_words(text, self._words) if self._words else ():
            yield Segment(text[done:start], style)
            yield Segment(text[start:end], self.component("post-list--hit"))
            done = end
        yield Segment(text[done:], style)

    @staticmethod
    def _terms(post: Post) -> str:
        return visible(" · ".join(dict.fromkeys(term for terms in post.terms.values() for term in terms)))
