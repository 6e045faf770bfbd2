"""One file read, and judged by its site."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from datetime import datetime
from typing import NamedTuple

from tui.blog.errors import FileError
from tui.blog.index.reading import UNKNOWN, read_head, read_whole
from tui.blog.packed.post import Packed
from tui.blog.post import Post, Problem
from tui.blog.sites.base import Site, Source


class Judged(NamedTuple):
    """What became of a file."""

    path: str
    post: Packed | None
    """What its site says of it; None where it is gone."""

    stamp: int = UNKNOWN
    partly: bool = False
    """Whether no more than its head was read."""

    turns: float | None = None
    """When its status changes by itself, if it does, in seconds since the epoch."""


def judge(site: Site, path: str, now: datetime, *, whole: bool = False) -> Judged:
    """Read a file and say what its site says of it. Never raises: what can't be read is told.

    Args:
        site: The site.
        path: The file, from the site's root.
        now: The moment to judge by.
        whole: Whether to read all of it and count its words, not its head alone.
    """
    try:
        reading = (read_whole if whole else read_head)(f"{site.root}/{path}")
    except FileNotFoundError:
        return Judged(path, None)
    except FileError as error:
        problem = Problem("unreadable", error.message)
        broken = Post(path=path, title=path, status="broken", because=error.message, problems=(problem,))
        return Judged(path, Packed.of(broken))
    post = site.post(Source(path, reading.document, reading.modified, whole and reading.whole), now)
    turns = post.turns.timestamp() if post.turns else None
    return Judged(path, Packed.of(post), reading.stamp, not whole, turns)


def judge_all(site: Site, paths: Iterable[str], now: datetime) -> Generator[Judged]:
    """Read all of files and judge them, in their order."""
    for path in paths:
        yield judge(site, path, now, whole=True)
