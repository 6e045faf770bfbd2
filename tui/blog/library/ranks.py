"""What posts are sorted by, and the orders that come of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from tui.blog.library import bits
from tui.blog.library.columns import PATH, STATUS, TITLE
from tui.blog.library.facts import Facts, keep
from tui.blog.library.order import Order
from tui.blog.post import STATUSES
from tui.blog.query.criteria import NEVER, normal, written_date, written_number, written_text
from tui.blog.query.query import Sort
from tui.blog.text import fold
from tui.blog.values import Value

NEWEST_FIRST = Sort("date", descending=True)
"""The order where none is asked for."""

COLUMNS = frozenset({"date", "title", "path", "status"})
"""The keys that the columns tell the rank by."""

Rank: TypeAlias = Any
"""What a row is sorted by: for one key, all are comparable with each other."""


class Orders:
    """The orders of posts, each worked out when it is first asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[Sort, Order] = {}

    def has(self, sort: Sort) -> bool:
        """Tell whether an order is worked out: to do that takes time once."""
        return self._is_default(sort) or sort in self._known

    def by(self, sort: Sort) -> Order:
        """Return all rows in an order; posts without the key come last, equals newest first."""
        if self._is_default(sort):
            return self._facts.newest_first
        if sort not in self._known:
            keep(self._known, sort, _order(self._facts, sort))
        return self._known[sort]

    def _is_default(self, sort: Sort) -> bool:
        """Tell whether an order is the default one, as that by a key is which no post has."""
        return sort == NEWEST_FIRST or (fold(sort.key) not in COLUMNS and self._facts.lacks(sort.key))

    def replaced(self, facts: Facts, changes: Collection[int]) -> Orders:
        """Return the orders of other facts, which differ in a few rows."""
        new = Orders(facts)
        for sort, order in self._known.items():
            new._known[sort] = order.replaced(changes, len(facts), _place(facts, sort))
        return new


def _ranking(facts: Facts, key: str) -> Callable[[int], Rank | None]:
    """Return what tells a row's rank by a key; None where the post has no such thing."""
    columns = facts.columns
    match fold(key):
        case "date":
            return lambda row: None if columns.walls[row] == NEVER else columns.instants[row]
        case "title":
            return lambda row: columns.texts[row].split("\n")[TITLE]
        case "path":
            return lambda row: columns.texts[row].split("\n")[PATH]
        case "status":
            statuses = bytearray(len(facts))
            for number, status in enumerate(STATUSES):
                for row in bits.rows(facts.terms(STATUS).bits(status)):
                    statuses[row] = number
            return statuses.__getitem__
        case name:
            values = facts.values(name)
            return lambda row: _rank(values[row])


@dataclass(frozen=True, slots=True)
class _Backwards:
    """A rank that sorts the other way round."""

    rank: Rank

    def __lt__(self, other: _Backwards) -> bool:
        return bool(other.rank < self.rank)


def _place(facts: Facts, sort: Sort) -> Callable[[int], tuple[Any, ...]]:
    """Return what tells a row's place in an order: by its rank, without one last, equals newest first."""
    rank = _ranking(facts, sort.key)
    columns = facts.columns

    def of(row: int) -> tuple[Any, ...]:
        found = rank(row)
        ranked = () if found is None else (_Backwards(found) if sort.descending else found,)
        return found is None, ranked, -columns.instants[row], columns.paths[row]

    return of


def _order(facts: Facts, sort: Sort) -> Order:
    """Return all rows by a key."""
    if fold(sort.key) == "title" and (by_title := _by_title(facts, sort)):
        return by_title
    rank = _ranking(facts, sort.key)
    rows = facts.newest_first.rows
    ranks: list[Rank] = [rank(row) for row in rows]
    ranked = [place for place, found in enumerate(ranks) if found is not None]
    ranked.sort(key=lambda place: ranks[place], reverse=sort.descending)
    unranked = (row for row, found in zip(rows, ranks, strict=True) if found is None)
    return Order([*map(rows.__getitem__, ranked), *unranked])


def _by_title(facts: Facts, sort: Sort) -> Order | None:
    """Return all rows by title without taking all titles out of the texts: that is 10 MB of 100,000 posts.

    A text begins with its title and the end of a line, which is less than what else may stand there, but
    for a few control characters. Where these bring posts out of order, None is returned.
    """
    texts, newest_first = facts.columns.texts, _place(facts, NEWEST_FIRST)
    ordered: list[int] = []
    last = ""
    rows = sorted(facts.newest_first.rows, key=texts.__getitem__, reverse=sort.descending)
    for title, alike in groupby(rows, key=lambda row: texts[row].partition("\n")[TITLE]):
        if ordered and (title > last if sort.descending else title < last):
            return None
        group = list(alike)
        ordered += sorted(group, key=newest_first) if len(group) > 1 else group
        last = title
    return Order(ordered)


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
