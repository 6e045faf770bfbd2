"""The posts of a site, immutable: filtered, sorted and counted within a frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, repeat
from operator import contains
from typing import TYPE_CHECKING, TypeVar

from tui.blog.library import bits
from tui.blog.library.columns import STATUS, Columns
from tui.blog.library.evaluation import AT_HAND, Evaluation, Search, asked
from tui.blog.library.order import Order, is_many
from tui.blog.library.ranks import order, place
from tui.blog.library.records import Records
from tui.blog.library.selection import NEWEST_FIRST, Selection
from tui.blog.library.terms import TermCount, Terms
from tui.blog.library.values import INVENTED, Reader, Values
from tui.blog.packed.post import Packed
from tui.blog.post import Post
from tui.blog.query.criteria import normal
from tui.blog.query.query import Query, Sort, same_key
from tui.blog.values import Value, format_key

if TYPE_CHECKING:
    from tui.blog.sites.base import Taxonomy

K = TypeVar("K")
V = TypeVar("V")

_REVISIONS = count(1)
_SAMPLE = 500  # posts that tell which keys and values are in use
_NARROW = 4  # a quarter of all texts sought one by one takes as long as all at one go
_KEPT = 16  # sets of words, columns of keys and orders that are kept, the latest of each


class Library:
    """An immutable collection of posts. A change makes a new one with `replaced`.

    Args:
        posts: The posts. A path occurs once.
        taxonomies: The taxonomies of their site, in the order that screens list them.
        columns: Makes the columns when they are first asked for, if there is a quicker way to them
            than through all posts.
        newest_first: The default order, if it is known before the columns.
    """

    def __init__(
        self,
        posts: Records | Iterable[Post] = (),
        taxonomies: Sequence[Taxonomy] = (),
        *,
        columns: Callable[[], Columns] | None = None,
        newest_first: Order | None = None,
    ) -> None:
        self.revision = next(_REVISIONS)
        """A number that no other library of this process has; a later one is greater."""

        self.posts = posts if isinstance(posts, Records) else Records.of(posts)
        """The posts by row, in no order that means something."""

        self._taxonomies = tuple(taxonomies)
        self._make_columns = columns or (lambda: Columns.of(self.posts))
        self._newest_first = newest_first
        self._words: dict[str, int] = {}
        self._values: dict[tuple[str, bool], Values] = {}
        self._orders: dict[Sort, Order] = {}

    def __len__(self) -> int:
        return len(self.posts)

    def __contains__(self, path: str) -> bool:
        return path in self.columns.places

    @cached_property
    def columns(self) -> Columns:
        """What queries ask of every post."""
        columns = self._make_columns()
        self._make_columns = lambda: columns  # what they were made of can go
        return columns

    @property
    def newest_first(self) -> Order:
        """The rows, the newest post first, those without a date last; equals by path."""
        return self._newest_first or self.columns.newest_first

    @cached_property
    def taxonomies(self) -> tuple[str, ...]:
        """The plural names of the taxonomies, the site's first, then others that posts have."""
        declared = dict.fromkeys(taxonomy.name for taxonomy in self._taxonomies)
        return tuple({**declared, **dict.fromkeys(name for name in self.columns.terms if name != STATUS)})

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

        return Selection(self, query, Evaluation(self, marked, changed, bodies, bodies))

    def at(self, paths: Iterable[str]) -> int:
        """Return the set of the rows of some paths; those not known are passed over."""
        places = self.columns.places
        return bits.of((places[path] for path in paths if path in places), len(self))

    def is_ready(self, query: Query) -> bool:
        """Tell whether all that a query asks of every post is laid out: if not, it takes longer this once."""
        sort = query.sort or NEWEST_FIRST
        return (sort == NEWEST_FIRST or sort in self._orders) and all(
            key in AT_HAND or self.taxonomy(key) or (key, written and key in INVENTED) in self._values
            for key, written in asked(query.tree)
        )

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
        columns = self.columns.replaced(changes, length)
        posts_now = self.posts.replaced({row: post.record for row, post in changes.items()}, length)
        new = Library(posts_now, self._taxonomies, columns=lambda: columns)
        if not is_many(changes, length):
            new._carry_on(self, {row: post.unpacked() for row, post in changes.items()})
        return new

    def _carry_on(self, before: Library, changes: Mapping[int, Post]) -> None:
        """Take over what an earlier library worked out, so that a change of few posts costs little."""
        for (key, invented), values in before._values.items():
            reader = Reader(key, effective=not invented)
            entries = {row: reader.of(post) for row, post in changes.items()}
            self._values[key, invented] = values.replaced(entries, len(self))
        for sort, known in before._orders.items():
            self._orders[sort] = known.replaced(changes, len(self), place(self, sort))

    def under(self, folder: str) -> Library:
        """Return the posts in a folder, as a library; the folder is named with a slash at its end."""
        paths = enumerate(self.columns.paths)
        return Library((self.posts[row] for row, path in paths if path.startswith(folder)), self._taxonomies)

    def grouped(self, taxonomies: Sequence[Taxonomy]) -> Library:
        """Return the same posts with other taxonomies declared."""
        return Library(self.posts, taxonomies, columns=lambda: self.columns, newest_first=self._newest_first)

    def taxonomy(self, key: str) -> str:
        """Return the plural name of the taxonomy that a key means, or nothing."""
        for taxonomy in self._taxonomies:
            if any(same_key(key, name) for name in (taxonomy.name, *taxonomy.keys)):
                return taxonomy.name
        return next((name for name in (*self.taxonomies, STATUS) if same_key(key, name)), "")

    def terms(self, taxonomy: str) -> Terms:
        """Return the terms of a taxonomy by its plural name, or of `status`."""
        return self.columns.terms.get(taxonomy) or Terms(len(self))

    def counts(self, taxonomy: str) -> list[TermCount]:
        """Return the terms of a taxonomy and how many posts have each, most frequent first."""
        return self.select(Query()).counts(taxonomy)

    def values(self, key: str, *, written: bool = False) -> Values:
        """Return the values of a key over all posts.

        Args:
            key: The key, dotted, in any case.
            written: Leave out what every post has whether its writer said so or not.
        """
        name = key, written and key in INVENTED
        if name not in self._values:
            reader = Reader(key, effective=not name[1])
            _keep(self._values, name, Values.of(reader.over(self.posts)))
        return self._values[name]

    def with_word(self, text: str) -> int:
        """Return the set of the rows with a word in title, description, path or terms."""
        word = normal(text)
        found = self.with_text(word)
        for taxonomy in self.taxonomies:
            terms = self.terms(taxonomy)
            found |= terms.union(term for folded, term in terms.folded if word in folded)
        return found

    def with_text(self, word: str) -> int:
        """Return the set of the rows with a normal word in title, description or path.

        What was found for a part of the word before is not sought again outside of that.
        """
        if word not in self._words:
            texts = self.columns.texts
            wider = (rows for other, rows in self._words.items() if other in word)
            near = min(wider, key=int.bit_count, default=-1)
            if near >= 0 and near.bit_count() * _NARROW < len(texts):
                found = bits.of([row for row in bits.rows(near) if word in texts[row]], len(texts))
            else:
                found = bits.pack(bytes(map(contains, texts, repeat(word))))
            _keep(self._words, word, found)
        return self._words[word]

    def order(self, sort: Sort) -> Order:
        """Return all rows in an order; posts without the key come last, equals newest first."""
        if sort == NEWEST_FIRST:
            return self.newest_first
        if sort not in self._orders:
            _keep(self._orders, sort, order(self, sort))
        return self._orders[sort]


def _keep(cache: dict[K, V], key: K, value: V) -> None:
    """Put a value into a cache; the oldest leaves one that is full."""
    cache[key] = value
    while len(cache) > _KEPT:
        cache.pop(next(iter(cache)), None)


def _dotted_keys(values: Mapping[str, Value]) -> Iterator[str]:
    """Yield the keys of front matter, and those one level down with a dot."""
    for key, value in values.items():
        yield format_key((key,))
        if isinstance(value, dict):
            yield from (format_key((key, inner)) for inner in value)
