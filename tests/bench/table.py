"""Figures of one run: medians, and their ratios to what a peer took beside them."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

_ENOUGH = 3.0  # seconds spent on one figure, after which fewer runs will do


@dataclass(frozen=True, slots=True)
class Figure:
    """What one thing takes."""

    what: str
    value: float
    """Milliseconds, or what `unit` says."""

    unit: str = "ms"
    peer: str = ""
    """What it is held against."""

    against: float | None = None
    """The peer's value."""

    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer's value is ours."""
        return self.against / self.value if self.against is not None and self.value else None


@dataclass(slots=True)
class Table:
    """The figures of a run."""

    title: str
    figures: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> Figure:
        """Put a figure in, and tell it at once: those of a large site take minutes."""
        self.figures.append(figure)
        print(f"{figure.what}: {figure.value:,.1f} {figure.unit}", file=sys.stderr, flush=True)
        return figure

    def __str__(self) -> str:
        rows = [("what", "ours", "peer", "its", "ratio", "goal")]
        for one in self.figures:
            against = "" if one.against is None else f"{one.against:,.1f}"
            ratio = "" if one.ratio is None else f"{one.ratio:,.1f} x"
            rows.append((one.what, f"{one.value:,.1f} {one.unit}", one.peer, against, ratio, one.goal))
        lines = [f"## {self.title}", "", *(f"| {' | '.join(row)} |" for row in rows)]
        lines.insert(3, f"|{' --- |' * len(rows[0])}")
        return "\n".join(lines)


def median(act: Callable[[], object], runs: int = 7) -> float:
    """Return the milliseconds that something takes, in the middle of some runs."""
    return statistics.median(times(act, runs))


def times(act: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of each run, fewer where it takes long."""
    taken: list[float] = []
    while len(taken) < runs and sum(taken) < _ENOUGH * 1000:
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def at(share: float, taken: list[float]) -> float:
    """Return the time that a share of the runs stayed below."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
