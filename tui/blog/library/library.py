"""The posts of a site, immutable: filtered, sorted and counted within a frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from tui.blog.library.columns import Columns
from tui.blog.library.evaluation import AT_HAND, Evaluation, Search
from tui.blog.library.facts import Cancelled, Facts
from tui.blog.library.order import Order, is_many
from tui.blog.library.ranks import NEWEST_FIRST, Orders
from tui.blog.library.records import Records
from tui.blog.library.selection import Selection
from tui.blog.library.terms import TermCount
from tui.blog.library.values import Reader, Values
from tui.blog.packed.post import Packed
from tui.blog.post import Post
from tui.blog.query.query import Query
from tui.blog.query.tree import Field, asked
from tui.blog.text import fold
from tui.blog.values import Value, format_key

if TYPE_CHECKING:
    from tui.blog.sites.base import Taxonomy

_REVISIONS = count(1)
_SAMPLE = 500  # posts that tell which keys and values are in use


class Library(Facts):
    """An immutable collection of posts. A change makes a new one with `replaced`."""

    def __init__(
        self,
        posts: Records | Iterable[Post] = (),
        taxonomies: Sequence[Taxonomy] = (),
        *,
        columns: Callable[[], Columns] | None = None,
        newest_first: Order | None = None,
    ) -> None:
        super().__init__(posts, taxonomies, columns=columns, newest_first=newest_first)
        self.revision = next(_REVISIONS)
        """A number that no other library of this process has; a later one is greater."""

        self._orders = Orders(self)

    def __contains__(self, path: str) -> bool:
        return path in self.columns.places

    @cached_property
    def keys(self) -> list[tuple[str, int]]:
        """The front matter keys of the newest posts, nested ones dotted, the most used first."""
        newest = (self.posts[row] for row in self.newest_first.rows[:_SAMPLE])
        return Counter(key for post in newest for key in _dotted_keys(post.values)).most_common()

    def usual(self, key: str) -> list[tuple[Value, int]]:
        """Return the values of a key in the newest posts, the most used first."""
        reader = Reader(key)
        newest = (self.posts[row] for row in self.newest_first.rows[:_SAMPLE])
        return Values.of(map(reader.of, newest)).counts()

    def get(self, path: str) -> Post | None:
        """Return the post of a path, or None."""
        row = self.columns.places.get(path)
        return None if row is None else self.posts[row]

    def select(
        self,
        query: Query,
        *,
        marked: Collection[str] = (),
        changed: Collection[str] = (),
        search: Search | None = None,
    ) -> Selection:
        """Return the posts that a query is true of, in its order.

        Args:
            query: The query.
            marked: The paths of the posts that are marked.
            changed: The paths of the posts with edits that are not saved.
            search: Finds words in bodies; without it, words are sought in the rest of a post.
        """

        def bodies(text: str) -> int:
            return self.at(search(text)) if search else 0

        return self.chosen(query, Evaluation(self, marked, changed, bodies, bodies))

    def chosen(self, query: Query, evaluation: Evaluation) -> Selection:
        """Return the posts that a query is evaluated to be true of, in its order."""
        return Selection(self, self._orders, query, evaluation)

    def is_ready(self, query: Query) -> bool:
        """Tell whether all that a query asks of every post is laid out: if not, it takes longer this once."""
        return (
            self.has_columns
            and self._orders.has(query.sort or NEWEST_FIRST)
            and all(self.has_values(key, written=written) for key, written in self._keys_asked(query))
        )

    def prepare(self, query: Query, cancelled: Cancelled) -> bool:
        """Lay out all that a query asks of every post; False if that stopped, as it is no longer wanted."""
        self.columns  # noqa: B018  # works out what is kept
        sort = query.sort or NEWEST_FIRST
        for key, written in (*self._keys_asked(query), *self._keys_asked(Query(Field(sort.key, ())))):
            self.lay_out_values(key, written=written, cancelled=cancelled)
        if cancelled():
            return False
        self._orders.by(sort).lay_out()
        return True

    def _keys_asked(self, query: Query) -> Iterator[tuple[str, bool]]:
        """Yield the keys whose values a query needs laid out, and whether as their writers wrote them."""
        keys = ((fold(key), written) for key, written in asked(query.tree))
        return ((key, written) for key, written in keys if key not in AT_HAND and not self.taxonomy(key))

    def replaced(self, changed: Iterable[Post | Packed], gone: Iterable[str] = ()) -> Library:
        """Return the library with posts put in or replaced, and others taken out.

        Args:
            changed: Posts, new or known by their path; of two with one path, the last counts.
            gone: Paths; those not known are passed over.
        """
        places = self.columns.places
        posts = {post.path: Packed.of(post) for post in changed}
        free = sorted({places[path] for path in gone if path in places and path not in posts})
        length = len(self)
        changes: dict[int, Packed] = {}
        for path, post in posts.items():
            if path in places:
                changes[places[path]] = post
            elif free:
                changes[free.pop()] = post
            else:
                changes[length] = post
                length += 1
        for row in reversed(free):  # the last row takes the place of one that is gone
            length -= 1
            if row != length:
                changes[row] = changes.get(length) or Packed.of(self.posts[length])
            changes.pop(length, None)
        if not changes and length == len(self):
            return self
        posts_now = self.posts.replaced({row: post.record for row, post in changes.items()}, length)
        new = Library(posts_now, self._taxonomies)
        new.columns = self.columns.replaced(changes, length)
        if not is_many(changes, length):
            unpacked = {row: post.unpacked() for row, post in changes.items()}
            new._carry_on(self, unpacked)
            new._orders = self._orders.replaced(new, unpacked)
        return new

    def under(self, folder: str) -> Library:
        """Return the posts in a folder, as a library; the folder is named with a slash at its end."""
        paths = enumerate(self.columns.paths)
        return Library((self.posts[row] for row, path in paths if path.startswith(folder)), self._taxonomies)

    def grouped(self, taxonomies: Sequence[Taxonomy]) -> Library:
        """Return the same posts with other taxonomies declared."""
        return Library(self.posts, taxonomies, columns=lambda: self.columns, newest_first=self._newest_first)

    def counts(self, taxonomy: str) -> list[TermCount]:
        """Return the terms of a taxonomy and how many posts have each, most frequent first."""
        return self.select(Query()).counts(taxonomy)


def _dotted_keys(values: Mapping[str, Value]) -> Iterator[str]:
    """Yield the keys of front matter, and those one level down with a dot."""
    for key, value in values.items():
        yield format_key((key,))
        if isinstance(value, dict):
            yield from (format_key((key, inner)) for inner in value)
