"""How long a save by another process takes to be painted, and what a checkout of many files costs.

    python -m tests.bench.live [--saves N] [--files N]

The program runs in a pseudo-terminal, as its user runs it; another process saves as editors do, by
another file that takes the place of the post. The time is from that moment to the last byte of the
paint that holds what is new.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from tests.bench.keys import at_rest
from tests.bench.reader import numbered
from tests.bench.table import Figure, Table, at
from tests.bench.viewers import PATIENCE, SIZE, Run, Viewer, first_words, ours
from tests.conftest import SHARED
from tests.reader.bodies import reading
from tests.terminal import Terminal

SAVER = """
import os, re, sys, time
for line in sys.stdin:
    path, words, mark = line.rstrip("\\n").split("\\t")
    source = re.sub("印[0-9]{3}", "", open(path, encoding="utf-8").read())
    with open(path + "~", "w", encoding="utf-8") as new:
        new.write(source.replace(words, mark + words, 1))
    print(time.perf_counter(), flush=True)
    os.replace(path + "~", path)
"""
"""Another process: puts a mark before some words of a file, and says when it begins to save."""

CHECKOUT = """
import pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    path.write_bytes(path.read_bytes().replace(b"Post", b"Neu"))
"""


LIST = slice(26, 70)
"""The columns of a screen in which titles stand."""

FRAME = 0.01
"""Seconds until all of a frame is there, once it has begun to come."""

AFTERWARDS = 20
"""So many keys more are pressed when all is shown."""


def make(root: Path, posts: int) -> Path:
    """Write a Hugo site of posts a few screens long."""
    folder = root / "content" / "posts"
    folder.mkdir(parents=True)
    (root / "hugo.toml").write_text("title = 'many'\n")
    for n in range(posts):
        date = f"20{n % 25:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        front = f"---\ntitle: Post {n}\ndate: {date}\ntags: [t{n % 40}]\n---\n"
        (folder / f"{n}.md").write_text(front + "text " * 800)
    return root


@contextmanager
def saver() -> Iterator[subprocess.Popen[str]]:
    """Run the other process."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", SAVER], stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def saves(viewer: Viewer, opened: Path, path: Path, words: str, home: Path, count: int) -> list[float]:
    """Return the milliseconds from each save to its paint."""
    taken = []
    run = Run(viewer, opened, SIZE if opened == path else (160, 45), home)
    try:
        run.until(words, PATIENCE)
        run.settle(PATIENCE)
        with saver() as other:
            assert other.stdin is not None
            assert other.stdout is not None
            for number in range(count):
                begun, mark = len(run.output), f"印{number:03}"
                other.stdin.write(f"{path}\t{words}\t{mark}\n")
                other.stdin.flush()
                start = float(other.stdout.readline())
                taken.append(1000 * (run.until(mark, PATIENCE, begun) - start))
                run.settle(0.15)
    finally:
        run.close()
    return taken


def checkout(site: Path, home: Path) -> tuple[int, float, float]:
    """Change every post at once, and press keys meanwhile.

    Returns:
        How many keys were answered by a screen with posts both old and new, the slowest of those keys until
        it was painted in milliseconds, and the seconds until the new posts are shown.
    """
    folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "STATE")}
    env = {**os.environ, **folders}
    subprocess.run(
        [sys.executable, "-m", "tui", "index", str(site)], env=env, check=True, capture_output=True
    )
    terminal = Terminal([sys.executable, "-m", "tui", str(site)], env=env)
    try:
        at_rest(terminal)
        start = time.perf_counter()
        other = subprocess.Popen([sys.executable, "-c", CHECKOUT, str(site)])
        mixed, slowest, shown, after = 0, 0.0, math.nan, 0
        for key in cycle("jk"):
            slowest = max(slowest, moved(terminal, key))
            rows = [line[LIST] for line in terminal.text.splitlines()]
            old, new = (any(word in row for row in rows) for word in ("Post", "Neu"))
            mixed += old and new
            if new and not old and math.isnan(shown):
                shown = time.perf_counter() - start
            after += not math.isnan(shown)
            if after == AFTERWARDS or time.perf_counter() - start > PATIENCE:
                break
        other.wait()
        return mixed, slowest, shown
    finally:
        terminal.close()


def moved(terminal: Terminal, key: str) -> float:
    """Press a key, and return the milliseconds until something is painted for it."""
    terminal.pump(0.02)
    start = time.perf_counter()
    terminal.press(key)
    before = len(terminal.output)
    while len(terminal.output) == before and time.perf_counter() - start < PATIENCE:
        terminal.pump(0.002)
    taken = 1000 * (time.perf_counter() - start)
    terminal.pump(FRAME)
    return taken


def save_figures(table: Table, folder: Path, count: int) -> None:
    """Measure saves by another process, as the reader alone and the desk show them."""
    post = reading(min((SHARED / "seeds").glob("*.md")))
    words = first_words(post)
    site = make(folder / "site", 1000)
    path = site / "content" / "posts" / "live.md"
    front = "---\ntitle: live\ndate: 2026-01-01\n---\n"
    measure = partial(saves, path=path, words=words, home=folder / "home", count=count)
    for label, size in (("a seed", 0), ("100 kB", 100_000), ("1 MB", 1_000_000)):
        path.write_text(front + numbered(post, size).source, "utf-8")
        taken = measure(ours(), path)
        table.add(Figure(f"preview, {label}, median", median(taken)))
        table.add(Figure(f"preview, {label}, p95", at(0.95, taken), goal="< 50 ms, ≤ 200"))
    path.write_text(front + post.source, "utf-8")
    taken = measure(Viewer("desk", (sys.executable, "-m", "tui")), site)
    table.add(Figure("desk of 1,000 posts, a seed, p95", at(0.95, taken), goal="≤ 200 ms"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the live preview.")
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--only-files", action="store_true", help="leave out the saves")
    options = parser.parse_args()
    table = Table("From a save by another process to its paint")
    with tempfile.TemporaryDirectory() as folder:
        if not options.only_files:
            save_figures(table, Path(folder), options.saves)
        many = make(Path(folder) / "many", options.files)
        mixed, key, seconds = checkout(many, Path(folder) / "many home")
        what = f"{options.files:,} files changed at once: screens with old and new"
        table.add(Figure(what, mixed, "", goal="0"))
        table.add(Figure("  slowest key meanwhile", key, goal="≤ 50 ms"))
        table.add(Figure("  until all is shown", 1000 * seconds))
    print(table)


if __name__ == "__main__":
    main()
