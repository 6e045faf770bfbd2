"""`postdesk set` and `undo`: front matter changed, and changes taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.blog.assign import Assignment, split_arguments
from tui.blog.errors import AssignmentError, BlogError
from tui.cli import options
from tui.cli.carry import carry_out, complain, confirm, files, interruptible, progress
from tui.cli.output import FINDINGS, FORMATS, Record, emit, narrate

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.edits import Edit
    from tui.blog.journal import Entry


@click.command("set")
@click.argument("arguments", nargs=-1, metavar="PATH... ASSIGNMENT...")
@options.config
@options.query
@options.dry_run
@options.yes
def set_fields(arguments: tuple[str, ...], query: str, dry_run: bool, yes: bool) -> None:
    """Change front matter fields of files or of folders of posts.

    \b
    key=value    a value, typed by the field: draft=true is a boolean,
                 title=1.10 stays text
    key:=JSON    exactly this value
    key+=term    a term more in a list
    key-=term    a term less
    key-         no such field any more

    Dots lead into maps and lists: cover.image=a.png. A file whose name looks like an assignment is
    written with its folder: ./a=b.md.
    """  # noqa: D301 (click knows what is not to be wrapped by the character, not by its name)
    try:
        paths, assignments = split_arguments(arguments)
    except AssignmentError as error:
        raise click.UsageError(str(error)) from None
    if not assignments:
        raise click.UsageError("there is no assignment, such as draft=true")
    if not paths:
        raise click.UsageError("there is no path; a dot is this folder")
    desk, chosen = _choose(paths, query, typed=any(one.is_typed for one in assignments))
    wishes, refused = _wishes(desk, chosen, assignments)
    plan = desk.plan_each(f"set {' '.join(one.source for one in assignments)}", wishes)
    carry_out(desk, replace(plan, refused=(*refused, *plan.refused)), dry_run=dry_run, yes=yes)


def _choose(paths: Sequence[Path], query: str, *, typed: bool) -> tuple[Desk, list[str]]:
    """Return the site's desk, and the posts that are meant.

    Args:
        paths: Files, and folders that stand for their posts.
        query: What the posts must match.
        typed: Whether the site's posts must be known, because they tell the types of fields.

    Raises:
        UsageError: The paths are of several sites.
    """
    desks = [options.open_desk(path) for path in paths]
    roots = {desk.site.root for desk in desks}
    if len(roots) > 1:
        raise click.UsageError(f"these are of {len(roots)} sites: {', '.join(sorted(map(str, roots)))}")
    if query or typed or not all(desk.focus for desk in desks):
        whole = options.open_scanned(roots.pop())
        listed = {post.path for post in options.select(whole, query)}
    else:
        whole, listed = options.open_desk(roots.pop()), set[str]()
    chosen: set[str] = set()
    for desk in desks:
        if not desk.focus:
            chosen.update(path for path in listed if not desk.under or path.startswith(f"{desk.under}/"))
        elif not query or desk.focus in listed:
            chosen.add(desk.focus)
    return whole, sorted(chosen)


def _wishes(
    desk: Desk, paths: Iterable[str], assignments: Sequence[Assignment]
) -> tuple[list[tuple[str, list[Edit]]], list[BlogError]]:
    """Return the edits that assignments mean in each post, and why there are none in others."""
    from tui.blog.schema import Schemas

    schemas = Schemas(desk.site, desk.library.posts)
    wishes: list[tuple[str, list[Edit]]] = []
    refused: list[BlogError] = []
    for path in paths:
        post = desk.library.get(path)
        fold = desk.site.nearest(path).folds_keys
        try:
            values = post.values if post else desk.read(path).values
            edits = [one.edit(values, schemas.of(path), fold=fold) for one in assignments]
        except BlogError as error:
            refused.append(error.at(path))
        else:
            wishes.append((path, edits))
    return wishes, refused


@click.command()
@options.folder
@click.option(
    "--list", "listed", is_flag=True, help="List what was done, the newest first, and undo nothing."
)
@options.format_choice("table", "json", "jsonl", "csv")
@options.yes
def undo(path: Path, listed: bool, format_: str, yes: bool) -> None:
    """Take back what postdesk last wrote to a site.

    A file that changed since is left as it is, and named.
    """
    from tui.blog.sites.folder import Folder

    desk = options.open_desk(path)
    journal = desk.journal
    history = journal.history()
    complain(history.problems)
    if listed:
        for line in FORMATS[format_]((_record(entry) for entry in history.entries), _FIELDS):
            emit(line)
        return
    entry = journal.last()
    if entry is None:
        inside = ", ".join(desk.site.sites) if isinstance(desk.site, Folder) else ""
        where = f"; each of its sites is asked for by itself: {inside}" if inside else ""
        narrate(f"postdesk: there is nothing to undo in {desk.site.root}{where}")
        return
    confirm(f"undo “{entry.title}”", journal.paths(entry), yes=yes)
    with interruptible() as cancelled, progress(entry.files) as step:
        result = journal.undo(entry, progress=step, cancelled=cancelled)
    complain(result.failed)
    if result.cancelled:
        narrate(f"postdesk: undo “{entry.title}”: stopped, nothing was changed")
    else:
        narrate(f"postdesk: undid “{entry.title}”: {files(len(result.done))} changed back")
    if result.failed or result.cancelled:
        click.get_current_context().exit(FINDINGS)


_FIELDS = ("number", "began", "state", "files", "title")


def _record(entry: Entry) -> Record:
    state = "interrupted" if entry.interrupted else entry.state
    began = entry.began.astimezone().isoformat(sep=" ", timespec="seconds")
    return {
        "number": entry.number,
        "began": began,
        "state": state,
        "files": entry.files,
        "title": entry.title,
    }
