"""Viewers of Markdown side by side, each as its user runs it: keys in, bytes out of a pseudo-terminal."""

from __future__ import annotations

import fcntl
import math
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyte
from rich.cells import cell_len

from tests.reader.test_kinsoku import NOT_AT_END, NOT_AT_START
from tests.reader.walk import contents, squeezed
from tui.reader import Reading
from tui.reader.parse import Body

ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=!]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")
ANSWERS = {  # what a terminal says when it is asked
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
QUIET = 0.3
"""So long nothing is written when a viewer is done with what it was asked, in seconds."""


@dataclass(frozen=True)
class Viewer:
    """A program that shows a file of Markdown."""

    name: str
    argv: tuple[str, ...]
    """Its command, without the file."""

    reload: str = ""
    """The key that reads the file again; empty where a change shows by itself."""


class Run:
    """A viewer that shows a file.

    Args:
        viewer: The program.
        path: The file.
        size: Columns and rows.
        home: Where it may keep what it likes.
    """

    def __init__(self, viewer: Viewer, path: Path, size: tuple[int, int], home: Path) -> None:
        self.viewer, self.size = viewer, size
        self.output = b""
        self.last = self.start = time.perf_counter()
        """When the last byte came."""

        folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        terminal = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "HOME": str(home),
        }
        self.process, self.handle = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.chdir(path.parent)
            os.execvpe(viewer.argv[0], [*viewer.argv, str(path)], {**os.environ, **folders, **terminal})

    def read(self, seconds: float) -> bool:
        """Read what comes within some time; False if nothing did or the program ended."""
        if not select.select([self.handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.handle, 1 << 20)
        except OSError:
            return False
        self.last = time.perf_counter()
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.handle, answer)
        self.output += data
        return True

    def until(self, text: str, seconds: float, begun: int = 0) -> float:
        """Return when a text is written, searched for in the output from a place; NaN if it is not."""
        end = time.perf_counter() + seconds
        while text.encode() not in ESCAPES.sub(b"", self.output[begun:]):
            if time.perf_counter() > end:
                return float("nan")
            self.read(0.5)
        return self.last

    def settle(self, seconds: float) -> None:
        """Wait until nothing more is written."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and (self.read(QUIET) or time.perf_counter() - self.last < QUIET):
            pass

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self.handle, keys.encode())

    def lines(self) -> list[str]:
        """Return the screen."""
        screen = pyte.Screen(*self.size)
        pyte.ByteStream(screen).feed(self.output)
        return ["".join(screen.buffer[y][x].data for x in range(self.size[0])) for y in range(self.size[1])]

    def close(self) -> None:
        """End the program."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.handle)


SIZE = (100, 40)
PATIENCE = 60.0


def first_words(post: Reading) -> str:
    """Return words of the first screen: the first six characters of Japanese in a row."""
    found = re.search(r"[\u3040-\u9fff]{6}", post.source)
    return found.group() if found else post.source[:6]


def opening(viewer: Viewer, path: Path, words: str, home: Path, runs: int) -> float:
    """Return the milliseconds from the start of the program to the first words of the post."""
    taken = []
    for _ in range(runs):
        run = Run(viewer, path, SIZE, home)
        taken.append(1000 * (run.until(words, PATIENCE) - run.start))
        run.close()
    return median(taken)


def living(viewer: Viewer, path: Path, words: str, home: Path, runs: int) -> dict[str, float]:
    """Return the milliseconds from a save to its paint, and from a key to the end of a scroll."""
    run = Run(viewer, path, SIZE, home)
    try:
        run.until(words, PATIENCE)
        run.settle(PATIENCE)
        return {
            "one edit": median(_edit(run, path, words, number) for number in range(runs)),
            "page down": median(_scroll(run) for _ in range(runs)),
        }
    finally:
        run.close()


