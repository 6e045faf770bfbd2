"""Small plain sites to index."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from tui.blog.index.index import Index
from tui.blog.library import Library
from tui.blog.query import parse
from tui.blog.sites import open_site

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def write(path: Path, block: str, body: str = "Body.") -> None:
    """Write a post as if it had been there for a minute."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{block}\n---\n{body}\n", encoding="utf-8")
    age(path)


def age(path: Path, seconds: float = 60) -> None:
    """Make a file that much older."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - int(seconds * 1e9)))


def index(root: Path, *, cache: Path | None = None, now: datetime = NOW, under: str = "") -> Index:
    """Open a site's index at a moment."""
    return Index(open_site(root), cache=cache, clock=lambda: now, under=under)


def titles(library: Library, query: str = "") -> list[str]:
    """Return the titles that a query finds, in its order."""
    return [post.title for post in library.select(parse(query))]
