"""`postdesk new`, `schema` and `index`: what concerns a whole site."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.blog.text import visible
from tui.cli import options
from tui.cli.output import as_table, emit, narrate, to_json

if TYPE_CHECKING:
    from tui.blog.schema import Field, Schema

BLINK = 0.1
"""Progress is told no more often than this, in seconds."""


@click.command()
@options.folder
@click.option("--rebuild", is_flag=True, help="Read every file again, whatever the cache holds.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def index(path: Path, rebuild: bool, as_json: bool) -> None:
    """Bring the index of a site up to date.

    Its posts are read, and the words of their bodies counted and learnt. What was indexed is told, and how
    long it took.
    """
    start = time.perf_counter()
    desk = options.open_desk(path)
    if rebuild:
        desk.index.clear()
        desk.texts.clear()
    else:
        desk.index.load()
    known = len(desk.library)
    desk.index.scan(progress("reading"))
    seconds = time.perf_counter() - start
    desk.tidy()
    library = desk.index.count_words(progress("counting words:"))
    desk.texts.update(progress("learning words:"))
    texts = time.perf_counter() - start - seconds
    if desk.texts.problem:
        narrate(f"postdesk: {desk.texts.problem}")
    facts = {
        "root": str(desk.site.root),
        "generator": desk.site.generator,
        "posts": len(library),
        "cached": known,
        "problems": sum(len(post.problems) for post in library.posts),
        "seconds": round(seconds, 3),
        "text_seconds": round(texts, 3),
        "text_bytes": desk.texts.size,
    }
    if as_json:
        emit(to_json(facts))
        return
    told = "{root}: {generator}, {posts} posts ({cached} from the cache) in {seconds} s".format(**facts)
    emit(visible(f"{told}, their words in {texts:.3f} s, full text of {desk.texts.size / 1e6:.1f} MB"))


def progress(doing: str) -> Callable[[int, int], None] | None:
    """Return what tells on a terminal how far something is, on one line; None where nobody looks."""
    if not sys.stderr.isatty():
        return None
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done == total or time.monotonic() - last > BLINK:
            last = time.monotonic()
            end = "\r\x1b[K" if done == total else ""  # what comes next takes the line
            print(f"\r{doing} {done:,} of {total:,}{end}", end="", file=sys.stderr, flush=True)

    return tell


@click.command()
@click.argument("title")
@click.argument("assignments", nargs=-1, metavar="[KEY=VALUE]...")
@options.site
def new(title: str, assignments: tuple[str, ...], path: Path) -> None:
    """Make a new post with a TITLE, and print its path.

    It comes where the site keeps its posts, made as the generator would make it.
    """
    from tui.blog.assign import parse_assignment
    from tui.blog.making import make_post

    desk = options.open_desk(path)
    relative = make_post(desk, title, [parse_assignment(text) for text in assignments])
    narrate(f"postdesk: made {desk.locate(relative)}")
    emit(visible(relative))


@click.command()
@options.folder
@options.format_choice("text", "frontmatter.json")
def schema(path: Path, format_: str) -> None:
    """Print the fields of each kind of post.

    With each stands what it was read or inferred from.
    """
    from tui.blog.schema import to_frontmatter_json

    schemas = options.open_scanned(path).schemas
    for problem in schemas.problems:
        narrate(f"postdesk: {problem}")
    if format_ == "frontmatter.json":
        emit(to_json(to_frontmatter_json(schemas.all()), indent=2))
    else:
        for one in schemas.all():
            for line in _describe(one):
                emit(line)


def _describe(one: Schema) -> Iterator[str]:
    """Yield a schema as text: its name, then a field a line with its type and where that is from."""
    origin = f", from {one.source}" if one.source else ""
    yield visible(f"{one.name}{origin}")
    rows = [("  " * depth + field.name, field.type, field.source) for depth, field in _nested(one.fields)]
    records = ({"field": name, "type": kind, "from": source} for name, kind, source in rows)
    for line in list(as_table(records, ("field", "type", "from")))[1:]:
        yield f"  {line}"
    yield ""


def _nested(fields: Iterable[Field], depth: int = 0) -> Iterator[tuple[int, Field]]:
    for field in fields:
        if not field.usual:  # reserved keys that no post uses would bury the others
            continue
        yield depth, field
        yield from _nested(getattr(field, "fields", ()), depth + 1)
