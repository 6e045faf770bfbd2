"""What is said of the posts of made-up Jekyll sites."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from tui.blog.document import Document
from tui.blog.post import Post
from tui.blog.sites import Source
from tui.blog.sites.jekyll import Jekyll

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Make = Callable[..., Jekyll]


def post(
    site: Jekyll, path: str = "_posts/2026-01-31-one.md", front: str = "", body: str = "Text.\n"
) -> Post:
    data = f"---\n{front}\n---\n{body}".encode()
    return site.post(Source(path, Document.split(data), 1_700_000_000.5), NOW)
