"""Frames of nothing but what changed.

Textual cuts each line that changed somewhere at the edges of all widgets, asks every widget in reach for all
of its lines, and puts together what the frame needs. Where widgets that changed stand side by side, as lists
and their scrollbars do, the lines that they paint there are the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Part(NamedTuple):
    """A part of the screen that belongs to one widget."""

    widget: Widget
    region: Region
    within: Region
    """The same, from the widget's own corner."""


class Frames(Compositor):
    """Puts a screen's widgets together, and asks only those that changed."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, as far as it has to be painted."""
        parts = [part for region in _apart(self._dirty_regions) for part in self._parts(region)]
        if not parts or None in parts:
            return super().render_partial_update()
        self._dirty_regions.clear()
        chops: list[dict[int, Strip | None]] = [{} for _ in range(self.size.height)]
        ends: list[list[int]] = [[] for _ in chops]
        spans: list[tuple[int, int, int]] = []
        for part in filter(None, parts):
            start, end = part.region.column_span
            lines = part.widget.render_lines(part.within)
            for y, strip in zip(part.region.line_range, lines, strict=False):
                chops[y][start] = strip
                ends[y].append(end)
                spans.append((y, start, end))
        return ChopsUpdate(chops, sorted(spans), ends)  # the lowest last: no line feed follows it

    def _parts(self, dirty: Region) -> Iterator[Part | None]:
        """Yield whose a region is, part by part from side to side; None where one lies over another."""
        if not dirty:
            return
        for widget, (region, clip) in self.visible_widgets.items():  # from the front to the back
            if seen := region.intersection(clip).intersection(dirty):
                if seen.height < dirty.height:
                    yield None
                    return
                yield Part(widget, seen, seen - region.offset)
                yield from self._parts(Region(dirty.x, dirty.y, seen.x - dirty.x, dirty.height))
                yield from self._parts(Region(seen.right, dirty.y, dirty.right - seen.right, dirty.height))
                return


def _apart(regions: Iterable[Region]) -> list[Region]:
    """Return regions of which no two overlap, around all of some."""
    apart: list[Region] = []
    for region in regions:
        whole = region
        while shared := [one for one in apart if one.overlaps(whole)]:
            apart = [one for one in apart if one not in shared]
            whole = Region.from_union([whole, *shared])
        apart.append(whole)
    return apart
