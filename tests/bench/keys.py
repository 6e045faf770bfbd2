"""How long a key takes in the filter line, from the keyboard until list and facets are painted.

    python -m tests.bench.keys [SITE] [--posts N] [--seed N]

Through a pseudo-terminal, with a list, its facets and a reader on the screen, as a user has them. Timed is
the last byte of the frame in which list or facets became other ones; where a key changes neither, that of the
frame which shows the key. Of a filter with words of bodies, what is sure without them comes first, and all of
it later, which is timed by itself. Completions, excerpts and the reader come later too.

Each key is pressed alone, when the program has nothing more to do, and then all of them as fast as people
type. An answer is known there by its count and facets, which are those that the key had alone; where it came
with that of a later key, until then.

Beside it stands what a Textual list of as many rows takes to be painted anew by a key.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench.sites import make
from tests.bench.table import Figure, Table, at
from tests.terminal import Terminal
from tui.blog.errors import QueryError
from tui.blog.query import parse

LINES = (
    "and rust",
    "投資",
    "the",
    "tag:go -is:draft",
    "date:2020..2021 sort:title-asc",
    "weight:>50",
    "cover.alt:*a*",
    "release -tag:go",
)
"""Filters, typed key by key and taken back with one."""

TOGGLES = "jjjj    "
"""Keys in the facets: down to a term, then with, without, either way and with again."""

LISTS = slice(82)
"""The columns of the screen in which facets and list stand."""

FACETS = slice(24)
"""Those of the facets."""

FLOOR = """
from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

class Lines(ScrollView, can_focus=True):
    first = 0
    def on_mount(self):
        self.virtual_size = Size(80, {rows})
    def on_key(self, event):
        self.first += 1
        self.refresh()
    def render_line(self, y):
        return Strip([Segment(f"{{self.first + y:7}}  2026-11-22  "), Segment("a title of a post " * 3)])

class Floor(App):
    def compose(self):
        yield Lines()

Floor().run()
"""
"""The least that Textual takes: a list of its own, all of which is painted by each key."""

PACE = 0.125
"""Seconds between two keys that are typed: eight in a second."""

_PAUSE = 0.006  # seconds without output, after which a frame is over: the next comes 16 ms later
_REST = 0.2  # seconds without output or work, after which nothing more comes
_IDLE = 0.02  # of these, what may be spent on nothing
_LONGEST = 20.0


class Frame(NamedTuple):
    """What was painted at once."""

    when: float
    """When its last byte came, in seconds."""

    data: bytes


class Answer(NamedTuple):
    """The milliseconds from a key until something is painted, and what that was."""

    first: float
    """The first frame with other posts or counts; where there is none, the first of all."""

    last: float
    """The last of these."""

    looks: frozenset[str]
    """The count and the facets of each; none where the key changes neither list nor facets."""


def frames(terminal: Terminal, end: float) -> Iterator[Frame]:
    """Yield what an app paints up to a moment."""
    data, when = b"", 0.0
    while (now := time.perf_counter()) < end:
        ready = select.select([terminal.handle], [], [], min(_PAUSE, end - now) if data else end - now)[0]
        if ready:
            data += os.read(terminal.handle, 1 << 20)
            when = time.perf_counter()
        elif data:
            yield Frame(when, data)
            data = b""
    if data:
        yield Frame(when, data)


def until_rest(terminal: Terminal) -> Iterator[Frame]:
    """Yield what an app paints until it has nothing more to do."""
    end = time.perf_counter() + _LONGEST
    silent = worked = False
    while not silent or worked:
        assert time.perf_counter() < end, "the app does not come to rest"
        before, silent = _worked(terminal.pid), True
        for frame in frames(terminal, time.perf_counter() + _REST):
            silent = False
            yield frame
        worked = _worked(terminal.pid) - before > _IDLE


def _worked(pid: int) -> float:
    """Return the seconds of the processor that a process and those it waited for took."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def answered(terminal: Terminal, key: str) -> Answer:
    """Press a key alone, and return when it is answered.

    Args:
        terminal: Where the app runs.
        key: As the bytes that a terminal sends.
    """
    start = time.perf_counter()
    terminal.press(key)
    painted = list(until_rest(terminal))
    first, changed = None, []
    lists, look = _lists(terminal), _look(terminal)
    for frame in painted:  # drawn only now: that would take longer than what is measured
        terminal.stream.feed(frame.data)
        if first is None and _lists(terminal) != lists:
            first = frame
        before, look = look, _look(terminal)
        if look != before:
            changed.append((frame, look))
    looks = {look for _, look in changed} or ({look} if first else ())
    first = first or painted[0]
    last = changed[-1][0] if changed else first
    return Answer(1000 * (first.when - start), 1000 * (last.when - start), frozenset(looks))


