"""What the filter leaves: the part of the posts' screen that selects, searches bodies, quotes and counts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.reactive import reactive

from tui.background import REST, Rank, Stopped, in_background, in_turn
from tui.blog.library import bits
from tui.blog.library.evaluation import Evaluation
from tui.blog.query import Query
from tui.blog.text import visible
from tui.config import Config
from tui.screens.deeds import Deeds
from tui.screens.summary import what_is_left
from tui.widgets.facets import Facets
from tui.widgets.filter_line import FilterLine
from tui.widgets.post_list import PostList

if TYPE_CHECKING:
    from tui.blog.library import Library, Selection
    from tui.blog.post import Post
    from tui.blog.search import Seeking, Texts

FRAME = 0.02
"""How long after a key bodies are looked into, in seconds: behind the frame that shows what is sure."""

GROWTH = 0.25
"""How long is looked into bodies before what was found is shown, in seconds."""

SOUGHT = "…"
"""What stands for the count where the first answer takes time."""


class Searching(Deeds):
    """A screen with a filter line, facets and a list of the posts that are left.

    Args:
        config: The user's settings.
    """

    busy: reactive[str] = reactive("", repaint=False)
    """What goes on in the background, bound to the app's."""

    filter: reactive[Query] = reactive(Query, repaint=False)
    """The filter in force: the last one that could be understood."""

    changed: reactive[frozenset[str]] = reactive(frozenset(), repaint=False)
    """The paths of the posts with edits that are not saved."""

    selection: reactive[Selection | None] = reactive(None, always_update=True, repaint=False)
    """What the filter leaves of the library."""

    counted: reactive[Selection | None] = reactive(None, always_update=True, repaint=False)
    """The same for the facets. To count, all posts are looked at: not before the first paint."""

    hint: reactive[str] = reactive("", repaint=False)
    """What an empty list says."""

    posts = getters.query_one(PostList)
    facets = getters.query_one(Facets)
    filter_line = getters.query_one(FilterLine)

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.painted = False
        """Whether the first screen is painted, so that what takes longer may be counted."""

        self.settled = True
        """Whether the list holds all that the filter leaves: if not, words are still sought in bodies."""

        self._left: Post | None = None
        """What had the cursor before posts were listed without those whose bodies tell."""

        self._put: Post | None = None
        """What got it then."""

    # -- what is left ------------------------------------------------------------------------

    def watch_filter(self, _old: Query, _new: Query) -> None:
        """Filter anew."""
        self.select()

    def watch_marked(self) -> None:
        """Filter anew where the filter asks for marks."""
        self.hint = self.say_why_empty()
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
        """Return the paths of the posts in the list, in order; while more are sought, of the sure ones."""
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

        def nothing(word: str) -> int:
            words.append(word)
            return 0

        def everything(word: str) -> int:
            words.append(word)
            return bits.everything(len(library))

        sure = Evaluation(library, self.marked, self.changed, bodies=nothing, negated=everything)
        selection = library.chosen(self.filter, sure)
        if not words or self.desk is None:
            self.workers.cancel_group(self, "search")
            self._show(selection)
            return
        if selection and self.is_new:
            left = self._left or self.posts.post
            self._show(selection, settled=False)
            self._left, self._put = left, self.posts.post
        self._search(library)

    @property
    def is_new(self) -> bool:
        """Whether the filter is: what is shown is what another one left."""
        return self.selection is None or self.selection.query != self.filter

    @work(exclusive=True, group="search")
    async def _search(self, library: Library) -> None:
        """Show what the filter leaves, sought beside the screen when keys rest.

        Of a new filter its first page is shown first, then more as it is found. One that was in force before
        keeps its result until the next is whole: else the list would shrink and grow at each change on disk.
        """
        await asyncio.sleep(FRAME)
        if self.desk is None:
            return  # the library that comes with it is sought in
        if self.is_new:
            self.filter_line.count = SOUGHT  # what is listed is another filter's as long as nothing is sure
        grows = self.is_new or not self.settled
        page, rank = (self.posts.size.height, Rank.ANSWER) if grows else (None, Rank.SEARCH)
        seeking = await in_turn(partial(self._seeking, self.desk.texts, library), rank)
        while True:
            further = partial(self._further, seeking, page, GROWTH if grows else None)
            self._show(await in_turn(further, rank), settled=seeking.settled)
            if self._left is not None and self.posts.post == self._put:
                self.posts.go_to(self._left.path)  # it was left out for want of its body alone
            self._left = page = None
            rank = Rank.SEARCH
            if seeking.settled:
                return

    def _seeking(self, texts: Texts, library: Library, stopped: Stopped) -> Seeking:
        """Lay out what the filter asks for, and begin to seek it."""
        from tui.blog.search import Seeking

        if not library.prepare(self.filter, stopped):
            raise asyncio.CancelledError  # as who waited for it was
        return Seeking(texts, library, self.filter, marked=self.marked, changed=self.changed)

    @staticmethod
    def _further(seeking: Seeking, page: int | None, seconds: float | None, stopped: Stopped) -> Selection:
        selection = seeking.advance(page, seconds, stopped)
        selection.rows  # noqa: B018  # in their order by now, for this is a thread
        return selection

    def _show(self, selection: Selection, *, settled: bool = True) -> None:
        if self.selection is None or self.selection.query.body_words != selection.query.body_words:
            self.posts.excerpts = {}
        self.settled = settled
        self.selection = selection
        if self.moved and self.posts.go_to(self.moved):
            self.moved = ""
        if self.painted:
            self.count_facets()
        self.filter_line.count = what_is_left(selection, settled=settled)
        self.hint = self.say_why_empty()

    @on(PostList.Shown)
    @work(exclusive=True, group="excerpts")
    async def _quote(self) -> None:
        """Say why the posts in view were found, when keys rest."""
        await asyncio.sleep(REST)
        selection, rows = self.selection, self.posts.in_view
        if self.desk is not None and selection is not None:
            posts, words = selection[rows.start : rows.stop], selection.query.body_words
            texts = self.desk.texts
            self.posts.excerpts = await in_turn(lambda _: texts.quote(posts, words), Rank.EXCERPTS)

    def count_facets(self) -> None:
        """Count terms in what the filter leaves."""
        if self.selection is not None and self.selection.facts.has_columns:
            self.facets.taxonomies = (*self.selection.facts.taxonomies, "status")
            self.counted = self.selection

    @work(exclusive=True, group="layout")
    async def lay_out(self) -> None:
        """Work out beside the screen what the next keys will ask for, and count what is shown."""
        if (library := self.library) is not None:
            await in_background(lambda: library.columns)
            self.count_facets()
            await in_turn(library.lay_out, Rank.LAYOUT)

    def say_why_empty(self) -> str:
        """Return what an empty list says: why, and the next key."""
        if not self.settled:
            return "Looking into the posts…"
        if self.library:
            levels = 1 + bool(self.marked) + (not self.posts.has_focus)  # each is left by an esc of its own
            return f"Nothing matches.\n\n{' '.join(['esc'] * levels)} clears the filter"
        if self.busy or self.desk is None:
            return self.busy
        return f"No posts in {visible(self.site.root.name)} yet.\n\na makes one\nq quits"
