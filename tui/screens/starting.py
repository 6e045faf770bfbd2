"""What a start is: the posts' screen as it comes up whole, and as it is with nothing done on it yet."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from tui.messages import Ready
from tui.screens.following import Following
from tui.screens.planning import NEED_DESK
from tui.widgets.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual import events

    from tui.blog.query import Query
    from tui.config import Config

NEED_SITE = NEED_DESK | {"select"}
"""Actions that need the site, or the reader, which comes with it."""

PATIENCE = 1.0
"""How long a key waits for the posts that a filter leaves, in seconds, should they change again and again."""

NEED_PAGE = frozenset({"scroll_reader", "match", "edit", "write"})
"""Actions on the list that are about the page beside it, or the line that is read."""

NEED_NO_POSTS = frozenset({"back", "filter", "quit"})
"""Actions on the list that are the same whatever a filter leaves."""


class Starting(Following):
    """A screen that tells an app how far its start is, so that the opening is lifted, and kept, in time.

    Args:
        config: The user's settings.
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._compositor = Frames()
        self._was_reading = False
        self._is_up = False
        self._filtered = 0.0
        self.may_paint: Callable[[], bool] = lambda: True
        """Asked before each paint."""

    def _compositor_refresh(self) -> None:
        """Paint, where that may be; what is not painted is made up for by the next paint."""
        if self.may_paint():
            super()._compositor_refresh()
        else:
            self._dirty_widgets.clear()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew when the screen comes up: all was styled a moment ago, as it was composed."""
        event.refresh_styles, self._is_up = self._is_up, True

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

    @property
    def is_whole(self) -> bool:
        """Whether every part shows what it is to show: the posts, their terms, and the one that is read."""
        reading = self.reader.reading if self.reader is not None else None
        shown = reading.path if reading is not None else None
        counted = self.counted is not None and not self.busy
        return self.painted and counted and shown == (self.post.path if self.post is not None else None)

    @property
    def is_working(self) -> bool:
        """Whether something is being sought, counted or read that may change what is shown."""
        mine = (worker for worker in self.workers if worker.node is self and worker.group != "layout")
        return not all(worker.is_finished for worker in mine)

    @property
    def at_start(self) -> bool:
        """Whether it is as a start leaves it, whatever was done meanwhile."""
        return (
            not (self.filter_line.text or self.marked or self.status.message or self._was_reading)
            and self.posts.has_focus
            and not any((self.posts.cursor, self.posts.scroll_y, self.facets.cursor, self.facets.scroll_y))
            and not self.facets.folded
            and self.reader is not None
            and not (self.reader.scroll_y or self.reader.marks_change)
        )

    @property
    def files_shown(self) -> list[Path]:
        """The file of the post that is read."""
        return [self.opened.locate(self.post.path)] if self.post is not None else []

    def on_descendant_focus(self) -> None:
        """Note that there was reading, which leaves its traces."""
        self._was_reading = self._was_reading or (self.reader is not None and self.reader.has_focus)
