"""How long a key takes in the filter line, from the keyboard until list and facets are painted.

    python -m tests.bench.keys [SITE] [--posts N] [--seed N]

Through a pseudo-terminal, with a list, its facets and a reader on the screen, as a user has them. What is
drawn in one go is the answer; completions come a frame later, what is quoted from bodies when keys rest.
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

from tests.bench.sites import make
from tests.bench.table import Figure, Table, at
from tests.terminal import Terminal

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

_PAUSE = 0.006  # seconds without output, after which a frame is over: the next comes 16 ms later
_REST = 0.1  # seconds in which what comes later is drawn, so that the next key does not meet it
_LONGEST = 10.0


def answered(terminal: Terminal, key: str) -> float:
    """Press a key, and return the milliseconds until the frame that answers it is out.

    Args:
        terminal: Where the app runs.
        key: As the bytes that a terminal sends.
    """
    start = last = time.perf_counter()
    terminal.press(key)
    silence = _LONGEST
    while select.select([terminal.handle], [], [], silence)[0]:
        os.read(terminal.handle, 1 << 20)
        last, silence = time.perf_counter(), _PAUSE
    while select.select([terminal.handle], [], [], _REST)[0]:
        os.read(terminal.handle, 1 << 20)
    return (last - start) * 1000


def at_rest(terminal: Terminal) -> None:
    """Wait until an app has nothing more to do in the background."""
    terminal.wait_for("min left", 60)
    idle = 0
    while idle < 3:  # in a row: the index, words and full text are each brought up to date
        terminal.pump(0.5)
        idle = 0 if " of " in terminal.text.splitlines()[-1] else idle + 1


def typed(terminal: Terminal, lines: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each line up to a key, and what that key took."""
    for line in lines:
        answered(terminal, "/")
        for end, key in enumerate(line, start=1):
            yield line[:end], answered(terminal, key)
        answered(terminal, "\r")
        answered(terminal, "\x1b")


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
    terminal = Terminal([sys.executable, "-m", "tui", str(site)], env=env)
    try:
        at_rest(terminal)
        table = Table("a key, until it is painted")
        for name in ("the first time", "again"):
            taken = list(typed(terminal, lines))
            values = [value for _, value in taken]
            if verbose:
                for line, value in taken:
                    print(f"{value:8.1f} ms  {line}")
            slowest, most = max(taken, key=lambda one: one[1])
            table.add(Figure(f"{name}, median", at(0.5, values)))
            table.add(Figure(f"{name}, p95", at(0.95, values), goal="< 16 ms"))
            table.add(Figure(f"{name}, slowest: {slowest}", most))
        answered(terminal, "\x1b[Z")
        values = [answered(terminal, key) for key in TOGGLES]
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
    parser.add_argument("--verbose", action="store_true", help="also print what each key took")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or make(Path(folder) / "site", options.posts, options.seed)
        print(measure(site, options.home or Path(folder), verbose=options.verbose))


if __name__ == "__main__":
    main()
