"""What a start is: the posts' screen as it comes up whole, and as it is with nothing done on it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.waiting import Waiting
from tui.widgets.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual import events

    from tui.config import Config


class Starting(Waiting):
    """A screen that tells an app how far its start is, so that the opening is lifted, and kept, in time.

    Args:
        config: The user's settings.
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._compositor = Frames()
        self._was_reading = False
        self._is_up = False
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
