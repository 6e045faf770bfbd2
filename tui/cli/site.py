"""`postdesk new`, `schema` and `index`: what concerns a whole site."""

from __future__ import annotations

import time
from pathlib import Path

import click

from tui.blog import files
from tui.blog.text import visible
from tui.cli import options
from tui.cli.output import emit, narrate, to_json


@click.command()
@options.folder
@click.option("--rebuild", is_flag=True, help="Read every file again, whatever the cache holds.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def index(path: Path, rebuild: bool, as_json: bool) -> None:
    """Bring the index of a site up to date, and tell what was indexed and how long it took."""
    from tui.blog.desk import Desk

    start = time.perf_counter()
    desk = Desk.open(path)
    if rebuild:
        desk.index.clear()
    else:
        desk.index.load()
    known = len(desk.library)
    library = desk.index.scan()
    seconds = time.perf_counter() - start
    facts = {
        "root": str(desk.site.root),
        "generator": desk.site.generator,
        "posts": len(library),
        "cached": known,
        "problems": sum(len(post.problems) for post in library.posts),
        "seconds": round(seconds, 3),
    }
    if as_json:
        emit(to_json(facts))
    else:
        emit(
            visible(
                "{root}: {generator}, {posts} posts ({cached} from the cache) in {seconds} s".format(**facts)
            )
        )


@click.command()
@click.argument("title")
@click.argument("assignments", nargs=-1, metavar="[KEY=VALUE]...")
@click.option(
    "--site",
    "path",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The site; this folder's without it.",
)
def new(title: str, assignments: tuple[str, ...], path: Path) -> None:
    """Make a new post with a TITLE where the site keeps its posts, and print its path."""
    from tui.blog.assign import parse_assignment
    from tui.blog.desk import Desk
    from tui.blog.document import Document

    desk = Desk.open(path)
    relative, data = desk.site.new(title, desk.clock())
    document = Document.split(data)
    site = desk.site.nearest(relative)
    edits = [parse_assignment(text).edit(document.values) for text in assignments]
    made = document.edit(*edits, format=site.format, fold=site.folds_keys) if edits else document
    place = desk.locate(relative)
    place.parent.mkdir(parents=True, exist_ok=True)
    files.replace(place, made.data, expect=None)
    narrate(f"postdesk: made {place}")
    emit(visible(relative))


@click.command()
@options.folder
@options.format_choice("text", "frontmatter.json")
def schema(path: Path, format_: str) -> None:
    """Print the fields of each kind of post, and what they were read or inferred from."""
    from tui.blog.schema.report import FORMATS

    desk = options.open_scanned(path)
    for line in FORMATS[format_](desk.site, desk.library.posts):
        emit(line)
