"""Messages that several screens and widgets share: facts or requests, never work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tui.blog.batch import Replaced
    from tui.blog.errors import BlogError
    from tui.blog.library import Library
    from tui.blog.plan import Outcome, Plan


class Painted(Message):
    """The first screen is painted: what is heavy may begin."""


class Ready(Message):
    """What keys may have waited for is there: the site, the posts that a filter leaves, or a page."""


@dataclass
class FilesChanged(Message):
    """Files below the site's root are new, different or gone; posted by the watch and by every save."""

    paths: frozenset[Path]


@dataclass
class Indexed(Message):
    """The index has a library that may be newer than the one that is shown."""

    library: Library


@dataclass
class Busy(Message):
    """Something goes on in the background, or, with an empty text, nothing any more."""

    text: str


@dataclass
class Save(Message):
    """A request to the app: apply a plan. It is answered by `Saved`, posted to the screen on top."""

    plan: Plan


@dataclass
class Saved(Message):
    """A plan was applied, or could not be."""

    plan: Plan
    outcome: Outcome | None
    """What was written and what was not; None when nothing was."""

    error: BlogError | None = None
    """Why nothing was written."""


class Undo(Message):
    """A request to the app: take the last plan back. It is answered by `Undone`."""


@dataclass
class Undone(Message):
    """The last plan was taken back, or could not be."""

    title: str
    """What that plan did; empty if there was none."""

    result: Replaced | None
    error: BlogError | None = None
    """Why nothing was taken back."""