def typed(terminal: Terminal, line: str, alone: Sequence[Answer]) -> Iterator[float]:
    """Type a line at the pace of a typist, and yield the milliseconds until each key is answered.

    Args:
        terminal: Where the app runs.
        line: What is typed.
        alone: How each key was answered alone.
    """
    pressed: list[float] = []
    painted: list[Frame] = []
    for key in line:
        pressed.append(time.perf_counter())
        terminal.press(key)
        painted += frames(terminal, pressed[-1] + PACE)
    painted += until_rest(terminal)
    shown = []
    for frame in painted:
        terminal.stream.feed(frame.data)
        shown.append((frame.when, _look(terminal)))
    for number, start in enumerate(pressed):
        answers = frozenset[str]().union(*(one.looks for one in alone[number:] if alone[number].looks))
        after = (when for when, look in shown if when > start and (look in answers or not answers))
        yield 1000 * (next(after) - start)


def _lists(terminal: Terminal) -> list[str]:
    rows = terminal.text.splitlines()[4:-2]  # below the filter line, its hint and a border
    return [row[LISTS] for row in rows]


def _look(terminal: Terminal) -> str:
    count = re.search(r"[\d,]+\+? of [\d,]+|$", terminal.text.splitlines()[1])
    assert count is not None
    return "\n".join([count[0], *(row[FACETS] for row in _lists(terminal))])


def at_rest(terminal: Terminal) -> None:
    """Wait until an app has nothing more to do in the background."""
    terminal.wait_for("min left", 60)
    for frame in until_rest(terminal):
        terminal.stream.feed(frame.data)


def seeks(line: str) -> bool:
    """Tell whether a filter asks for words that may be in bodies."""
    try:
        return bool(parse(line).body_words)
    except QueryError:
        return False


def floor(rows: int, env: dict[str, str]) -> list[float]:
    """Return what keys take in a Textual list of so many rows."""
    terminal = Terminal([sys.executable, "-c", FLOOR.format(rows=rows)], env=env)
    try:
        terminal.wait_for("a title of a post")
        terminal.pump(0.5)
        return [answered(terminal, "j").first for _ in range(30)]
    finally:
        terminal.close()


def measure(site: Path, home: Path, *, lines: Sequence[str] = LINES, verbose: bool = False) -> Table:
    """Return the figures of a site.

    Args:
        site: Its folder.
        home: Where the app keeps its cache.
        lines: What is typed.
        verbose: Also print what each key took.
    """
    folders = {name: str(home / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    env = {**os.environ, **folders}
    index = [sys.executable, "-m", "tui", "index", str(site)]
    subprocess.run(index, env=env, stdout=subprocess.DEVNULL, check=True)
    table = Table("a key, until list and facets are painted")
    posts = sum(1 for _ in site.rglob("*.md"))
    bare = floor(posts, env)
    terminal = Terminal([sys.executable, "-m", "tui", str(site)], env=env)

    def told(name: str, taken: list[float]) -> None:
        for what, share, goal in (("median", 0.5, ""), ("p95", 0.95, "< 16 ms")):
            figure = Figure(
                f"{name}, {what}", at(share, taken), "ms", "a Textual list", at(share, bare), goal
            )
            table.add(figure)

    try:
        at_rest(terminal)
        alone: dict[str, list[Answer]] = {}
        for line in lines:
            with filtering(terminal):
                alone[line] = [answered(terminal, key) for key in line]
        answers = {line[:end]: one for line in lines for end, one in enumerate(alone[line], start=1)}
        told("alone", [one.first for one in answers.values()])
        slowest = max(answers, key=lambda line: answers[line].first)
        table.add(Figure(f"alone, slowest: {slowest}", answers[slowest].first))
        if sought := [one.last for line, one in answers.items() if seeks(line)]:
            table.add(Figure("alone, words of bodies all found, median", at(0.5, sought)))
        paced: dict[str, float] = {}
        for line in lines:
            with filtering(terminal):
                ends = range(1, len(line) + 1)
                paced.update(
                    zip([line[:end] for end in ends], typed(terminal, line, alone[line]), strict=True)
                )
        told("eight in a second", list(paced.values()))
        slowest = max(paced, key=paced.__getitem__)
        table.add(Figure(f"eight in a second, slowest: {slowest}", paced[slowest]))
        if verbose:
            for line, one in answers.items():
                print(f"{one.first:8.1f} {one.last:8.1f} {paced[line]:8.1f} ms  {line}")
        answered(terminal, "\x1b[Z")
        values = [answered(terminal, key).first for key in TOGGLES]
        table.add(Figure("in the facets, slowest", max(values), goal="< 16 ms"))
    finally:
        terminal.close()
    return table


@contextmanager
def filtering(terminal: Terminal) -> Iterator[None]:
    """Be in the filter line, which is empty before and afterwards."""
    answered(terminal, "/")
    yield
    answered(terminal, "\r")
    answered(terminal, "\x1b")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure keys in the filter line.")
    parser.add_argument("site", type=Path, nargs="?", help="measured instead of one that is made")
    parser.add_argument("--posts", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--home", type=Path, help="where the app keeps its cache, to keep it too")
    parser.add_argument("--line", action="append", help="typed instead of the usual lines; repeatable")
    parser.add_argument("--verbose", action="store_true", help="also print what each key took")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or make(Path(folder) / "site", options.posts, options.seed)
        home = options.home or Path(folder)
        print(measure(site, home, lines=options.line or LINES, verbose=options.verbose))


if __name__ == "__main__":
    main()
