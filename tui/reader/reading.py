"""What a reader is given: a body, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import msgspec

from tui.blog.post import Post

Dialect: TypeAlias = Literal["hugo", "jekyll", "plain"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A post's body to be read."""

    path: str
    """Where the file is, from the site's root: the place being read is remembered by it."""

    source: str
    """The body, without front matter."""

    first_line: int = 1
    """The line of the file on which the body starts, counted from 1."""

    dialect: Dialect = "plain"
    """Whose Markdown and templates it is written in."""

    post: Post | None = None
    """What the header says; None for no header."""

    @property
    def as_written(self) -> Reading:
        """The same without what is counted of it, which comes later and is nobody's change."""
        post = msgspec.structs.replace(self.post, words=None, minutes=None) if self.post else None
        return replace(self, post=post)
