"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.blog.desk import Desk
    from tui.blog.library import Selection

Function = TypeVar("Function", bound="Callable[..., Any]")


def folder(function: Function) -> Function:
    """Take PATH: a site, a folder in it or one post; this folder without it."""
    return click.argument("path", type=click.Path(path_type=Path), default=Path())(function)


def post(function: Function) -> Function:
    """Take POST: one file."""
    return click.argument("post", type=click.Path(path_type=Path, dir_okay=False))(function)


def query(function: Function) -> Function:
    """Take -q QUERY."""
    text = "Only posts that match, in the filter line's language."
    return click.option("-q", "--query", default="", metavar="QUERY", help=text)(function)


def format_choice(*names: str) -> Callable[[Function], Function]:
    """Take --format, one of some names, the first by default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print.",
    )


def dry_run(function: Function) -> Function:
    """Take --dry-run."""
    text = "Print the changes as a unified diff and write nothing."
    return click.option("--dry-run", is_flag=True, help=text)(function)


def yes(function: Function) -> Function:
    """Take --yes."""
    return click.option("-y", "--yes", is_flag=True, help="Change several files without asking.")(function)


def open_scanned(path: Path) -> Desk:
    """Open a desk whose library is up to date with the disk."""
    from tui.blog.desk import Desk

    desk = Desk.open(path)
    desk.index.load()
    desk.index.scan()
    return desk


def select(desk: Desk, query: str) -> Selection:
    """Return the posts of a desk that a query leaves, or the one post it was opened for.

    Raises:
        QueryError: The query can't be parsed.
    """
    from tui.blog.query import parse

    return desk.library.select(parse(query))
