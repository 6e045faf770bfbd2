"""The reader beside Textual's Markdown widget and, where it is installed, frogmouth.

    python -m tests.bench.reader [--frogmouth PROGRAM] [POST...]

Times of widgets are processor time from the call to the painted screen, medians of several runs:
what else the machine does counts little. Those of programs are by the clock, from the start of the
process to the first words of the post in a pseudo-terminal. What is lost is counted with `tests.reader.walk`.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import tempfile
import termios
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown

from tests.bench.table import Figure, Table
from tests.conftest import SHARED
from tests.reader.bodies import reading
from tests.reader.test_kinsoku import NOT_AT_END, NOT_AT_START
from tests.reader.walk import contents, squeezed
from tui.reader import Reading
from tui.reader.parse import Body
from tui.widgets.reader import Reader

SIZE = (100, 40)
ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=!]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")


class Bench(App[None]):
    """An app of one widget."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self._widgets


def painted(app: App[Any]) -> list[str]:
    """Paint the screen in full; return its lines."""
    strips = app.screen._compositor.render_strips()
    return [strip.text for strip in strips]


def numbered(post: Reading, size: int) -> Reading:
    """Return a body of so many bytes, no two paragraphs of which are the same."""
    once = len(post.source.encode())
    parts = [
        post.source.replace("## ", f"## {n} ").replace("。", f"。{n}") for n in range(max(1, size // once))
    ]
    return replace(post, source="\n\n".join(parts)) if size > once else post


def edits(post: Reading, count: int) -> list[Reading]:
    """Return versions of a body, each with one more character in a paragraph near the start."""
    place = post.source.index("。") + 1
    return [
        replace(post, source=post.source[:place] + "あ" * n + post.source[place:])
        for n in range(1, count + 1)
    ]


async def ours(post: Reading) -> dict[str, float]:
    found: dict[str, list[float]] = {"open": [], "edit": [], "scroll": []}
    reader = Reader()
    app = Bench(reader)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(5):
            reader.show(None)
            await pilot.pause()
            start = process_time()
            reader.show(post)
            painted(app)
            found["open"].append(process_time() - start)
        while not (reader._page and reader._page.fill(0.1)):
            await pilot.pause()
        for version in edits(post, 15):
            start = process_time()
            reader.show(version)
            painted(app)
            found["edit"].append(process_time() - start)
        for _ in range(15):
            start = process_time()
            reader.action_page(1)
            painted(app)
            found["scroll"].append(process_time() - start)
    return {name: 1000 * median(times) for name, times in found.items()}


async def textual(post: Reading) -> dict[str, float]:
    found: dict[str, list[float]] = {"open": [], "edit": [], "scroll": []}
    markdown, box = Markdown(), VerticalScroll()
    app = Bench(box)
    async with app.run_test(size=SIZE) as pilot:
        await box.mount(markdown)
        runs = 1 if len(post.source) > 200_000 else 3
        for _ in range(runs):
            await markdown.update("")
            await pilot.pause()
            start = process_time()
            await markdown.update(post.source)
            await pilot.pause()
            painted(app)
            found["open"].append(process_time() - start)
        for version in edits(post, runs):
            start = process_time()
            await markdown.update(version.source)
            await pilot.pause()
            painted(app)
            found["edit"].append(process_time() - start)
        for _ in range(3):
            start = process_time()
            box.scroll_page_down(animate=False)
            await pilot.pause()
            painted(app)
            found["scroll"].append(process_time() - start)
    return {name: 1000 * median(times) for name, times in found.items()}


def first_words(argv: list[str], words: str, seconds: float = 60) -> float:
    """Return how long a program takes to write some words, in milliseconds."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
        os.execvp(argv[0], argv)
    start = perf_counter()
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    seen = b""
    try:
        while perf_counter() < start + seconds:
            if not select.select([fd], [], [], 1)[0]:
                continue
            part = os.read(fd, 65536)
            if b"\x1b[6n" in part:
                os.write(fd, b"\x1b[1;1R")
            seen += part
            if words.encode() in ESCAPES.sub(b"", seen):
                return 1000 * (perf_counter() - start)
        return float("nan")
    except OSError:
        return float("nan")
    finally:
        os.kill(pid, 9)
        os.close(fd)
        os.waitpid(pid, 0)


async def screen_of(widget: Widget, post: Reading) -> list[str]:
    """Return all lines that a widget shows of a post."""
    app = Bench(widget)
    async with app.run_test(size=(80, 1200)) as pilot:
        if isinstance(widget, Reader):
            widget.show(post)
        elif isinstance(widget, Markdown):
            await widget.update(post.source)
        for _ in range(3):
            await pilot.pause()
        return painted(app)


def faults(post: Reading, lines: list[str], addresses: set[str]) -> tuple[int, int, int]:
    """Return the lines broken wrongly, the texts lost and the addresses lost."""
    shown = [line.strip(" ▎│┃█▁▂▃▄▅▆▇") for line in lines]
    wrong = sum(
        bool(after) and (after[0] in NOT_AT_START or before[-1:] in NOT_AT_END) and cell_len(before) > 60
        for before, after in pairwise(shown)
    )
    text = squeezed("".join(shown))
    found = list(contents(Body(post).source))
    texts = [squeezed(value) for kind, value in found if kind != "href" and len(squeezed(value)) > 3]
    links = {value for kind, value in found if kind == "href"}
    # a cell that is wrapped stands on several lines between others: pairs of characters are asked for
    lost = sum(sum(a + b in text for a, b in pairwise(t)) < 0.8 * (len(t) - 1) for t in texts)
    return wrong, lost, len(links - addresses)


def addresses_of(widget: Widget) -> set[str]:
    if isinstance(widget, Reader) and widget._page is not None:
        return {span.href for line in widget._page for span in line.spans if span.href}
    found: set[str] = set()
    for block in widget.query("*"):
        content = getattr(block, "_content", None)
        for span in getattr(content, "spans", []):
            click = dict(getattr(span.style, "meta", None) or {}).get("@click", "")
            found |= set(re.findall(r"link\('(.*)'\)", str(click)))
    return found


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser()
    options.add_argument("--frogmouth", default=shutil.which("frogmouth"))
    options.add_argument("posts", nargs="*", type=Path)
    given = options.parse_args()
    posts = [reading(path) for path in given.posts or sorted((SHARED / "seeds").glob("*.md"))]
    sizes = [(label, numbered(posts[0], size)) for label, size in SIZES.items()]
    took = Table("Beside Textual's Markdown widget")
    for label, post in sizes:
        mine, theirs = asyncio.run(ours(post)), asyncio.run(textual(post))
        for what, value in mine.items():
            took.add(Figure(f"{label}: {what}", value, peer="Markdown", against=theirs[what]))
    print(took)

    lost = Table("What is wrong at 80 columns")
    for post in posts:
        found = []
        for widget in (Reader(), Markdown()):
            lines = asyncio.run(screen_of(widget, post))
            found.append(faults(post, lines, addresses_of(widget)))
        for what, mine_, theirs_ in zip(
            ("lines broken wrongly", "texts lost", "links lost"), *found, strict=True
        ):
            lost.add(Figure(f"{Path(post.path).name[:3]}: {what}", mine_, "", "Markdown", theirs_))
    print(lost)

    if given.frogmouth:
        started = Table("From the start of the program to the first words of the post")
        with tempfile.TemporaryDirectory() as folder:
            for label, post in sizes:
                path = Path(folder) / "post.md"
                path.write_text(post.source)
                words = post.source.split("\n- ")[1][:6]
                mine_ms = first_words([sys.executable, "-c", PROGRAM, str(path)], words)
                theirs_ms = first_words([given.frogmouth, str(path)], words)
                started.add(Figure(label, mine_ms, peer="frogmouth", against=theirs_ms))
        print(started)


SIZES = {"a seed": 0, "100 kB": 100_000, "1 MB": 1_000_000}

PROGRAM = """
import sys
from pathlib import Path
from textual.app import App
from tui.reader import Reading
from tui.reader.parse import Body
from tui.widgets.reader import Reader
class Alone(App):
    def compose(self):
        yield Reader()
    def on_mount(self):
        self.query_one(Reader).show(Reading("post.md", Path(sys.argv[1]).read_text()))
Alone().run()
"""
"""The reader alone, as a program."""

if __name__ == "__main__":
    main()
