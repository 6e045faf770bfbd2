"""Plans made of posts: the part of the posts' screen that adds terms, publishes, writes and undoes."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.reactive import reactive
from textual.screen import Screen

from tui.config import Config
from tui.messages import Save, Saved, Undo, Undone
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.library import Library
    from tui.blog.merge import Merge
    from tui.blog.plan import Plan
    from tui.blog.post import Post
    from tui.blog.sites import Site
    from tui.screens.terms import TermChanges

NEED_DESK = frozenset(
    {"form", "terms", "edit", "write", "draft", "new", "undo", "open_address", "copy", "views"}
)
"""Actions that need the site opened."""

NEED_POST = NEED_DESK - {"new", "undo", "views"} | {"mark", "scroll_reader"}
"""Actions that are about a post."""


class Planning(Screen[None]):
    """A screen with a post under the cursor and perhaps marked ones.

    Args:
        config: The user's settings.
    """

    desk: reactive[Desk | None] = reactive(None, repaint=False)
    """The site and what can be done with it, bound to the app's; None until it is opened."""

    library: reactive[Library | None] = reactive(None, repaint=False)
    """The site's posts, bound to the app's."""

    marked: reactive[frozenset[str]] = reactive(frozenset(), repaint=False)
    """The paths of the marked posts."""

    post: reactive[Post | None] = reactive(None, repaint=False)
    """The post under the cursor."""

    moved: str = ""
    """Where the post under the cursor went, until the list knows of it."""

    status = getters.query_one(StatusLine)

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config

    @property
    @abstractmethod
    def line_read(self) -> int:
        """The line of the file that is being read, from 1."""

    @abstractmethod
    def listed(self) -> Sequence[str]:
        """Return the paths of the posts that the filter leaves, in their order."""

    @abstractmethod
    def go_to(self, path: str) -> None:
        """Put the cursor on a post."""

    @abstractmethod
    def filter_by(self, taxonomy: str, term: str) -> None:
        """Show the posts that have a term."""

    def why_not(self, action: str) -> str:
        """Return why an action can't be done now; empty if it can.

        Args:
            action: As a binding names it.
        """
        name = action.partition("(")[0]
        if name in NEED_DESK and self.desk is None:
            return "the site is still being opened"
        if name in NEED_POST and self.post is None:
            return "no post is under the cursor"
        if name == "open_address" and self.post is not None and not self.post.url:
            return "this post is not built, so it has no address"
        if name == "jump" and not self.library:
            return "there are no posts yet"
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show what can't be done as disabled."""
        return None if self.why_not(action) else True

    def watch_post(self, old: Post | None, new: Post | None) -> None:
        """Tell the keys when there is a post now, or none any more."""
        if (old is None) != (new is None):
            self.refresh_bindings()

    @property
    def opened(self) -> Desk:
        """The desk, for what `why_not` allows only once it is there."""
        assert self.desk is not None
        return self.desk

    @property
    def site(self) -> Site:
        """The site as it is configured now."""
        return self.opened.index.site

    def chosen(self) -> list[Post]:
        """Return the marked posts, or else the one under the cursor."""
        if self.marked and self.library is not None:
            posts = (self.library.get(path) for path in sorted(self.marked))
            return [post for post in posts if post is not None]
        return [self.post] if self.post is not None else []

    # -- plans -------------------------------------------------------------------------------

    async def propose(self, make: Callable[[], Plan]) -> None:
        """Make a plan, off the screen's thread, and save it; a plan over several posts is shown first."""
        plan = await asyncio.to_thread(make)
        if len(plan.parts) + len(plan.refused) > 1:
            from tui.screens.confirm import Confirm

            confirmed = await self.app.push_screen_wait(Confirm(plan, self.site.root))
            if confirmed is not None:
                self.post_message(Save(confirmed))
        elif plan.refused:
            self.status.say(str(plan.refused[0]), "error")
        elif plan.parts:
            self.post_message(Save(plan))
        else:
            self.status.say("nothing to change")

    async def action_terms(self) -> None:
        """Add terms to the chosen posts, or drop some."""
        from tui.screens.terms import TermsPicker

        if self.library is not None:
            posts = self.chosen()
            picker = TermsPicker(self.library, posts, self.library.taxonomies or ("tags",))

            def change(changes: TermChanges | None) -> None:
                if changes is not None:
                    self._change_terms(posts, changes)

            await self.app.push_screen(picker, change)

    @work
    async def _change_terms(self, posts: list[Post], changes: TermChanges) -> None:
        from tui.screens.wishes import change_terms

        signs = [*(f"+{term}" for term in changes.add), *(f"-{term}" for term in changes.drop)]
        title = f"{changes.taxonomy} {' '.join(signs)}"
        wishes = list(change_terms(self.site, posts, changes))
        await self.propose(partial(self.opened.plan_each, title, wishes))

    @work
    async def action_draft(self) -> None:
        """Make the chosen posts drafts, or, where the first is one, publish them: in Jekyll they move."""
        posts, site = self.chosen(), self.site
        first = posts[0]
        if first.status == "draft" or first.values.get("published") is False:
            publish = partial(site.publish, now=self.opened.clock())
            await self.propose(partial(self.opened.plan_moves, "no draft any more", posts, publish))
        else:
            await self.propose(partial(self.opened.plan_moves, "make a draft", posts, site.unpublish))

    def action_undo(self) -> None:
        """Take back the last plan."""
        self.post_message(Undo())

    @on(Save)
    def _follow_move(self, event: Save) -> None:
        """Note where the post under the cursor goes: it may be seen there before all is written."""
        moves = {moving.old: moving.new for moving in event.plan.moves}
        new = moves.get(self.opened.locate(self.post.path)) if self.post is not None else None
        self.moved = new.relative_to(self.site.root).as_posix() if new is not None else ""

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        outcome = event.outcome
        if outcome is None or not outcome.written:
            self.moved = ""
        if outcome is None:
            self.status.say(f"nothing was written: {event.error}", "error")
        elif outcome.conflicts:
            self._resolve(event.plan, outcome.conflicts)
        elif outcome.cancelled:
            self.status.say(f"{event.plan.title}: stopped, nothing is written", "warning")
        elif outcome.failed:
            first = outcome.failed[0]  # why before where: the line may be short
            self.status.say(f"{len(outcome.failed)} not written: {first.message}: {first.place}", "error")
        else:
            count = len(outcome.written) - len(event.plan.moves)
            self.status.say(f"{event.plan.title}{f' in {count:,} posts' if count > 1 else ''} · z undoes it")

    @work
    async def _resolve(self, plan: Plan, conflicts: Mapping[Path, Merge]) -> None:
        """Ask about each post that another program changed in the same place, and save what is decided."""
        from tui.blog.plan import Plan as Resolved
        from tui.screens.conflict import Conflicts

        decided = Resolved(plan.title)
        for place, merge in conflicts.items():
            path = place.relative_to(self.site.root).as_posix()
            folds = self.site.nearest(path).folds_keys
            document = await self.app.push_screen_wait(Conflicts(path, merge, fold=folds))
            if document is not None:
                decided = decided.add(place, merge.theirs, document)
        if decided.changes:
            self.post_message(Save(decided))

    @on(Undone)
    def _undone(self, event: Undone) -> None:
        if not event.title:
            self.status.say("there is nothing to undo")
        elif event.result is None:
            self.status.say(str(event.error), "error")
        elif event.result.failed:
            self.status.say(f"not all is undone: {event.result.failed[0]}", "warning")
        else:
            self.status.say(f"undone: {event.title}")
