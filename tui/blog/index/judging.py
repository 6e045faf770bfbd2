"""Files read, and judged by their site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tui.blog.errors import FileError
from tui.blog.index.reading import UNKNOWN, Reading, read_head, read_whole
from tui.blog.packed.post import Packed
from tui.blog.post import Post, Problem
from tui.blog.sites.base import Site, Source
from tui.blog.sites.fields import values_of


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


def judge(site: Site, paths: Sequence[str], now: datetime, *, whole: bool = False) -> list[Judged]:
    """Read files and say what their site says of them. Never raises: what can't be read is told.

    All of them take a step before any takes the next: a quarter quicker than one after the other, for
    what the processor needs for a step is at hand then.

    Args:
        site: The site.
        paths: The files, from the site's root.
        now: The moment to judge by.
        whole: Whether to read all of them and count their words, not their heads alone.
    """
    read = read_whole if whole else read_head
    readings: dict[str, Reading] = {}
    judged: dict[str, Judged] = {}
    for path in paths:
        try:
            readings[path] = read(f"{site.root}/{path}")
        except FileNotFoundError:
            judged[path] = Judged(path, None)
        except FileError as error:
            judged[path] = Judged(path, Packed.of(_unreadable(path, error)))
    for path, reading in readings.items():
        values_of(reading.document, core=site.nearest(path).reads_core)  # the document keeps them
    posts = {
        path: site.post(Source(path, reading.document, reading.modified, whole and reading.whole), now)
        for path, reading in readings.items()
    }
    for path, post in posts.items():
        turns = post.turns.timestamp() if post.turns else None
        judged[path] = Judged(path, Packed.of(post), readings[path].stamp, not whole, turns)
    return [judged[path] for path in paths]


def _unreadable(path: str, error: FileError) -> Post:
    problem = Problem("unreadable", error.message)
    return Post(path=path, title=path, status="broken", because=error.message, problems=(problem,))
