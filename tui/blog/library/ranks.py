"""What posts are sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tui.blog.library.columns import NO_DATE, PATH, TITLE
from tui.blog.post import STATUSES
from tui.blog.query.criteria import normal, written_date, written_number, written_text
from tui.blog.text import fold
from tui.blog.values import Value

if TYPE_CHECKING:
    from tui.blog.library.library import Library

Rank: TypeAlias = tuple[int, float, str]
"""What a value is sorted by: numbers before dates before texts."""


def ranks(library: Library, key: str) -> Sequence[Rank | None]:
    """Return what each row is sorted by, all comparable; None where the post has no such thing."""
    columns = library.columns
    match fold(key):
        case "date":
            return [None if instant == NO_DATE else (0, instant, "") for instant in columns.instants]
        case "title" | "path" as name:
            line = TITLE if name == "title" else PATH
            return [(2, 0, text.split("\n")[line]) for text in columns.texts]
        case "status":
            return [(0, STATUSES.index(post.status), "") for post in library.posts]
        case name:
            return [_rank(entry) for entry in library.values(name)]


def _rank(entry: Iterable[Value]) -> Rank | None:
    """Return what the first value that says something is sorted by."""
    for value in entry:
        if (number := written_number(value)) is not None:
            return 0, number, ""
        if (seconds := written_date(value)) is not None:
            return 1, seconds, ""
        if text := normal(written_text(value)):
            return 2, 0, text
    return None
