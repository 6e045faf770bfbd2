"""How long it takes from starting a program to its first row on the screen, through a pseudo-terminal.

    python -m tests.bench.start [--posts N] [--seed N] [--runs N]

Beside it a minimal Textual app that shows one line, and other readers of Markdown where they are
installed. The runs take turns, so that all meet the same machine.
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
from pathlib import Path

from tests.bench.sites import make
from tests.bench.table import Figure, Table

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


def first_text(command: list[str], text: str, folders: Mapping[str, str]) -> float | None:
    """Return the milliseconds until a text is on the screen, or None if it never is.

    Args:
        command: The program.
        text: What is waited for.
        folders: More of the environment.
    """
    process, screen = pty.fork()
    if process == 0:
        os.execvpe(
            command[0], command, {**os.environ, **folders, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        )
    start = time.perf_counter()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while time.perf_counter() - start < _SECONDS:
            if not select.select([screen], [], [], 0.5)[0]:
                continue
            data = os.read(screen, 65536)
            for question, answer in _ANSWERS.items():
                if question in data:
                    os.write(screen, answer)
            seen += data
            if text.encode() in _ESCAPES.sub(b"", seen):
                return (time.perf_counter() - start) * 1000
    except OSError:
        pass  # it ended
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(screen)
    return None


def measure(site: Path, home: Path, runs: int) -> Table:
    """Return the figures of starting on a site."""
    folders = {name: str(home / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    post = next((site / "content").rglob("*.md"))
    ours = [sys.executable, "-m", "tui", str(site)]
    programs: dict[str, tuple[list[str], str]] = {
        "postdesk": (ours, "2025-"),
        "Textual, one line": ([sys.executable, "-c", HELLO], "hello, world"),
    }
    for name in ("frogmouth", "hike"):
        if place := shutil.which(name):
            programs[name] = ([place, str(post)], post.stem)
    index = [sys.executable, "-m", "tui", "index", str(site)]
    subprocess.run(index, env={**os.environ, **folders}, stdout=subprocess.DEVNULL, check=True)
    for command, text in programs.values():  # the first run fills the caches of the system
        first_text(command, text, folders)
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, (command, text) in programs.items():
            found = first_text(command, text, folders)
            if found is not None:
                taken[name].append(found)
    table = Table("start, until the first row")
    middle = {name: statistics.median(some) for name, some in taken.items() if some}
    for name, value in middle.items():
        if name != "postdesk" and "postdesk" in middle:
            goal = "≥ 1 x" if name.startswith("Textual") else "≥ 3 x"
            table.add(Figure("postdesk", middle["postdesk"], "ms", name, value, goal))
    return table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the start.")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = make(Path(folder) / "site", options.posts, options.seed)
        print(measure(site, Path(folder) / "home", options.runs))


if __name__ == "__main__":
    main()
