"""Made-up Hugo sites of a few files, and what is said of their posts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tui.blog.document import Document
from tui.blog.post import Post
from tui.blog.sites.base import Source
from tui.blog.sites.hugo import Hugo

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def write(root: Path, files: dict[str, str]) -> Hugo:
    """Make a site of files, and open it."""
    files = {"hugo.toml": "", **files}
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return Hugo.load(root.resolve())


def posts(site: Hugo) -> dict[str, Post]:
    """Return every post of a site by its path."""
    found = {
        path: site.post(Source(path, Document.split((site.root / path).read_bytes()), 1_700_000_000.0), NOW)
        for path in site.walk()
    }
    return {**found, **site.finish(found.values())}


def one(root: Path, text: str, config: str = "", path: str = "content/posts/hello.md") -> Post:
    """Return the post of a site that has one."""
    return posts(write(root, {"hugo.toml": config, path: text}))[path]
