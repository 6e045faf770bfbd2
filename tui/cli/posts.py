"""`postdesk list`, `show` and `get`: what is known of posts."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.blog.errors import FileError
from tui.cli import options
from tui.cli.completion import complete_key
from tui.cli.output import FINDINGS, FORMATS, emit, to_json
from tui.cli.record import FACTS, TABLE, record

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.post import Post


@click.command("list")
@options.folder
@options.query
@options.format_choice(*FORMATS)
@click.option(
    "--fields", default="", metavar="A,B", help="What to say of each post: facts or front matter keys."
)
@click.option("--limit", type=click.IntRange(min=0), help="Only the first N posts.")
def list_posts(path: Path, query: str, format_: str, fields: str, limit: int | None) -> None:
    """List posts, the newest first."""
    desk = options.open_scanned(path)
    names = [name.strip() for name in fields.split(",") if name.strip()]
    if not names and format_ in ("table", "csv"):
        names = list(TABLE if format_ == "table" else FACTS)
    if not names or "words" in names:
        desk.index.count_words()
    chosen = islice(options.posts(desk, query), limit)
    needed = ["path"] if format_ == "paths" else names
    for line in FORMATS[format_]((record(post, needed) for post in chosen), names):
        emit(line)


@click.command()
@options.post
@options.format_choice("text", "json")
@click.option(
    "--width", type=click.IntRange(min=20, max=500), help="Cells in a line; the terminal's without it."
)
def show(post: Path, format_: str, width: int | None) -> None:
    """Print a post as the reader shows it.

    Its front matter comes first, then its body.
    """
    from tui.reader import Reading

    desk, known = _open_post(post)
    document = desk.read(known.path)
    if format_ == "json":
        emit(to_json({**record(known), "front_matter": known.values, "body": document.body}, indent=2))
        return
    from tui.cli.printing import print_reading

    site = desk.site.nearest(known.path)
    reading = Reading(
        path=known.path,
        source=document.body,
        first_line=document.body_line,
        dialect=site.dialect,
        post=known,
    )
    print_reading(reading, width)


@click.command()
@options.post
@click.argument("key", shell_complete=complete_key)
@click.option("--json", "as_json", is_flag=True, help="Print the value as JSON.")
@click.pass_context
def get(ctx: click.Context, post: Path, key: str, as_json: bool) -> None:
    """Print the value of one front matter KEY.

    Dots lead into maps and lists. A list prints an item a line. Where there is no such key,
    nothing is printed and the exit code is 1.
    """
    from tui.cli.value import print_value, value_of

    value = value_of(post, key)
    if as_json:
        emit(to_json(value))
    else:
        print_value(value)
    if value is None:
        ctx.exit(FINDINGS)


def _open_post(path: Path) -> tuple[Desk, Post]:
    """Open a desk for one post, without reading the others."""
    desk = options.open_desk(path)
    if not desk.focus:
        raise FileError("that is a folder, not a post", path=path, hint="`postdesk list` lists its posts")
    return desk, desk.post(desk.focus)
