"""The schemas that a site already has for other editors, read as they are.

One module for each editor; `READERS` lists them with the files they are called for. What can't be read
becomes a problem; the other configurations still count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tui.blog import files
from tui.blog.errors import BlogError
from tui.blog.post import Problem
from tui.blog.schema.sources import decap, front_matter_cms, pages_cms
from tui.blog.schema.sources.base import Kind

__all__ = ["READERS", "Kind", "read_kinds"]

SIZE = 1 << 20
"""Bytes of the largest configuration that is read."""

READERS: dict[str, Callable[[str, str], Iterator[Kind]]] = {
    "frontmatter.json": front_matter_cms.read,
    **{
        f"{folder}admin/config.{ending}": decap.read
        for folder in ("static/", "public/", "src/", "")
        for ending in ("yml", "yaml")
    },
    ".pages.yml": pages_cms.read,
    ".pages.yaml": pages_cms.read,
}
"""Where configurations are, from the site's root, and what reads them."""


def read_kinds(root: Path) -> tuple[tuple[Kind, ...], tuple[Problem, ...]]:
    """Return the kinds of post that the configurations of a site define, and what is wrong with them."""
    kinds: list[Kind] = []
    problems: list[Problem] = []
    for name, reader in READERS.items():
        if not (root / name).is_file():
            continue
        try:
            kinds += reader(files.read(files.inside(root, name), SIZE).decode("utf-8-sig"), name)
        except UnicodeDecodeError:
            problems.append(Problem("schema", f"{name} is not UTF-8"))
        except BlogError as error:
            problems.append(Problem("schema", f"{name}: {error.message}", error.line))
    return tuple(kinds), tuple(problems)
