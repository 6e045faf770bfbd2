"""How long a save by another process takes to be painted, and what a checkout of many files costs.

    python -m tests.bench.live [--saves N] [--files N]

The program runs in a pseudo-terminal, as its user runs it; another process saves as editors do, by
another file that takes the place of the post. The time is from that moment to the last byte of the
paint that holds what is new.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.reader import numbered
from tests.bench.table import Figure, Table, at
from tests.bench.viewers import PATIENCE, SIZE, Run, Viewer, first_words, ours
from tests.conftest import SHARED
from tests.reader.bodies import reading
from tui.app import DeskApp
from tui.widgets.post_list import PostList

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
    path.write_bytes(path.read_bytes() + b"\\n")
"""


def make(root: Path, posts: int) -> Path:
    """Write a Hugo site of small posts."""
    folder = root / "content" / "posts"
    folder.mkdir(parents=True)
    (root / "hugo.toml").write_text("title = 'many'\n")
    for n in range(posts):
        date = f"20{n % 25:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        front = f"---\ntitle: Post {n}\ndate: {date}\ntags: [t{n % 40}]\n---\n"
        (folder / f"{n}.md").write_text(front + "text " * 80)
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


async def checkout(site: Path) -> tuple[int, float, float]:
    """Change every post at once; return the refreshes, the slowest key and the seconds until all is shown."""
    app = DeskApp(site)
    async with app.run_test(size=(140, 45)) as pilot:
        while app.desk is None or app.busy or app.library is None:
            await pilot.pause(0.05)
        await pilot.pause(1)
        posts = app.screen.query_one(PostList)
        counts, index = [0], app.desk.index
        refresh = index.refresh

        def counted(paths: set[Path]) -> object:
            counts[0] += 1
            return refresh(paths)

        index.refresh = counted  # type: ignore[method-assign, assignment]  # to count
        before, start = app.library.revision, time.perf_counter()
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", CHECKOUT, str(site))
        slowest, last = 0.0, before
        shown = quiet = time.perf_counter()
        while other.returncode is None or time.perf_counter() - quiet < 1.5:
            here, pressed = posts.cursor, time.perf_counter()
            app.simulate_key("j" if here < 20 else "g")
            while posts.cursor == here:
                await asyncio.sleep(0.001)
            slowest = max(slowest, time.perf_counter() - pressed)
            await asyncio.sleep(0.02)
            if app.library.revision != last:
                last, shown = app.library.revision, time.perf_counter()
                quiet = shown
        await other.wait()
        return counts[0], 1000 * slowest, shown - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the live preview.")
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--files", type=int, default=5000)
    options = parser.parse_args()
    table = Table("From a save by another process to its paint")
    post = reading(min((SHARED / "seeds").glob("*.md")))
    words = first_words(post)
    with tempfile.TemporaryDirectory() as folder:
        site = make(Path(folder) / "site", 1000)
        path = site / "content" / "posts" / "live.md"
        front = "---\ntitle: live\ndate: 2026-01-01\n---\n"
        measure = partial(saves, path=path, words=words, home=Path(folder) / "home", count=options.saves)
        for label, size in (("a seed", 0), ("100 kB", 100_000), ("1 MB", 1_000_000)):
            path.write_text(front + numbered(post, size).source, "utf-8")
            taken = measure(ours(), path)
            table.add(Figure(f"preview, {label}, median", median(taken)))
            table.add(Figure(f"preview, {label}, p95", at(0.95, taken), goal="< 50 ms, ≤ 200"))
        path.write_text(front + post.source, "utf-8")
        taken = measure(Viewer("desk", (sys.executable, "-m", "tui")), site)
        table.add(Figure("desk of 1,000 posts, a seed, p95", at(0.95, taken), goal="≤ 200 ms"))
        many = make(Path(folder) / "many", options.files)
        refreshes, key, seconds = asyncio.run(checkout(many))
        table.add(Figure(f"{options.files:,} files changed at once: refreshes", refreshes, "", goal="1"))
        table.add(Figure("  slowest key meanwhile", key))
        table.add(Figure("  until all is shown", 1000 * seconds))
    print(table)


if __name__ == "__main__":
    main()
