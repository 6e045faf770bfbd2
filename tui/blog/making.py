"""New posts: a file where the site keeps its posts, made as its generator would make it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.blog import files
from tui.blog.document import Document

if TYPE_CHECKING:
    from tui.blog.assign import Assignment
    from tui.blog.desk import Desk


def make_post(desk: Desk, title: str, assignments: Sequence[Assignment] = (), *, beside: str = "") -> str:
    """Write a new post, and return its path from the site's root.

    Args:
        desk: The site.
        title: The post's title; its name is made of it.
        assignments: What else its front matter is to say.
        beside: A post of the site that is meant where there are several; a path from the root.

    Raises:
        SiteError: Nothing says which of several sites is meant.
        FileError: It can't be written, or there is such a file already.
        Refused: What it is to say can't be put in.
    """
    site = desk.site.nearest(beside) if beside else desk.site
    inside, data = site.new(title, desk.clock())
    relative = (site.root / inside).relative_to(desk.site.root).as_posix()
    document, own = Document.split(data), desk.site.nearest(relative)
    edits = [one.edit(document.values) for one in assignments]
    made = document.edit(*edits, format=own.format, fold=own.folds_keys) if edits else document
    place = desk.locate(relative)
    place.parent.mkdir(parents=True, exist_ok=True)
    files.replace(place, made.data, expect=None)
    return relative
