"""Finding posts: the part of the posts' screen that filters, sorts, marks and keeps views."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cache, partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.reactive import reactive
from textual.widgets import Input

from tui.background import in_background
from tui.blog.errors import BlogError, QueryError
from tui.blog.query import Query, parse
from tui.config import Config
from tui.screens.deeds import Deeds
from tui.screens.summary import NEWEST_FIRST, what_is_left
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList

if TYPE_CHECKING:
    from tui.blog.library import Library, Search, Selection
    from tui.blog.post import Post

PAUSE = 0.05
"""How long keys have to rest before what takes longer is begun, in seconds: it would slow the next key."""

OFFERED = 8
"""How many completions the filter line offers at once."""


class Finding(Deeds):
    """A screen with a filter line, facets and a list of the posts that are left.

    Args:
        config: The user's settings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="browse.mark"),
        Binding("comma", "sort", "Sort", key_display=",", id="browse.sort"),
        Binding("v", "views", "Saved views", show=False, id="browse.views"),
        # with priority, so that what is typed right behind it is never taken for keys of the list
        Binding("slash", "filter", "Filter", key_display="/", priority=True, id="browse.filter"),
    ]

    busy: reactive[str] = reactive("")
    """What goes on in the background, bound to the app's."""

    filter: reactive[Query] = reactive(Query)
    """The filter in force: the last one that could be understood."""

    changed: reactive[frozenset[str]] = reactive(frozenset())
    """The paths of the posts with edits that are not saved."""

    selection: reactive[Selection | None] = reactive(None, always_update=True)
    """What the filter leaves of the library."""

    counted: reactive[Selection | None] = reactive(None, always_update=True)
    """The same for the facets. To count, all posts are looked at: not before the first paint."""

    hint: reactive[str] = reactive("")
    """What an empty list says."""

    posts = getters.query_one(PostList)
    facets = getters.query_one(Facets)
    filter_line = getters.query_one(FilterLine)

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.painted = False
        """Whether the first screen is painted, so that what takes longer may be counted."""

        self._left: Post | None = None
        """What had the cursor before posts were listed without those whose bodies tell."""

        self._put: Post | None = None
        """What got it then."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way into the filter line from who types there, or elsewhere."""
        if action == "filter" and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Follow the filter line."""
        self.watch(self.filter_line, "text", self._filter)

    # -- what is left ------------------------------------------------------------------------

    def watch_filter(self, _old: Query, _new: Query) -> None:
        """Filter anew."""
        self.select()
        self.refresh_bindings()

    def watch_marked(self) -> None:
        """Filter anew where the filter asks for marks."""
        if "marked" in str(self.filter):
            self.select()

    def watch_changed(self) -> None:
        """Filter anew where the filter asks for unsaved work."""
        if "changed" in str(self.filter):
            self.select()

    @work(exclusive=True, group="unsaved")
    async def on_screen_resume(self) -> None:
        """Look which posts have unsaved work: the form may have left some."""
        if self.desk is not None:
            drafts = await in_background(self.desk.drafts.all)
            self.changed = frozenset(path for kept in drafts for path in kept.paths)

    def listed(self) -> Sequence[str]:
        """Return the paths of the posts that the filter leaves, in their order."""
        return self.selection.paths if self.selection is not None else ()

    def select(self) -> None:
        """Show what the filter leaves: at once where that takes no time, else when it is known."""
        library = self.library
        if library is None or not self.is_mounted:
            return
        at_first = self.selection is None and not self.filter
        if not (at_first or library.is_ready(self.filter)):
            self._search(library)  # until then the last result stays
            return
        words: list[str] = []

        def note(word: str) -> tuple[str, ...]:
            words.append(word)
            return ()

        selection = self._selected(library, note)
        if not words or self.desk is None:
            self.workers.cancel_group(self, "search")
            self._show(selection)
            return
        if selection and (self.selection is None or self.selection.query != self.filter):
            left = self._left or self.posts.post
            self._show(selection)
            self._left, self._put = left, self.posts.post
        self._search(library)

    def _when_ready(self, library: Library, search: Search | None, left: Event) -> Selection | None:
        """Lay out what the filter asks for, and return what is left; None when that is no longer wanted."""
        library.prepare(self.filter, left.is_set)
        return None if left.is_set() else self._selected(library, search)

    def _selected(self, library: Library, search: Search | None) -> Selection:
        selection = library.select(self.filter, marked=self.marked, changed=self.changed, search=search)
        selection.rows  # noqa: B018  # in their order by now, for this may be a thread
        return selection

    @work(exclusive=True, group="search")
    async def _search(self, library: Library) -> None:
        """Show all that the filter leaves, found beside the screen when keys rest."""
        await asyncio.sleep(PAUSE)
        left = Event()
        find = cache(partial(self.desk.texts.find, cancelled=left.is_set)) if self.desk is not None else None
        try:
            selection = await in_background(partial(self._when_ready, library, find, left))
        finally:
            left.set()
        try:
            if selection is not None:
                self._show(selection)
        except NoMatches:
            return  # the screen was left meanwhile, and its widgets are gone
        if self._left is not None and self.posts.post == self._put:
            self.posts.go_to(self._left.path)  # it was left out for want of its body alone
        self._left = None

    def _show(self, selection: Selection) -> None:
        if self.selection is None or self.selection.query.body_words != selection.query.body_words:
            self.posts.excerpts = {}
        self.selection = selection
        if self.moved and self.posts.go_to(self.moved):
            self.moved = ""
        if self.painted:
            self.count_facets()
        self.filter_line.count = what_is_left(selection)
        self.hint = self.say_why_empty()

    @on(PostList.Shown)
    @work(exclusive=True, group="excerpts")
    async def _quote(self) -> None:
        """Say why the posts in view were found, when keys rest."""
        await asyncio.sleep(PAUSE)
        selection, rows = self.selection, self.posts.in_view
        if self.desk is not None and selection is not None:
            posts, words = selection[rows.start : rows.stop], selection.query.body_words
            self.posts.excerpts = await in_background(partial(self.desk.texts.quote, posts, words))

    def count_facets(self) -> None:
        """Count terms in what the filter leaves."""
        if self.selection is not None and self.selection.facts.has_columns:
            self.facets.taxonomies = (*self.selection.facts.taxonomies, "status")
            self.counted = self.selection

    @work(exclusive=True, group="layout")
    async def lay_out(self) -> None:
        """Work out beside the screen what the next keys will ask for, and count what is shown."""
        library, left = self.library, Event()
        if library is None:
            return
        try:
            await in_background(lambda: library.columns)
            self.count_facets()
            await in_background(partial(library.lay_out, left.is_set))
        finally:
            left.set()

    def say_why_empty(self) -> str:
        """Return what an empty list says: why, and the next key."""
        if self.library:
            return "Nothing matches.\n\nesc clears the filter"
        if self.busy or self.desk is None:
            return self.busy
        return f"No posts in {self.site.root.name} yet.\n\npostdesk new TITLE makes one\nq quits"

    # -- the filter --------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        try:
            query = parse(text)
        except QueryError as error:
            self.filter_line.error = error
        else:
            self.filter_line.error = None
            self.filter = query
        if self.filter_line.has_focus_within and not self.filter_line.completing:
            self._offer()

    @work(exclusive=True, group="offers")
    async def _offer(self) -> None:
        """Offer completions when keys rest."""
        from tui.blog.query.completion import completions

        self.filter_line.candidates = ()
        await asyncio.sleep(PAUSE)
        if self.library is not None:
            line = self.filter_line
            find = partial(completions, line.text, line.position, self.library, limit=OFFERED)
            self.filter_line.candidates = await in_background(find)

    @on(FilterLine.Left)
    def _leave_filter(self) -> None:
        self.posts.focus()

    @on(Facets.Toggled)
    def _toggle(self, event: Facets.Toggled) -> None:
        self.filter_line.put(str(self.filter.toggle(event.taxonomy, event.term, event.mode)))

    def filter_by(self, taxonomy: str, term: str) -> None:
        """Show the posts that have a term."""
        self.filter_line.put(str(Query().toggle(taxonomy, term, "and")))

    def action_filter(self) -> None:
        """Edit the filter."""
        self.filter_line.edit()

    async def action_sort(self) -> None:
        """Choose another order."""
        from tui.screens.menu import Menu
        from tui.screens.orders import ORDERS

        def sort(order: str | None) -> None:
            if order is not None:
                self.filter_line.put(str(self.filter.sorted(parse(order).sort)))

        await self.app.push_screen(Menu("Sort by", ORDERS, str(self.filter.sort or NEWEST_FIRST)), sort)

    async def action_views(self) -> None:
        """Choose a saved view, or keep this filter as one."""
        from tui.blog.views import Views
        from tui.screens.menu import Menu
        from tui.screens.orders import view_choices
        from tui.screens.prompt import Prompt

        try:
            views = Views.load(self.site.root)
        except BlogError as error:
            self.status.say(str(error), "error")
            return
        text = self.filter_line.text.strip()

        def save(name: str | None) -> None:
            if name:
                self._keep_views(partial(views.save, name, text), f"saved the view “{name}”")

        def choose(what: str | None) -> None:
            kind, _, name = (what or "").partition(" ")
            if kind == "show":
                self.filter_line.put(views.queries[name])
            elif kind == "save":
                self.app.push_screen(Prompt("Name of the view"), save)
            elif kind == "remove":
                self._keep_views(partial(views.remove, name), f"removed the view “{name}”")

        await self.app.push_screen(Menu("Views", view_choices(views.queries, text)), choose)

    @work(thread=True, exit_on_error=False)
    def _keep_views(self, change: Callable[[], object], said: str) -> None:
        try:
            change()
        except BlogError as error:
            self.app.call_from_thread(self.status.say, str(error), "error")
        else:
            self.app.call_from_thread(self.status.say, said)

    # -- marks -------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the post under the cursor, or take the mark away, and go on to the next."""
        if self.post is not None:
            self.marked ^= {self.post.path}
            self.posts.action_move(1)
