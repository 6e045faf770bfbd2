"""Finding posts: the part of the posts' screen with the filter line, the sort menu, views and marks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.background import REST, Rank, in_turn
from tui.blog.errors import BlogError, QueryError
from tui.blog.query import Query, parse
from tui.messages import Ready
from tui.screens.searching import Searching
from tui.screens.summary import NEWEST_FIRST
from tui.widgets.facets import Facets
from tui.widgets.filter_line import QueryInput

if TYPE_CHECKING:
    from tui.blog.library import Selection

OFFERED = 8
"""How many completions the filter line offers at once."""


class Finding(Searching):
    """A screen with a filter line, facets and a list of the posts that are left.

    Args:
        config: The user's settings.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="browse.mark"),
        Binding("comma", "sort", "Sort", key_display=",", id="browse.sort"),
        Binding("v", "views", "Saved views", show=False, id="browse.views"),
        # with priority, so that what is typed right behind them goes where they lead
        Binding("slash", "filter", "Filter", key_display="/", priority=True, id="browse.filter"),
        Binding("enter,escape", "leave_filter", "To the list", priority=True, id="filter.leave"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the way into the filter line where nothing is typed, and the way out to who types there."""
        if action == "filter" and isinstance(self.focused, Input):
            return False
        if action == "leave_filter":
            return isinstance(self.focused, QueryInput)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Follow the filter line."""
        self.watch(self.filter_line, "text", self._filter)

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
        await asyncio.sleep(REST)
        if self.library is not None:
            line = self.filter_line
            find = partial(completions, line.text, line.position, self.library, limit=OFFERED)
            self.filter_line.candidates = await in_turn(lambda _: find(), Rank.OFFERS)
        self.post_message(Ready())

    def is_at(self, group: str) -> bool:
        """Tell whether work of a group goes on, such as `offers`."""
        return any(
            worker.node is self and worker.group == group and not worker.is_finished
            for worker in self.workers
        )

    def watch_selection(self, selection: Selection | None) -> None:
        """Let keys go on that waited for the posts, and look for keys of the filter that no post has."""
        self.post_message(Ready())
        if selection is not None and selection.query.keys:
            self._doubt(selection.query)
        else:
            self.filter_line.doubt = ""

    @work(exclusive=True, group="doubts")
    async def _doubt(self, query: Query) -> None:
        from tui.blog.search import unknown_keys

        library = self.library
        if self.desk is not None and library is not None:
            told = await in_turn(lambda _: " · ".join(map(str, unknown_keys(query, library))), Rank.OFFERS)
            if query == self.filter:
                self.filter_line.doubt = told

    @on(Facets.Toggled)
    def _toggle(self, event: Facets.Toggled) -> None:
        self.filter_line.put(str(self.filter.toggle(event.taxonomy, event.term, event.mode)))

    def filter_by(self, taxonomy: str, term: str) -> None:
        """Show the posts that have a term."""
        self.filter_line.put(str(Query().toggle(taxonomy, term, "and")))

    def action_filter(self) -> None:
        """Edit the filter."""
        self.filter_line.edit()

    def action_leave_filter(self) -> None:
        """Go to the list, before the next key is looked at."""
        self.filter_line.remember()
        self.set_focus(self.posts)

    def on_descendant_focus(self) -> None:
        """Offer completions to who goes into the filter line, and say how an empty list is left from here."""
        self.hint = self.say_why_empty()
        if self.filter_line.has_focus_within:
            self._offer()

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
        from tui.screens.orders import removals, view_choices
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
            elif kind == "remove" and not name:
                self.app.push_screen(Menu("Remove which view?", removals(views.queries)), choose)
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
