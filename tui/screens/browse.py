"""The screen of the posts: facets, list and reader side by side, under one filter line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen

from tui.blog.errors import QueryError
from tui.blog.query import Query, parse
from tui.messages import Saved
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList
from tui.widgets.status_line import StatusLine
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.library import Library, Selection
    from tui.blog.post import Post


class Browse(Screen[None]):
    """Find a post, read it, and say what is to be done with it.

    Args:
        desk: The site and what can be done with it.
        query: What the filter line holds at first.
    """

    AUTO_FOCUS = "PostList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (100, "-wide")]  # noqa: RUF012  Textual types it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", key_display="/", id="browse.filter"),
        Binding("escape", "back", "Back", show=False, id="browse.back"),
    ]

    library: reactive[Library | None] = reactive(None)
    """The site's posts, bound to the app's."""

    busy: reactive[str] = reactive("")
    """What is being done in the background, bound to the app's."""

    query_: reactive[Query] = reactive(Query)
    """The filter in force: the last one that could be understood."""

    marked: reactive[frozenset[str]] = reactive(frozenset())
    """The paths of the marked posts."""

    selection: reactive[Selection | None] = reactive(None, always_update=True)
    """What the filter leaves of the library."""

    post: reactive[Post | None] = reactive(None)
    """The post under the cursor."""

    posts = getters.query_one(PostList)
    facets = getters.query_one(Facets)
    filter_line = getters.query_one(FilterLine)
    status = getters.query_one(StatusLine)

    def __init__(self, desk: Desk, *, query: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._text = query

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TitleBar()
        yield FilterLine(self._text)
        with Horizontal(id="desk"):
            yield Facets().data_bind(Browse.selection)
            yield PostList().data_bind(Browse.selection, Browse.marked)
        yield StatusLine()

    def watch_library(self) -> None:
        self._select()

    def watch_query_(self) -> None:
        self._select()

    def _select(self) -> None:
        if self.library is not None:
            self.selection = self.library.select(self.query_, marked=self.marked)

    @on(FilterLine.Changed)
    def _filter(self, event: FilterLine.Changed) -> None:
        try:
            self.query_ = parse(event.text)
        except QueryError as error:
            self.filter_line.error = error
        else:
            self.filter_line.error = None

    @on(FilterLine.Left)
    def _leave_filter(self) -> None:
        self.posts.focus()

    @on(Facets.Toggled)
    def _toggle(self, event: Facets.Toggled) -> None:
        self.filter_line.put(str(self.query_.toggle(event.taxonomy, event.term, event.mode)))

    def action_filter(self) -> None:
        self.filter_line.edit()

    def action_back(self) -> None:
        if not self.posts.has_focus:
            self.posts.focus()
        elif self.filter_line.text:
            self.filter_line.put("")

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self.status.say(str(event.error) if event.error else event.plan.title)
