"""How long it takes from starting a program to its first row, to the answer to a key, and to its end.

    python -m tests.bench.start [--posts N…] [--seed N] [--runs N] [--peer NAME=PROGRAM…] [--keep FOLDER]

Through a pseudo-terminal. Beside it a minimal Textual app that shows one line, and other readers of
Markdown where they are installed. The first row is that of a start that knows the site: once with the
opening, which is painted before anything is imported, and once without it. A key is pressed as soon as
the program is started. All posts are read and their words learnt before, which takes many minutes of
100,000 posts: what is kept in a folder is used again. The command line is measured against Python doing
nothing. The runs take turns, so that all meet the same machine.
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

OURS, PLAIN, KEY, STOCK = "first row", "first row, without the opening", "a key at once", "Textual, one line"
NOTHING = "Python, nothing"

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
_SETTLED = 900.0  # seconds in which all bodies should be read, and the opening kept
_LOOK = 3.0  # seconds for which a program is left alone before it is quit: it must be up by then


class Program(NamedTuple):
    """What is started."""

    command: list[str]
    text: str
    """What is waited for."""

    key: bytes = b"\x11"
    """What quits it."""

    at_once: bytes = b""
    """What is typed as soon as it runs."""

    gone: Path | None = None
    """A folder that is removed before."""


class Taken(NamedTuple):
    """The milliseconds of one run."""

    start: float
    """Until the text is on the screen."""

    end: float
    """From the key until the process is over."""


def take(
    program: Program, folders: Mapping[str, str], look: float = _LOOK, until: Path | None = None
) -> Taken | None:
    """Start a program and quit it once its text is seen; None if it never is.

    Args:
        program: The program.
        folders: More of the environment.
        look: How long it is left alone before it is quit, in seconds.
        until: Not for longer than until there is something in this folder.
    """
    if program.gone is not None:
        shutil.rmtree(program.gone, ignore_errors=True)
    began = time.perf_counter()
    process, screen = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execvpe(program.command[0], program.command, {**_environment(), **folders, **terminal})
    try:
        os.write(screen, program.at_once)
        if not _until(screen, program.text.encode(), began):
            return None
        shown = time.perf_counter()
        while time.perf_counter() - shown < look and not (until is not None and any(until.glob("[!.]*"))):
            _until(screen, None, time.perf_counter(), min(look, _LOOK))
        pressed = time.perf_counter()
        os.write(screen, program.key)
        _until(screen, None, pressed)
        return Taken((shown - began) * 1000, (time.perf_counter() - pressed) * 1000)
    finally:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(screen)


def _environment() -> dict[str, str]:
    """Return this environment, but let modules be kept compiled, as they are where they are installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


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
    """Return the figures of starting on a site, of quitting, and of the quick commands.

    Args:
        site: The site.
        home: A folder for the cache.
        runs: How often each program is run.
        peers: Other readers, which are shown one small file: their names and programs.
    """
    folders = {name: str(home / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    home.mkdir(parents=True, exist_ok=True)
    note = home / "note.md"
    note.write_text("# A note\n\nA line of words.\n")
    posts = sorted((site / "content").rglob("*.md"))
    python = [sys.executable, "-m", "tui"]
    openings = home / "XDG_CACHE_HOME" / "postdesk" / "openings"
    programs = {
        OURS: Program([*python, str(site)], "2025-", b"q"),
        KEY: Program([*python, str(site)], f" 2/{len(posts):,}", b"q", b"j"),
        STOCK: Program([sys.executable, "-c", HELLO], "hello, world"),
        PLAIN: Program([*python, str(site)], "2025-", b"q", gone=openings),
    }
    programs |= {name: Program([place, str(note)], "A line of words") for name, place in peers.items()}
    environment = {**_environment(), **folders}
    subprocess.run([*python, "index", str(site)], env=environment, stdout=subprocess.DEVNULL, check=True)
    _settle(programs[OURS], folders, openings)
    taken: dict[str, list[Taken]] = {name: [] for name in programs}
    for number in range(runs + 1):
        for name, program in programs.items():
            _settle(programs[OURS], folders, openings)
            if (one := take(program, folders)) and number:  # the first fills the caches of the system
                taken[name].append(one)
    table = Table(f"start and quit, {len(posts):,} posts")
    middle = {
        name: Taken(*map(statistics.median, zip(*some, strict=True))) for name, some in taken.items() if some
    }
    for ours, kind in ((OURS, "start"), (PLAIN, "start"), (KEY, "start")):
        for name in (STOCK, *peers):
            if ours in middle and name in middle:
                goal = "≥ 1 x" if name == STOCK else "≥ 3 x"
                told = goal if ours == OURS else ""
                table.add(Figure(f"{kind}, {ours}", middle[ours].start, "ms", name, middle[name].start, told))
    if OURS in middle and STOCK in middle:
        table.add(Figure("quit", middle[OURS].end, "ms", STOCK, middle[STOCK].end, "≥ 5 x"))
    for figure in _commands(posts[0], folders, runs):
        table.add(figure)
    return table


def _settle(program: Program, folders: Mapping[str, str], openings: Path) -> None:
    """Let a program run until it has kept its opening, if there is none."""
    since = time.perf_counter()
    while not any(openings.glob("[!.]*")) and time.perf_counter() - since < _SETTLED:
        take(program, folders, look=_SETTLED, until=openings)


def _commands(post: Path, folders: Mapping[str, str], runs: int) -> list[Figure]:
    """Return what the quick ways of the command line take, beside Python doing nothing."""
    script = shutil.which("postdesk", path=str(Path(sys.executable).parent))
    get = ["get", str(post), "title"]
    commands = {NOTHING: [sys.executable, "-c", "pass"], "get": [sys.executable, "-m", "tui", *get]}
    commands["--version"] = [sys.executable, "-m", "tui", "--version"]
    if script is not None:
        commands |= {"get, by the script": [script, *get], "--version, by the script": [script, "--version"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(3 * runs + 1):
        for name, command in commands.items():
            since = time.perf_counter()
            environment = {**_environment(), **folders}
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
            if number:
                times[name].append((time.perf_counter() - since) * 1000)
    middle = {name: statistics.median(some) for name, some in times.items()}
    bare = middle.pop(NOTHING)
    return [Figure(name, time_, "ms", NOTHING, bare, "≥ 0.25 x") for name, time_ in middle.items()]


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description="Measure the start and the end.")
    parser.add_argument("--posts", type=int, nargs="+", default=[1000])
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PROGRAM")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for sites and caches, used again")
    options = parser.parse_args()
    peers = {name: place for name in ("frogmouth", "hike") if (place := shutil.which(name))}
    peers |= dict(peer.split("=", 1) for peer in options.peer)
    with tempfile.TemporaryDirectory() as folder:
        for posts in options.posts:
            kept = (options.keep or Path(folder)).resolve() / f"{posts} of {options.seed}"
            site = kept / "site" if (kept / "site").exists() else make(kept / "site", posts, options.seed)
            print(measure(site, kept / "home", options.runs, peers), flush=True)


if __name__ == "__main__":
    main()
