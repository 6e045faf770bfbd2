"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.cli.output import narrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.blog.desk import Desk
    from tui.blog.library import Selection
    from tui.blog.post import Post
    from tui.blog.query import Query

Function = TypeVar("Function", bound="Callable[..., Any]")


_CONFIGS = "tui.cli.configs"


def _keep_configs(ctx: click.Context, _parameter: click.Parameter, value: str) -> None:
    ctx.meta[_CONFIGS] = tuple(filter(None, value.split(",")))


def config(function: Function) -> Function:
    """Take --config; `open_desk` knows of it."""
    return click.option(
        "--config",
        default="",
        metavar="FILE[,FILE…]",
        expose_value=False,
        callback=_keep_configs,
        help="Jekyll's configuration files, from the site's folder, as `jekyll build` takes them.",
    )(function)


def folder(function: Function) -> Function:
    """Take PATH: a site, a folder in it or one post; this folder without it. And --config."""
    return click.argument("path", type=click.Path(path_type=Path), default=Path())(config(function))


def post(function: Function) -> Function:
    """Take POST: one file. And --config."""
    return click.argument("post", type=click.Path(path_type=Path, dir_okay=False))(config(function))


def site(function: Function) -> Function:
    """Take --site, for commands whose arguments are not paths. And --config."""
    return click.option(
        "--site",
        "path",
        type=click.Path(path_type=Path),
        default=Path(),
        help="The site; this folder's without it.",
    )(config(function))


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


def configs() -> tuple[str, ...]:
    """Return the configuration files that the command was called with."""
    found: tuple[str, ...] = click.get_current_context().meta.get(_CONFIGS, ())
    return found


def open_desk(path: Path) -> Desk:
    """Open a desk with the configuration that the command was called with."""
    from tui.blog.desk import Desk

    return Desk.open(path, configs=configs())


def open_scanned(path: Path) -> Desk:
    """Open a desk whose library is up to date with the disk."""
    desk = open_desk(path)
    desk.index.load()
    desk.index.scan()
    return desk


def select(desk: Desk, query: str) -> Selection:
    """Return the posts of a desk that a query leaves, and tell of keys that no post has.

    Raises:
        QueryError: The query can't be parsed.
    """
    from tui.blog.query import parse

    asked = parse(query)
    selection = _select(desk, asked)
    if asked.keys:
        from tui.blog.search import unknown_keys

        for unknown in unknown_keys(asked, desk.library):
            narrate(f"postdesk: {unknown}")
    return selection


def _select(desk: Desk, asked: Query) -> Selection:
    words = list[str]()

    def note(word: str) -> tuple[str, ...]:
        words.append(word)
        return ()

    selection = desk.library.select(asked, search=note)
    if not words:  # as most queries
        return selection
    from tui.blog.search import Seeking

    return Seeking(desk.texts, desk.library, asked).advance()


def posts(desk: Desk, query: str) -> Iterator[Post]:
    """Yield the posts of a desk that a query leaves, of one post that it was opened for that one alone.

    Raises:
        QueryError: The query can't be parsed.
    """
    return (post for post in select(desk, query) if desk.focus in ("", post.path))
