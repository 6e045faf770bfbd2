"""What posts are sorted by, and the orders that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter
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

Rank: TypeAlias = tuple[int, float, str]
"""What a value is sorted by: numbers before dates before texts."""


def ranking(library: Library, key: str) -> Callable[[int], Rank | None]:
    """Return what tells a row's rank by a key; None where the post has no such thing."""
    columns = library.columns
    match fold(key):
        case "date":
            return lambda row: None if columns.walls[row] == NEVER else (0, columns.instants[row], "")
        case "title":
            return lambda row: (2, 0, columns.texts[row].split("\n")[TITLE])
        case "path":
            return lambda row: (2, 0, columns.texts[row].split("\n")[PATH])
        case "status":
            statuses = bytearray(len(library))
            for number, status in enumerate(STATUSES):
                for row in bits.rows(library.terms(STATUS).bits(status)):
                    statuses[row] = number
            return lambda row: (0, statuses[row], "")
        case name:
            values = library.values(name)
            return lambda row: _rank(values[row])


@dataclass(frozen=True, slots=True)
class _Backwards:
    """A rank that sorts the other way round."""

    rank: Rank

    def __lt__(self, other: _Backwards) -> bool:
        return other.rank < self.rank


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
    ranked = [(found, row) for row in rows if (found := rank(row)) is not None]
    ranked.sort(key=itemgetter(0), reverse=sort.descending)
    chosen = [row for _, row in ranked]
    return Order(
        [*chosen, *(row for row in rows if rank(row) is None)] if len(chosen) < len(rows) else chosen
    )


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
