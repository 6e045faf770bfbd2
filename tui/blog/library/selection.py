"""The posts that a query leaves, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import overload

from tui.blog.library.evaluation import Evaluation
from tui.blog.library.facts import Facts
from tui.blog.library.order import Order
from tui.blog.library.ranks import NEWEST_FIRST, Orders
from tui.blog.library.terms import TermCount
from tui.blog.post import Post
from tui.blog.query.query import Query

_PAGE = 128  # rows: the first are found quicker than all, and a screen shows no more


class Selection(Sequence[Post]):
    """The posts that a query leaves, in its order; immutable. Made by `Library.select`."""

    def __init__(self, facts: Facts, orders: Orders, query: Query, evaluation: Evaluation) -> None:
        self.facts = facts
        """What is known of all posts, whatever the query leaves."""

        self.query = query
        self._orders = orders
        self._evaluation = evaluation
        self._bits = evaluation.rows(query.tree)
        self._length = self._bits.bit_count()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Post: ...
    @overload
    def __getitem__(self, place: slice) -> list[Post]: ...
    def __getitem__(self, place: int | slice) -> Post | list[Post]:
        posts = self.facts.posts
        if isinstance(place, slice):
            chosen = range(*place.indices(self._length))
            rows = self._first_of(max(chosen, default=0) + 1)
            return [posts[rows[one]] for one in chosen]
        return posts[self._first_of(place + 1 if place >= 0 else self._length)[place]]

    def __iter__(self) -> Iterator[Post]:
        return map(self.facts.posts.__getitem__, self.rows)

    def __contains__(self, post: object) -> bool:
        return isinstance(post, Post) and self.position(post.path) is not None

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows of the posts, in this order."""
        return self._order.chosen(self._bits)

    def _first_of(self, count: int) -> Sequence[int]:
        """Return the rows in this order, at least the first so many."""
        return self._first_page if count <= len(self._first_page) else self.rows

    @cached_property
    def _first_page(self) -> Sequence[int]:
        return self._order.first(self._bits, _PAGE)

    @property
    def _order(self) -> Order:
        return self._orders.by(self.query.sort or NEWEST_FIRST)

    @property
    def paths(self) -> list[str]:
        """The paths of the posts, without unpacking them."""
        paths = self.facts.columns.paths
        return [paths[row] for row in self.rows]

    def position(self, path: str) -> int | None:
        """Return where a post is in this order, or None where it was left out."""
        row = self.facts.columns.places.get(path)
        if row is None or not self._bits >> row & 1:
            return None
        return self._order.position(row, self._bits)

    def counts(self, taxonomy: str) -> list[TermCount]:
        """Return the terms of these posts and how many of them have each, most frequent first.

        A term that the query shuts out is among them, with the number of posts that it hides.

        Args:
            taxonomy: The plural name, or `status`.
        """
        shut_out = (
            TermCount(term, self._hidden_by(taxonomy, term)) for term in self.query.excluded(taxonomy)
        )
        counts = [*self.facts.terms(taxonomy).counts(self._bits), *shut_out]
        counts.sort()
        counts.sort(key=itemgetter(1), reverse=True)  # twice, but without a function for each
        return counts

    def _hidden_by(self, taxonomy: str, term: str) -> int:
        without = self.query.toggle(taxonomy, term, "not")
        return (self._evaluation.rows(without.tree) & self.facts.terms(taxonomy).bits(term)).bit_count()
