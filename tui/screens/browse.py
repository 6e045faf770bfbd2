"""The screen of the posts: facets, list and reader side by side, under one filter line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cache, partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.reactive import reactive

from tui.background import in_background
from tui.blog.errors import BlogError, QueryError
from tui.blog.query import Query, parse
from tui.config import Config
from tui.messages import Painted
from tui.screens.deeds import Deeds
from tui.screens.summary import NEWEST_FIRST, PROBLEMATIC, how_many, what_is_left, whose
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList
from tui.widgets.rows import Rows
from tui.widgets.status_line import StatusLine
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.library import Library, Search, Selection
    from tui.blog.post import Post
    from tui.reader import Reading
    from tui.widgets.reader import Reader

PATIENCE = 0.05
"""How long a search in bodies may take before what is found without them is shown, in seconds."""

OFFERED = 8
"""How many completions the filter line offers at once."""

SCROLLED = 3
"""How far the reader is scrolled from the list, in lines."""


class Browse(Deeds):
    """Find posts, read them, and say what is to be done with them.

    Args:
        config: The user's settings.
        query: What the filter line holds at first.
        title: What the title bar says until the site is opened, of the site and of its posts.
    """

    AUTO_FOCUS = "PostList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (100, "-wide")]  # noqa: RUF012 (Textual types it so)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="browse.mark"),
        Binding("comma", "sort", "Sort", key_display=",", id="browse.sort"),
        Binding("v", "views", "Saved views", show=False, id="browse.views"),
        Binding("slash", "filter", "Filter", key_display="/", id="browse.filter"),
        Binding("escape", "back", "Back", show=False, id="browse.back"),
        Binding("J", "scroll_reader(1)", "Scroll the reader down", show=False, id="browse.reader_down"),
        Binding("K", "scroll_reader(-1)", "Scroll the reader up", show=False, id="browse.reader_up"),
        Binding("n", "match(1)", "Next match", show=False, id="browse.next_match"),
        Binding("N", "match(-1)", "Previous match", show=False, id="browse.previous_match"),
        Binding("question_mark", "help", "Help", key_display="?", id="browse.help"),
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

    def __init__(self, config: Config, *, query: str = "", title: tuple[str, str] = ("", "")) -> None:
        super().__init__(config)
        self._first_query = query
        self._first_title = title
        self._sought = ""
        self._line = 1
        self._progress: list[str] = []
        self.reader: Reader | None = None
        """Beside the list; None until the first screen is painted."""

    def compose(self) -> ComposeResult:
        """Lay out the screen; the reader comes when this is painted."""
        yield TitleBar()
        yield FilterLine(self._first_query)
        with Horizontal(id="desk"):
            yield Facets().data_bind(selection=Browse.counted)
            yield PostList().data_bind(Browse.selection, Browse.marked, Browse.hint)
            yield Container(id="pane")
        yield StatusLine()

    def on_mount(self) -> None:
        """Show what is known, and bring the reader when that is painted."""
        self._select()
        self.call_after_refresh(self._bring_reader)

    async def _bring_reader(self) -> None:
        if not self.posts.size:  # nothing was laid out yet, so nothing is painted
            self.call_after_refresh(self._bring_reader)
            return
        self.post_message(Painted())
        from tui.widgets.reader import Reader

        self.reader = Reader(id="reader")
        self._count()
        await self.query_one("#pane").mount(self.reader)
        self._read()
        self._title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way into the filter line from who is in it."""
        if action == "filter" and self.filter_line.has_focus_within:
            return False
        return super().check_action(action, parameters)

    # -- what is shown -----------------------------------------------------------------------

    def watch_library(self) -> None:
        """Filter anew, and count."""
        self._select()
        self._title()
        self._seek()

    def watch_desk(self) -> None:
        """Show whose posts these are, and read."""
        self._title()
        if self.desk is not None:
            self._sought = self.desk.focus
            self.on_screen_resume()
            self._seek()
            self._read()
            self.refresh_bindings()

    def _seek(self) -> None:
        """Go to the one post that was asked for, and read it, as soon as it is known."""
        if self._sought and self.library is not None and self.library.get(self._sought) is not None:
            self.go_to(self._sought)
            self._sought = ""
            self.call_after_refresh(self.posts.action_select)

    def watch_filter(self) -> None:
        """Filter anew."""
        self._select()
        if self.reader is not None:
            self.reader.find(self.filter.words)
        self.refresh_bindings()

    def watch_marked(self) -> None:
        """Filter anew where the filter asks for marks."""
        if "marked" in str(self.filter):
            self._select()
        self._place()

    def watch_changed(self) -> None:
        """Filter anew where the filter asks for unsaved work."""
        if "changed" in str(self.filter):
            self._select()

    @work(exclusive=True, group="unsaved")
    async def on_screen_resume(self) -> None:
        """Look which posts have unsaved work: the form may have left some."""
        if self.desk is not None:
            drafts = await in_background(self.desk.drafts.all)
            self.changed = frozenset(kept.path for kept in drafts)

    def watch_busy(self) -> None:
        """Say what goes on."""
        if self.is_mounted:
            self._hint()
            self._place()

    def _select(self) -> None:
        """Show what the filter leaves: at once where bodies don't matter, else when they were searched."""
        library = self.library
        if library is None or not self.is_mounted:
            return
        words: list[str] = []

        def note(word: str) -> tuple[str, ...]:
            words.append(word)
            return ()

        selection = self._selected(library, note)
        if words and self.desk is not None:
            self._search(self.desk, selection)
        else:
            self.workers.cancel_group(self, "search")
            self._show(selection)

    def _selected(self, library: Library, search: Search) -> Selection:
        return library.select(self.filter, marked=self.marked, changed=self.changed, search=search)

    @work(exclusive=True, group="search")
    async def _search(self, desk: Desk, without_bodies: Selection) -> None:
        library = without_bodies.library
        left = Event()
        find = cache(partial(desk.texts.find, cancelled=left.is_set))
        search = asyncio.create_task(in_background(partial(self._selected, library, find)))
        try:
            done, _waiting = await asyncio.wait([search], timeout=PATIENCE)
            if not done:
                self._show(without_bodies)
            self._show(await search)
        finally:
            left.set()

    def _show(self, selection: Selection) -> None:
        self.selection = selection
        if self.reader is not None:
            self._count()
        self.filter_line.count = what_is_left(selection)
        self._hint()

    def _count(self) -> None:
        if self.selection is not None:
            self.facets.taxonomies = (*self.selection.library.taxonomies, "status")
            self.counted = self.selection

    def _hint(self) -> None:
        if self.library:
            self.hint = "Nothing matches.\n\nesc clears the filter"
        elif self.busy:
            self.hint = self.busy
        elif self.desk is not None:
            self.hint = f"No posts in {self.site.root.name} yet.\n\npostdesk new TITLE makes one · q quits"

    def _title(self) -> None:
        if self.library is None or not self.is_mounted:
            return
        bar = self.query_one(TitleBar)
        if self.desk is None:
            bar.site, bar.counts = self._first_title
        else:
            bar.site, bar.counts = whose(self.desk), how_many(self.library)
            self._count_problems(self.library)

    @work(exclusive=True, group="problems")
    async def _count_problems(self, library: Library) -> None:
        problems = len(await in_background(partial(library.select, PROBLEMATIC)))
        self.query_one(TitleBar).counts = how_many(library, problems)

    def _place(self) -> None:
        place: list[str] = []
        if self.marked:
            place.append(f"{len(self.marked):,} marked")
        if self.busy:
            place.append(self.busy)
        elif self.selection:
            place += [f"{self.posts.cursor + 1:,}/{len(self.selection):,}", *self._progress]
        self.status.place = tuple(place)

    # -- the filter --------------------------------------------------------------------------

    @on(FilterLine.Changed)
    def _filter(self, event: FilterLine.Changed) -> None:
        try:
            query = parse(event.text)
        except QueryError as error:
            self.filter_line.error = error
        else:
            self.filter_line.error = None
            self.filter = query
        if self.filter_line.has_focus_within and not self.filter_line.completing:
            self.call_after_refresh(self._offer, event)

    def _offer(self, event: FilterLine.Changed) -> None:
        """Offer completions, when what is typed is painted."""
        from tui.blog.query.completion import completions

        if self.library is not None and event.text == self.filter_line.text:
            self.filter_line.candidates = completions(event.text, event.position, self.library, limit=OFFERED)

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

    # -- the cursor and the reader -----------------------------------------------------------

    @on(Rows.Highlighted, "PostList")
    def _highlight(self) -> None:
        self.post = self.posts.post
        self._place()

    def watch_post(self, old: Post | None, new: Post | None) -> None:
        """Let the reader follow."""
        super().watch_post(old, new)
        self._read()

    @work(exclusive=True, group="reading")
    async def _read(self) -> None:
        """Read the post under the cursor; of several in a row only the last is shown."""
        reader, post = self.reader, self.post
        if reader is None or self.desk is None:
            return
        try:
            reading = await in_background(partial(self._reading, post)) if post is not None else None
        except BlogError as error:
            reading = None
            self.status.say(str(error), "warning")
        if post is self.post:
            elsewhere = reader.reading is None or reading is None or reader.reading.path != reading.path
            reader.show(reading)
            if reader.find(self.filter.words) and elsewhere:
                reader.action_match(1)

    def _reading(self, post: Post) -> Reading:
        from tui.reader import Reading

        document = self.opened.read(post.path)
        dialect = self.site.nearest(post.path).dialect
        return Reading(post.path, document.body, document.body_line, dialect, post)

    @on(Rows.Selected, "PostList")
    def _go_reading(self) -> None:
        if self.reader is not None and self.post is not None:
            self.add_class("-reading")
            self.reader.focus()

    @property
    def line_read(self) -> int:
        """The line of the file at the top of the reader."""
        return self._line

    def on_reader_moved(self, event: Reader.Moved) -> None:
        """Say how much is read."""
        self._line = event.line
        self._progress = [f"{event.percent} %"]
        if event.minutes_left:
            self._progress.append(f"{event.minutes_left} min left")
        self._place()

    @work
    async def on_reader_followed(self, event: Reader.Followed) -> None:
        """Go to the post that a link leads to, or open its address."""
        library = self.library
        post = library.get(event.path) if library is not None else None
        if library is None or post is None:
            return
        if event.href.startswith(("http://", "https://")):
            import webbrowser

            await in_background(partial(webbrowser.open, event.href))
            self.status.say(f"opened {event.href}")
            return
        site = self.site.nearest(post.path)
        known = await in_background(lambda: {one.path: one for one in library.posts})
        path = site.find(post, event.href, known)
        if path is None:
            self.status.say(f"no post is found for {event.href}", "warning")
        else:
            self.go_to(path)

    def listed(self) -> Sequence[str]:
        """Return the paths of the posts that the filter leaves, in their order."""
        return self.selection.paths if self.selection is not None else ()

    def go_to(self, path: str) -> None:
        """Put the cursor on a post; the filter gives way where it hides it."""
        if not self.posts.go_to(path) and self.library is not None and self.library.get(path) is not None:
            self.filter_line.put("")
            self.filter = Query()
            self.call_after_refresh(self.posts.go_to, path)

    def action_scroll_reader(self, lines: int) -> None:
        """Scroll the reader a little."""
        if self.reader is not None:
            self.reader.scroll_relative(y=SCROLLED * lines, animate=False)

    def action_match(self, step: int) -> None:
        """Bring the next match in the reader into view, or the one before."""
        if self.reader is not None:
            self.reader.action_match(step)

    # -- marks, levels, help -----------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the post under the cursor, or take the mark away, and go on to the next."""
        if self.post is not None:
            self.marked ^= {self.post.path}
            self.posts.action_move(1)

    def action_back(self) -> None:
        """Go back one level: from the reader or the facets to the list, then drop marks, then the filter."""
        if self.has_class("-reading") or not self.posts.has_focus:
            self.remove_class("-reading")
            self.posts.focus()
        elif self.marked:
            self.marked = frozenset()
        elif self.filter_line.text:
            self.filter_line.remember()
            self.filter_line.put("")

    async def action_help(self) -> None:
        """Explain what has focus and list its keys; one that is chosen is pressed."""
        from tui.screens.help import Help

        def press(key: str | None) -> None:
            if key is not None:
                self.app.simulate_key(key)

        await self.app.push_screen(Help(self), press)
