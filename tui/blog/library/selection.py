"""The posts that a query leaves, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from tui.blog.library import bits
from tui.blog.library.evaluation import Evaluation
from tui.blog.library.terms import TermCount
from tui.blog.post import Post
from tui.blog.query.query import Query, Sort

if TYPE_CHECKING:
    from tui.blog.library.library import Library

NEWEST_FIRST = Sort("date", descending=True)
"""The order where none is asked for."""


class Selection(Sequence[Post]):
    """The posts that a query leaves, in its order; immutable. Made by `Library.select`."""

    def __init__(self, library: Library, query: Query, evaluation: Evaluation) -> None:
        self.library = library
        self.query = query
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
        if isinstance(place, slice):
            return [self.library.posts[row] for row in self.rows[place]]
        return self.library.posts[self.rows[place]]

    def __iter__(self) -> Iterator[Post]:
        return map(self.library.posts.__getitem__, self.rows)

    def __contains__(self, post: object) -> bool:
        return isinstance(post, Post) and self.position(post.path) is not None

    @cached_property
    def rows(self) -> Sequence[int]:
        """The library's rows, in this order."""
        order = self.library.order(self.query.sort or NEWEST_FIRST)
        return order.rows if self._length == len(order.rows) else order.chosen(self._flags)

    @property
    def paths(self) -> list[str]:
        """The paths of the posts, without unpacking them."""
        paths = self.library.columns.paths
        return [paths[row] for row in self.rows]

    def position(self, path: str) -> int | None:
        """Return where a post is in this order, or None where it was left out."""
        row = self.library.columns.places.get(path)
        if row is None or not self._bits >> row & 1:
            return None
        return self.rows.index(row)

    def counts(self, taxonomy: str) -> list[TermCount]:
        """Return the terms of these posts and how many of them have each, most frequent first.

        A term that the query shuts out is among them, with the number of posts that it hides.

        Args:
            taxonomy: The plural name, or `status`.
        """
        shut_out = (
            TermCount(term, self._hidden_by(taxonomy, term)) for term in self.query.excluded(taxonomy)
        )
        return sorted(
            (*self.library.terms(taxonomy).counts(self._bits, self._flags), *shut_out),
            key=lambda one: (-one.count, one.term),
        )

    def _hidden_by(self, taxonomy: str, term: str) -> int:
        without = self.query.toggle(taxonomy, term, "not")
        return (self._evaluation.rows(without.tree) & self.library.terms(taxonomy).bits(term)).bit_count()

    @cached_property
    def _flags(self) -> bytes:
        return bits.flags(self._bits, len(self.library))