def _edit(run: Run, path: Path, words: str, number: int) -> float:
    marked = f"印{number:03}"
    source = re.sub(r"印\d{3}", "", path.read_text("utf-8"))
    place = source.index(words)
    begun = len(run.output)
    saved = path.with_name("saved")
    saved.write_text(source[:place] + marked + source[place:], "utf-8")
    start = time.perf_counter()
    saved.replace(path)
    if run.viewer.reload:
        run.press(run.viewer.reload)
    painted = run.until(marked, PATIENCE, begun)
    run.settle(PATIENCE)
    return 1000 * (painted - start)


def _scroll(run: Run) -> float:
    start = time.perf_counter()
    run.press("\x1b[6~")
    run.settle(PATIENCE)
    return 1000 * (run.last - start) if run.last > start else float("nan")


def faults(viewer: Viewer, path: Path, post: Reading, home: Path) -> dict[str, int]:
    """Return how many lines are broken wrongly, and how many texts and cells no line shows."""
    run = Run(viewer, path, (80, 700), home)
    try:
        run.until(first_words(post), PATIENCE)
        run.settle(PATIENCE)
        shown = [line.strip(" ▎│┃█▁▂▃▄▅▆▇▌") for line in run.lines()]
    finally:
        run.close()
    wrong = sum(
        bool(after) and (after[0] in NOT_AT_START or before[-1:] in NOT_AT_END) and cell_len(before) > 50
        for before, after in pairwise(shown)
    )
    text = squeezed("".join(shown))
    found = list(contents(Body(post).source))
    texts = [squeezed(value) for kind, value in found if kind != "href" and len(squeezed(value)) > 3]
    # a cell that is wrapped stands on several lines between others: pairs of characters are asked for
    lost = sum(sum(a + b in text for a, b in pairwise(t)) < 0.8 * (len(t) - 1) for t in texts)
    return {"lines broken wrongly": wrong, "texts and cells lost": lost}


def ours() -> Viewer:
    """Return our own."""
    return Viewer("postdesk", (sys.executable, "-m", "tui", "--preview"))


PEERS: Mapping[str, Callable[[str], Viewer]] = {
    "frogmouth": lambda program: Viewer("frogmouth", (program,), reload="\x12"),
    "hike": lambda program: Viewer("hike", (program, "--no-navigation"), reload="\x12"),
}
"""The peers, made of where they are installed. glow is not among them: it comes from no package registry."""


def compare(viewers: list[Viewer], posts: Mapping[str, Reading], seeds: list[Reading], runs: int) -> str:
    """Return a table of all figures as Markdown.

    Args:
        viewers: The programs.
        posts: Bodies of several sizes, by what they are called.
        seeds: Bodies in which faults are counted.
        runs: How often each thing is measured.
    """
    rows: dict[str, list[str]] = {}
    with TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "post.md"
        for viewer in viewers:
            for label, post in posts.items():
                path.write_text(post.source, "utf-8")
                words, few = first_words(post), 1 if len(post.source) > 200_000 else runs
                told = rows.setdefault(f"{label}: first words", [])
                told.append(_said(opening(viewer, path, words, home, few)))
                for what, value in living(viewer, path, words, home, few).items():
                    said = " (its key to reload)" if viewer.reload and what == "one edit" else ""
                    rows.setdefault(f"{label}: {what}", []).append(_said(value) + said)
            total: Counter[str] = Counter()
            for post in seeds:
                path.write_text(post.source, "utf-8")
                total.update(faults(viewer, path, post, home))
            for what, count in total.items():
                rows.setdefault(f"{len(seeds)} posts at 80 columns: {what}", []).append(f"{count:,}")
    lines = [f"| | {' | '.join(viewer.name for viewer in viewers)} |", f"|{' --- |' * (len(viewers) + 1)}"]
    return "\n".join([*lines, *(f"| {what} | {' | '.join(row)} |" for what, row in rows.items())])


def _said(milliseconds: float) -> str:
    return "not in a minute" if math.isnan(milliseconds) else f"{milliseconds:,.0f} ms"
