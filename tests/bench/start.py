"""How long it takes from starting a program to its first row on the screen, and from a key to its end.

    python -m tests.bench.start [--posts N…] [--seed N] [--runs N] [--peer NAME=PROGRAM…]

Through a pseudo-terminal. Beside it a minimal Textual app that shows one line, and other readers of
Markdown where they are installed. The runs take turns, so that all meet the same machine.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.bench.sites import make
from tests.bench.table import Figure, Table

OURS, STOCK = "postdesk", "Textual, one line"

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello, world")
Hello().run()
"""

_ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=!]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")
_ANSWERS = {  # what a terminal says when it is asked
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[c": b"\x1b[?62;4;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
_SECONDS = 30.0
_LOOK = 1.0  # seconds for which a program is left alone before it is quit


class Program(NamedTuple):
    """What is started."""

    command: list[str]
    text: str
    """What is waited for."""

    key: bytes = b"\x11"
    """What quits it."""


class Taken(NamedTuple):
    """The milliseconds of one run."""

    start: float
    """Until the text is on the screen."""

    end: float
    """From the key until the process is over."""


def take(program: Program, folders: Mapping[str, str]) -> Taken | None:
    """Start a program and quit it once its text is seen; None if it never is.

    Args:
        program: The program.
        folders: More of the environment.
    """
    process, screen = pty.fork()
    if process == 0:
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execvpe(program.command[0], program.command, {**os.environ, **folders, **terminal})
    began = time.perf_counter()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    try:
        if not _until(screen, program.text.encode(), began):
            return None
        shown = time.perf_counter()
        _until(screen, None, shown, _LOOK)
        pressed = time.perf_counter()
        os.write(screen, program.key)
        _until(screen, None, pressed)
        return Taken((shown - began) * 1000, (time.perf_counter() - pressed) * 1000)
    finally:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(screen)


def _until(screen: int, text: bytes | None, since: float, most: float = _SECONDS) -> bool:
    """Read the screen until it shows a text, or the program ends, or the seconds are over."""
    seen = b""
    while time.perf_counter() - since < most:
        if not select.select([screen], [], [], min(most, 0.5))[0]:
            continue
        try:
            data = os.read(screen, 65536)
        except OSError:  # it ended
            return False
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(screen, answer)
        seen += data
        if text is not None and text in _ESCAPES.sub(b"", seen):
            return True
    return False


def measure(site: Path, home: Path, runs: int, peers: Mapping[str, str]) -> Table:
    """Return the figures of starting on a site and of quitting.

    Args:
        site: The site.
        home: A folder for the cache.
        runs: How often each program is run.
        peers: Other readers, which are shown one small file: their names and programs.
    """
    folders = {name: str(home / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    home.mkdir()
    note = home / "note.md"
    note.write_text("# A note\n\nA line of words.\n")
    ours = Program([sys.executable, "-m", "tui", str(site)], "2025-", b"q")
    programs = {OURS: ours, STOCK: Program([sys.executable, "-c", HELLO], "hello, world")}
    programs |= {name: Program([place, str(note)], "A line of words") for name, place in peers.items()}
    index = [sys.executable, "-m", "tui", "index", str(site)]
    subprocess.run(index, env={**os.environ, **folders}, stdout=subprocess.DEVNULL, check=True)
    for _ in range(2):  # the first run fills the caches of the system, and remembers where the posts are
        for program in programs.values():
            take(program, folders)
    taken: dict[str, list[Taken]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, program in programs.items():
            if one := take(program, folders):
                taken[name].append(one)
    count = sum(1 for _ in (site / "content").rglob("*.md"))
    table = Table(f"start and quit, {count:,} posts")
    middle = {
        name: Taken(*map(statistics.median, zip(*some, strict=True))) for name, some in taken.items() if some
    }
    if OURS in middle:
        for name, (start, end) in middle.items():
            if name != OURS:
                goal = "≥ 1 x" if name == STOCK else "≥ 3 x"
                table.add(Figure("start, until the first row", middle[OURS].start, "ms", name, start, goal))
                if name == STOCK:
                    table.add(Figure("quit", middle[OURS].end, "ms", name, end, "≥ 5 x"))
    return table


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description="Measure the start and the end.")
    parser.add_argument("--posts", type=int, nargs="+", default=[1000])
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PROGRAM")
    options = parser.parse_args()
    peers = {name: place for name in ("frogmouth", "hike") if (place := shutil.which(name))}
    peers |= dict(peer.split("=", 1) for peer in options.peer)
    for posts in options.posts:
        with tempfile.TemporaryDirectory() as folder:
            site = make(Path(folder) / "site", posts, options.seed)
            print(measure(site, Path(folder) / "home", options.runs, peers), flush=True)


if __name__ == "__main__":
    main()
