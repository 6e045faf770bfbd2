"""How long a key takes in the filter line, from the keyboard until list and facets are painted.

    python -m tests.bench.keys [SITE] [--posts N] [--seed N]

Through a pseudo-terminal, with a list, its facets and a reader on the screen, as a user has them. Timed is
the last byte of the frame in which list or facets became other ones; where a key changes neither, that of the
frame which shows the key. Words of bodies are sought when keys rest: of a filter with such words, what is
sure comes with the key, and all of it later, which is timed by itself. Completions, excerpts and the reader
come later too.

Beside it stands what a Textual list of as many rows takes to be painted anew by a key.
"""

from __future__ import annotations

import argparse
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
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

LISTS = range(82)
"""The columns of the screen in which facets and list stand."""

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

_PAUSE = 0.006  # seconds without output, after which a frame is over: the next comes 16 ms later
_REST = 0.15  # seconds in which what comes later is drawn, so that the next key does not meet it
_LONGEST = 10.0


class Answer(NamedTuple):
    """The milliseconds from a key until something is painted."""

    first: float
    """The first frame with other posts or counts; where there is none, the first of all."""

    last: float
    """The last of these."""


def answered(terminal: Terminal, key: str) -> Answer:
    """Press a key, and return when it is answered.

    Args:
        terminal: Where the app runs.
        key: As the bytes that a terminal sends.
    """
    frames: list[tuple[float, bytes]] = []
    start = end = time.perf_counter()
    terminal.press(key)
    silence = _LONGEST
    while select.select([terminal.handle], [], [], silence)[0]:
        data = os.read(terminal.handle, 1 << 20)
        now = time.perf_counter()
        if frames and now - end < _PAUSE:
            data = frames.pop()[1] + data
        frames.append(((now - start) * 1000, data))
        end, silence = now, _REST
    shown = _lists(terminal)
    changed = []
    for taken, data in frames:  # drawn only now: that would take longer than what is measured
        terminal.stream.feed(data)
        before, shown = shown, _lists(terminal)
        if shown != before:
            changed.append(taken)
    changed = changed or [taken for taken, _ in frames[:1]]
    return Answer(changed[0], changed[-1])


def _lists(terminal: Terminal) -> list[str]:
    rows = range(4, terminal.screen.lines - 2)  # below the filter line, its hint and a border
    return ["".join(terminal.screen.buffer[y][x].data for x in LISTS) for y in rows]


def at_rest(terminal: Terminal) -> None:
    """Wait until an app has nothing more to do in the background."""
    terminal.wait_for("min left", 60)
    idle = 0
    while idle < 3:  # in a row: the index, words and full text are each brought up to date
        terminal.pump(0.5)
        idle = 0 if " of " in terminal.text.splitlines()[-1] else idle + 1


def typed(terminal: Terminal, lines: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    """Yield each line up to a key, and when that key was answered."""
    for line in lines:
        answered(terminal, "/")
        for end, key in enumerate(line, start=1):
            yield line[:end], answered(terminal, key)
        answered(terminal, "\r")
        answered(terminal, "\x1b")


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


def measure(
    site: Path, home: Path, *, lines: Sequence[str] = LINES, rounds: int = 2, verbose: bool = False
) -> Table:
    """Return the figures of a site.

    Args:
        site: Its folder.
        home: Where the app keeps its cache.
        lines: What is typed.
        rounds: How often.
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
    try:
        at_rest(terminal)
        for number in range(1, rounds + 1):
            taken = list(typed(terminal, lines))
            if verbose:
                for line, one in taken:
                    print(f"{one.first:8.1f} {one.last:8.1f} ms  {line}")
            for what, share, goal in (("median", 0.5, ""), ("p95", 0.95, "< 16 ms")):
                least = at(share, bare)
                first = at(share, [one.first for _, one in taken])
                name = f"round {number}, {what}"
                table.add(Figure(name, first, peer="a Textual list", against=least, goal=goal))
            slowest, one = max(taken, key=lambda one: one[1].first)
            table.add(Figure(f"round {number}, slowest: {slowest}", one.first))
            sought = [one.last for line, one in taken if seeks(line)]
            if sought:
                table.add(Figure(f"round {number}, words of bodies all found, median", at(0.5, sought)))
        answered(terminal, "\x1b[Z")
        values = [answered(terminal, key).first for key in TOGGLES]
        table.add(Figure("in the facets, slowest", max(values), goal="< 16 ms"))
    finally:
        terminal.close()
    return table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure keys in the filter line.")
    parser.add_argument("site", type=Path, nargs="?", help="measured instead of one that is made")
    parser.add_argument("--posts", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--home", type=Path, help="where the app keeps its cache, to keep it too")
    parser.add_argument("--rounds", type=int, default=2, help="how often all is typed")
    parser.add_argument("--verbose", action="store_true", help="also print what each key took")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or make(Path(folder) / "site", options.posts, options.seed)
        home = options.home or Path(folder)
        print(measure(site, home, rounds=options.rounds, verbose=options.verbose))


if __name__ == "__main__":
    main()
