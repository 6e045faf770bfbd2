"""Where a post went: another program renamed its file while it was worked on here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tui.blog.errors import FileError

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.library import Library


@dataclass(frozen=True, slots=True)
class Trace:
    """What a file is known by under any name, as long as it is only renamed."""

    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Self | None:
        """Return the trace of a file, or None where there is none."""
        try:
            status = path.stat()
        except (OSError, ValueError):
            return None
        return cls(status.st_dev, status.st_ino)


def find_renamed(desk: Desk, trace: Trace | None, was: Document, known: Library) -> str | None:
    """Return the path of the post that a missing file has become, or None.

    That is the same file under another name, as `mv` and `git mv` leave it; else a post that was not
    there before and holds the same bytes, as a copy that was put in its place does; else one with the
    same body, for whoever renames a post may change its date too.

    Args:
        desk: The site, with the posts that are there now.
        trace: What the file was known by.
        was: What it held.
        known: The posts that were there before.
    """
    paths = [post.path for post in desk.library.posts]
    if trace is not None:
        for path in paths:
            if Trace.of(desk.site.root / path) == trace:
                return path
    came = [path for path in paths if known.get(path) is None]
    return _alike(desk, came, was)


def _alike(desk: Desk, paths: Iterable[str], was: Document) -> str | None:
    body = was.data[was.body_start :].strip()
    found = None
    for path in paths:
        try:
            there = desk.read(path)
        except FileError:
            continue
        if there.data == was.data:
            return path
        if body and found is None and there.data[there.body_start :].strip() == body:
            found = path
    return found
