"""The reader beside Textual's Markdown widget and, where they are installed, other viewers.

    python -m tests.bench.reader [--frogmouth PROGRAM] [--hike PROGRAM] [--runs N] [POST...]

Medians of several runs, by the clock. What is lost is counted with `tests.reader.walk`; `viewers` says
how programs are measured.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown

from tests.bench.table import Figure, Table
from tests.bench.viewers import PEERS, compare
from tests.bench.viewers import ours as our_own
from tests.conftest import SHARED
from tests.reader.bodies import reading
from tests.reader.walk import contents
from tui.reader import Reading
from tui.reader.parse import Body
from tui.widgets.reader import Reader

SIZE = (100, 40)


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
            start = perf_counter()
            reader.show(post)
            painted(app)
            found["open"].append(perf_counter() - start)
        while not (reader._page and reader._page.fill(0.1)):
            await pilot.pause()
        for version in edits(post, 15):
            start = perf_counter()
            reader.show(version)
            painted(app)
            found["edit"].append(perf_counter() - start)
        for _ in range(15):
            start = perf_counter()
            reader.action_page(1)
            painted(app)
            found["scroll"].append(perf_counter() - start)
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
            start = perf_counter()
            await markdown.update(post.source)
            await pilot.pause()
            painted(app)
            found["open"].append(perf_counter() - start)
        for version in edits(post, runs):
            start = perf_counter()
            await markdown.update(version.source)
            await pilot.pause()
            painted(app)
            found["edit"].append(perf_counter() - start)
        for _ in range(3):
            start = perf_counter()
            box.scroll_page_down(animate=False)
            await pilot.pause()
            painted(app)
            found["scroll"].append(perf_counter() - start)
    return {name: 1000 * median(times) for name, times in found.items()}


async def links_lost(widget: Widget, post: Reading) -> int:
    """Return how many addresses of a post a widget leads to nowhere."""
    app = Bench(widget)
    async with app.run_test(size=(80, 40)) as pilot:
        if isinstance(widget, Reader):
            widget.show(post)
        elif isinstance(widget, Markdown):
            await widget.update(post.source)
        await pilot.pause()
        links = {value for kind, value in contents(Body(post).source) if kind == "href"}
        return len(links - addresses_of(widget))


def addresses_of(widget: Widget) -> set[str]:
    if isinstance(widget, Reader) and widget._page is not None:
        page = widget._page
        lines = (line for index in range(len(page.parse_all())) for line in page.lines_of(index))
        return {span.href for line in lines for span in line.spans if span.href}
    found: set[str] = set()
    for block in widget.query("*"):
        content = getattr(block, "_content", None)
        for span in getattr(content, "spans", []):
            click = dict(getattr(span.style, "meta", None) or {}).get("@click", "")
            found |= set(re.findall(r"link\('(.*)'\)", str(click)))
    return found


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description="Measure the reader.")
    for name in PEERS:
        options.add_argument(f"--{name}", default=shutil.which(name), help="where it is installed")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("posts", nargs="*", type=Path)
    given = options.parse_args()
    posts = [reading(path) for path in given.posts or sorted((SHARED / "seeds").glob("*.md"))]
    sizes = {label: numbered(posts[0], size) for label, size in SIZES.items()}
    took = Table("The widget, from what it is given to the painted screen, beside Textual's Markdown")
    for label, post in sizes.items():
        mine, theirs = asyncio.run(ours(post)), asyncio.run(textual(post))
        for what, value in mine.items():
            goal = GOALS.get((label, what), "")
            took.add(Figure(f"{label}: {what}", value, peer="Markdown", against=theirs[what], goal=goal))
    for post in posts:
        mine_, theirs_ = (asyncio.run(links_lost(widget, post)) for widget in (Reader(), Markdown()))
        name = Path(post.path).name[:3]
        took.add(Figure(f"{name}: links lost", mine_, "", "Markdown", theirs_, "0"))
    print(took)

    viewers = [our_own(), *(make(program) for name, make in PEERS.items() if (program := vars(given)[name]))]
    print("\n## Programs, through a pseudo-terminal\n")
    print(compare(viewers, sizes, posts, given.runs))


SIZES = {"a seed": 0, "100 kB": 100_000, "1 MB": 1_000_000}
GOALS = {("1 MB", "open"): "≤ 16 ms", ("100 kB", "edit"): "≤ 16 ms"}

if __name__ == "__main__":
    main()
