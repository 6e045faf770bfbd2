"""`postdesk publish`, `unpublish` and `rename`: what a post is called, and whether it is public."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.blog.errors import FileError
from tui.blog.text import visible
from tui.cli import options
from tui.cli.carry import carry_out, settle, show_diff
from tui.cli.output import emit, narrate

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.post import Post
    from tui.blog.sites.moves import Move


@click.command()
@options.post
@options.dry_run
def publish(post: Path, dry_run: bool) -> None:
    """Make POST public, and print its path.

    It is no draft any more, and in Jekyll out of `_drafts`. A post whose date is to come
    waits for it all the same.
    """
    desk, known = _open(post)
    _carry_out(desk, known, "publish", desk.site.publish(known, desk.clock()), dry_run=dry_run)


@click.command()
@options.post
@options.dry_run
def unpublish(post: Path, dry_run: bool) -> None:
    """Make POST a draft, and print its path.

    In Jekyll, where it has posts, that is in `_drafts`.
    """
    desk, known = _open(post)
    _carry_out(desk, known, "unpublish", desk.site.unpublish(known), dry_run=dry_run)


@click.command()
@options.post
@click.argument("name")
@options.dry_run
def rename(post: Path, name: str, dry_run: bool) -> None:
    """Give the file of POST another NAME, and print its path.

    NAME is without date and end. The date in its name stays, and a slug in its front matter becomes
    NAME too. Links to it are not changed.
    """
    desk, known = _open(post)
    _carry_out(desk, known, "rename", desk.site.rename(known, name), dry_run=dry_run)


def _open(path: Path) -> tuple[Desk, Post]:
    desk = options.open_desk(path)
    if not desk.focus:
        raise FileError("that is a folder, not a post", path=path)
    return desk, desk.post(desk.focus)


def _carry_out(desk: Desk, post: Post, verb: str, move: Move, *, dry_run: bool) -> None:
    """Make the edits, and the move if there is one, so that `undo` takes both back."""
    title = f"{verb} {post.path}"
    if move.path == post.path:
        carry_out(desk, desk.plan(title, [post.path], move.edits), dry_run=dry_run, yes=True)
    else:
        from tui.blog.moving import Moving
        from tui.blog.plan import Plan

        moving = Moving.make(desk.site, post.path, move)
        if dry_run:
            show_diff(moving.diff(desk.site.root), moving.patch(desk.site.root))
        else:
            settle(desk.journal)
            for error in desk.apply(Plan(title, moves=(moving,))).failed:
                raise error
            narrate(f"postdesk: {title}: moved to {move.path}")
    if not dry_run:
        emit(visible(move.path))
