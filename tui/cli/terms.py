"""`postdesk terms`: the terms of a taxonomy, and their renaming over the whole site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import options
from tui.cli.carry import carry_out
from tui.cli.completion import complete_term
from tui.cli.default import DefaultGroup
from tui.cli.output import FORMATS, emit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.blog.desk import Desk


class Terms(DefaultGroup):
    """A group whose first argument may be a path instead of a command."""

    default = "list"


def taxonomy_option(function: options.Function) -> options.Function:
    """Take --taxonomy."""
    return click.option("--taxonomy", default="tags", show_default=True, metavar="NAME", help="Which terms.")(
        function
    )


@click.group(cls=Terms, subcommand_metavar="[PATH] | COMMAND [ARGS]...")
def terms() -> None:
    """List the terms of a taxonomy, or change one in every post.

    `postdesk terms PATH` lists; rename, merge and drop edit.
    """


@terms.command("list")
@options.folder
@options.query
@taxonomy_option
@options.format_choice("table", "json", "jsonl", "csv")
def list_terms(path: Path, query: str, taxonomy: str, format_: str) -> None:
    """List the terms of a taxonomy, the most frequent first."""
    desk = options.open_scanned(path)
    check_taxonomy(desk, taxonomy)
    counts = options.select(desk, query).counts(taxonomy)
    records = ({"term": count.term, "posts": count.count} for count in counts if count.count)
    for line in FORMATS[format_](records, ("term", "posts")):
        emit(line)


def check_taxonomy(desk: Desk, name: str) -> None:
    """Refuse a taxonomy that the site does not have.

    Raises:
        UsageError: There is none of that name.
    """
    known = [taxonomy.name for taxonomy in desk.site.taxonomies]
    if name not in known:
        raise click.UsageError(f"the site has no taxonomy “{name}”; it has {', '.join(known)}")


@terms.command()
@click.argument("old", shell_complete=complete_term)
@click.argument("new", shell_complete=complete_term)
@options.site
@taxonomy_option
@options.dry_run
@options.yes
def rename(old: str, new: str, path: Path, taxonomy: str, dry_run: bool, yes: bool) -> None:
    """Give the term OLD the name NEW; a post that has both keeps one."""
    _retag(path, taxonomy, [old], new, dry_run=dry_run, yes=yes)


@terms.command()
@click.argument("old", nargs=-1, required=True, shell_complete=complete_term)
@click.argument("new", shell_complete=complete_term)
@options.site
@taxonomy_option
@options.dry_run
@options.yes
def merge(old: tuple[str, ...], new: str, path: Path, taxonomy: str, dry_run: bool, yes: bool) -> None:
    """Put the term NEW in place of every OLD one."""
    _retag(path, taxonomy, old, new, dry_run=dry_run, yes=yes)


@terms.command()
@click.argument("old", nargs=-1, required=True, shell_complete=complete_term)
@options.site
@taxonomy_option
@options.dry_run
@options.yes
def drop(old: tuple[str, ...], path: Path, taxonomy: str, dry_run: bool, yes: bool) -> None:
    """Take the terms OLD out of every post."""
    _retag(path, taxonomy, old, None, dry_run=dry_run, yes=yes)


def _retag(
    path: Path, taxonomy: str, old: Sequence[str], new: str | None, *, dry_run: bool, yes: bool
) -> None:
    """Make a plan over the whole site, and carry it out as `set` does."""
    desk = options.open_scanned(path)
    check_taxonomy(desk, taxonomy)
    known = {count.term for count in options.select(desk, "").counts(taxonomy)}
    for term in old:
        if term not in known:
            raise click.UsageError(f"no post has the term “{term}” among its {taxonomy}")
    carry_out(desk, desk.retag(taxonomy, old, new), dry_run=dry_run, yes=yes)
