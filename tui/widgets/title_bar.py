"""The title bar: whose posts these are, and how many."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import crop, fit
from tui.widgets.looks import look

SEPARATOR = " · "
"""What stands between two counts."""


class TitleBar(Widget):
    """One line: the program and the site on the left, the counts on the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-bar--name", "title-bar--counts"}

    site: reactive[str] = reactive("")
    """The site, its generator and its zone."""

    counts: reactive[str] = reactive("")
    """How many posts, drafts and so on, the most important first."""

    def render_line(self, y: int) -> Strip:
        """Render the line; where it is narrow the last counts give way."""
        width = self.size.width
        name = " postdesk  "
        room = max(0, width - len(name) - 1)
        site = crop(self.site, room)
        counts = self.counts
        while counts and cell_len(counts) > room - cell_len(site) - 2:
            counts = counts.rpartition(SEPARATOR)[0]
        return Strip(
            [
                Segment(name, look(self, "title-bar--name")),
                Segment(fit(site, room - cell_len(counts))),
                Segment(counts + " ", look(self, "title-bar--counts")),
            ]
        ).apply_style(self.rich_style)
