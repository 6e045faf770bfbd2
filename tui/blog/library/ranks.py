"""What posts are sorted by, and the orders that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from tui.blog.library import bits
from tui.blog.library.columns import PATH, STATUS, TITLE
from tui.blog.library.order import Order
from tui.blog.post import STATUSES
from tui.blog.query.criteria import NEVER, normal, written_date, written_number, written_text
from tui.blog.text import fold
from tui.blog.values import Value

if TYPE_CHECKING:
    from tui.blog.library.library import Library
    from tui.blog.query.query import Sort

Rank: TypeAlias = Any
"""What a row is sorted by: for one key, all are comparable with each other."""


def ranking(library: Library, key: str) -> Callable[[int], Rank | None]:
    """Return what tells a row's rank by a key; None where the post has no such thing."""
    columns = library.columns
    match fold(key):
        case "date":
            return lambda row: None if columns.walls[row] == NEVER else columns.instants[row]
        case "title":
            return lambda row: columns.texts[row].split("\n")[TITLE]
        case "path":
            return lambda row: columns.texts[row].split("\n")[PATH]
        case "status":
            statuses = bytearray(len(library))
            for number, status in enumerate(STATUSES):
                for row in bits.rows(library.terms(STATUS).bits(status)):
                    statuses[row] = number
            return statuses.__getitem__
        case name:
            values = library.values(name)
            return lambda row: _rank(values[row])


@dataclass(frozen=True, slots=True)
class _Backwards:
    """A rank that sorts the other way round."""

    rank: Rank

    def __lt__(self, other: _Backwards) -> bool:
        return bool(other.rank < self.rank)


def place(library: Library, sort: Sort) -> Callable[[int], tuple[Any, ...]]:
    """Return what tells a row's place in an order: by its rank, without one last, equals newest first."""
    rank = ranking(library, sort.key)
    columns = library.columns

    def of(row: int) -> tuple[Any, ...]:
        found = rank(row)
        ranked = () if found is None else (_Backwards(found) if sort.descending else found,)
        return found is None, ranked, -columns.instants[row], columns.paths[row]

    return of


def order(library: Library, sort: Sort) -> Order:
    """Return all rows by a key."""
    rank = ranking(library, sort.key)
    rows = library.newest_first.rows
    ranks = {row: found for row in rows if (found := rank(row)) is not None}
    ranked = sorted(ranks, key=ranks.__getitem__, reverse=sort.descending)
    return Order([*ranked, *(row for row in rows if row not in ranks)])


def _rank(entry: Iterable[Value]) -> tuple[int, float, str] | None:
    """Return what the first value that says something is sorted by: numbers before dates before texts."""
    for value in entry:
        if (number := written_number(value)) is not None:
            return 0, number, ""
        if (seconds := written_date(value)) is not None:
            return 1, seconds, ""
        if text := normal(written_text(value)):
            return 2, 0, text
    return None
