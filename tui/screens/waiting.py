"""Keys that wait: for the site, for completions, for the posts that a filter leaves, or for their page."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from tui.messages import Ready
from tui.screens.following import Following
from tui.screens.planning import NEED_DESK

if TYPE_CHECKING:
    from tui.blog.query import Query
    from tui.config import Config

NEED_SITE = NEED_DESK | {"select"}
"""Actions that need the site, or the reader, which comes with it."""

PATIENCE = 3.0
"""How long a key waits for the posts that a filter leaves, in seconds, should they change again and again."""

NEED_PAGE = frozenset({"scroll_reader", "match", "edit", "write"})
"""Actions on the list that are about the page beside it, or the line that is read."""

NEED_NO_POSTS = frozenset({"back", "filter", "quit"})
"""Actions on the list that are the same whatever a filter leaves."""


class Waiting(Following):
    """A screen that tells an app which keys are early, for each is for what the one before it leads to.

    Args:
        config: The user's settings.
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._filtered = 0.0
        """When the filter became another one, by the clock that only goes forward."""

    def watch_filter(self, old: Query, new: Query) -> None:
        """Note when, and let keys go on that waited too long for the posts that it leaves."""
        super().watch_filter(old, new)
        self._filtered = monotonic()
        self.set_timer(PATIENCE, lambda: self.post_message(Ready()))

    def is_early(self, key: str) -> bool:
        """Tell whether a key needs what is not there yet: the site, completions, posts or their page."""
        if self.reader is None:
            return self._does(key) in NEED_SITE
        if self.reader.has_focus:
            return (self.is_reading or self.reader.is_opening) and self._does(key) != "screen.back"
        if self.posts.has_focus and self.selection is not None and self.is_new:
            return self._does(key) not in NEED_NO_POSTS and monotonic() < self._filtered + PATIENCE
        if self.filter_line.has_focus_within:
            return self.is_at("offers") and self._does(key) == "complete"
        return self.is_reading and self._does(key) in NEED_PAGE

    def _does(self, key: str) -> str:
        """Return which action a key calls."""
        active = self.active_bindings.get(key)
        return active.binding.action.partition("(")[0] if active is not None else ""
