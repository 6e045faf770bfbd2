"""A post as lists need it: frozen, small, and saying what the site's generator would say."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from tui.blog.problem import Problem as Problem
from tui.blog.values import Value

Status = Literal["published", "scheduled", "draft", "expired", "hidden", "broken"]
"""What the generator does with a post now.

`hidden` is what it would not build for another reason, `broken` what it can't read.
"""

Kind = Literal["post", "page", "section"]
"""A post by its date, a page without one, or the page of a whole section."""

MARKS: dict[Status, str] = {
    "published": "●",
    "scheduled": "◷",
    "draft": "✎",
    "expired": "⌛",
    "hidden": "◌",
    "broken": "✗",
}
"""A status to its mark, one or two cells wide."""

STATUSES: tuple[Status, ...] = tuple(MARKS)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """The summary of one document.

    What is said here is effective: inherited from a cascade, from defaults or from the file's
    name where the front matter is silent. `origins` says so for each such key.
    """

    path: str
    """Where the file is, from the site's root, with `/` between folders."""

    title: str
    """The title as plain text; the file's name only where the generator has no better one."""

    status: Status
    because: str = ""
    """Why the status is what it is, such as `future: 2026-12-01 09:00 in Asia/Tokyo`."""

    turns: datetime | None = None
    """When the status changes by itself, if it does (a scheduled post goes live, one expires)."""

    date: datetime | None = None
    """The date the generator sorts by, with its offset; None if it has none."""

    date_source: str = ""
    """The date as it is written in the file, or in its name."""

    kind: Kind = "post"
    section: str = ""
    """The first folder below the content folder (Hugo), or the collection (Jekyll)."""

    language: str = ""
    slug: str = ""
    url: str = ""
    """The path part of the address, such as `/posts/hello/`; empty if nothing is built."""

    terms: dict[str, tuple[str, ...]] = {}
    """Taxonomy, in its plural name, to its terms in written order."""

    description: str = ""
    words: int | None = None
    """Words as the generator counts them (characters in Chinese, Japanese and Korean)."""

    minutes: int | None = None
    """Reading time in minutes."""

    problems: tuple[Problem, ...] = ()
    values: dict[str, Value] = {}
    """The front matter as it is written."""

    inherited: dict[str, Value] = {}
    """What the file doesn't say but a section, defaults or the configuration hand down to it."""

    origins: dict[str, str] = {}
    """An inherited key to where it came from, such as `cascade from posts/_index.md`."""

    format: str = ""
    """The format of the front matter, a key of `FORMATS`; empty if it has none."""

    modified: float = 0.0
    """When the file last changed, in seconds since the epoch."""
