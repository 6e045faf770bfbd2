"""What is known of all posts of a site: what queries, orders and counts stand on."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from tui.blog.library import bits
from tui.blog.library.columns import STATUS, Columns
from tui.blog.library.order import Order
from tui.blog.library.records import Records
from tui.blog.library.terms import Terms
from tui.blog.library.values import INVENTED, Reader, Values, survey
from tui.blog.library.words import Words
from tui.blog.post import Post
from tui.blog.query.criteria import NEVER, normal
from tui.blog.query.query import same_key
from tui.blog.text import fold

if TYPE_CHECKING:
    from tui.blog.sites.base import Taxonomy

K = TypeVar("K")
V = TypeVar("V")

Cancelled: TypeAlias = Callable[[], bool]
"""Asked now and then whether to stop."""

_KEPT = 16  # columns of keys, and orders, that are kept, the latest of each
_LARGE = 20_000  # posts: to look through the texts of fewer takes no time
_PACE = 256  # posts between two questions whether to stop


class Facts:
    """Posts, and what was worked out about all of them, each when it was first asked for.

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
        self.posts = posts if isinstance(posts, Records) else Records.of(posts)
        """The posts by row, in no order that means something."""

        self._taxonomies = tuple(taxonomies)
        self._make_columns = columns or (lambda: Columns.of(self.posts))
        self._newest_first = newest_first
        self._values: dict[tuple[str, bool], Values] = {}
        self._keys: frozenset[str] | None = None  # that posts have, folded; None before all were gone through

    def __len__(self) -> int:
        return len(self.posts)

    @property
    def has_columns(self) -> bool:
        """Whether the columns are laid out: to do that takes time once."""
        return "columns" in self.__dict__

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
    def is_dated(self) -> bool:
        """Whether any post has a date; if so, the first of the newest has."""
        first = self.newest_first.rows[:1]
        return any(self.posts[row].date is not None for row in first)

    @cached_property
    def words(self) -> Words:
        """Which posts' titles, descriptions and paths hold a word."""
        return Words(self.columns.texts)

    @cached_property
    def taxonomies(self) -> tuple[str, ...]:
        """The plural names of the taxonomies, the site's first, then others that posts have."""
        declared = dict.fromkeys(taxonomy.name for taxonomy in self._taxonomies)
        return tuple({**declared, **dict.fromkeys(name for name in self.columns.terms if name != STATUS)})

    def taxonomy(self, key: str) -> str:
        """Return the plural name of the taxonomy that a key means, or nothing."""
        for taxonomy in self._taxonomies:
            if any(same_key(key, name) for name in (taxonomy.name, *taxonomy.keys)):
                return taxonomy.name
        return next((name for name in (*self.taxonomies, STATUS) if same_key(key, name)), "")

    def terms(self, taxonomy: str) -> Terms:
        """Return the terms of a taxonomy by its plural name, or of `status`."""
        return self.columns.terms.get(taxonomy) or Terms(len(self))

    def at(self, paths: Iterable[str]) -> int:
        """Return the set of the rows of some paths; those not known are passed over."""
        places = self.columns.places
        return bits.of([places[path] for path in paths if path in places], len(self))

    def with_word(self, text: str) -> int:
        """Return the set of the rows with a word in title, description, path or terms."""
        word = normal(text)
        found = self.words.rows(word)
        for taxonomy in self.taxonomies:
            terms = self.terms(taxonomy)
            found |= terms.union(term for folded, term in terms.folded if word in folded)
        return found

    def dated(self, low: float, high: float) -> int:
        """Return the set of the rows with a date from some seconds up to others, by its own clock."""
        seconds, rows = self._by_date
        start, end = bisect_left(seconds, max(low, NEVER + 1)), bisect_left(seconds, high)
        return bits.of(rows[start:end], len(self))

    @cached_property
    def _by_date(self) -> tuple[array[int], array[int]]:
        """The seconds of all dates, ascending, and beside them their rows."""
        walls = self.columns.walls
        rows = array("I", sorted(self.newest_first.rows, key=walls.__getitem__))
        return array("q", map(walls.__getitem__, rows)), rows

    def has_values(self, key: str, *, written: bool = False) -> bool:
        """Tell whether the values of a key are laid out: to do that takes time once."""
        return (key, written and key in INVENTED) in self._values or self.lacks(key, written=written)

    def lacks(self, key: str, *, written: bool = False) -> bool:
        """Tell whether it is known that no post has a key; other arguments as those of `values`."""
        reader = Reader(key, effective=not (written and key in INVENTED))
        return self._keys is not None and not reader.finds_in(self._keys)

    def values(self, key: str, *, written: bool = False) -> Values:
        """Return the values of a key over all posts.

        Args:
            key: The key, dotted, in any case.
            written: Leave out what every post has whether its writer said so or not.
        """
        name = key, written and key in INVENTED
        if name not in self._values:
            if self.lacks(key, written=written):
                return Values.nothing(len(self))
            keep(self._values, name, Values.of(Reader(key, effective=not name[1]).over(self.posts)))
        return self._values[name]

    def lay_out_values(self, key: str, *, written: bool, cancelled: Cancelled) -> None:
        """Lay out the values of a key, or stop when that is no longer wanted."""
        if not self.has_values(key, written=written):
            name = key, written and key in INVENTED
            reader = Reader(key, effective=not name[1])
            values = Values.of(_until(cancelled, reader.over(self.posts)))
            if not cancelled():
                keep(self._values, name, values)

    def lay_out(self, cancelled: Cancelled) -> None:
        """Work out what nearly every query asks for, so that none has to wait; or stop when asked to."""
        self.newest_first.lay_out()
        for taxonomy in (*self.taxonomies, STATUS):
            self.terms(taxonomy).lay_out()
        self._by_date  # noqa: B018  # works out what is kept
        if len(self) > _LARGE:
            self.words.lay_out(cancelled)
        if self._keys is None:
            written = (values for (values,) in _until(cancelled, self.posts.fields("values")))
            keys, sizes = survey(written, len(self))
            if not cancelled():
                self._keys = keys
                for key, values in [*sizes.items()][: _KEPT // 2]:
                    keep(self._values, (key, False), values)

    def _carry_on(self, before: Facts, changes: Mapping[int, Post]) -> None:
        """Take over what was worked out before a change of a few posts."""
        for (key, invented), values in before._values.items():
            reader = Reader(key, effective=not invented)
            entries = {row: reader.of(post) for row, post in changes.items()}
            self._values[key, invented] = values.replaced(entries, len(self))
        if before._keys is not None:
            self._keys = before._keys | _folded(key for post in changes.values() for key in post.values)
        if "words" in before.__dict__:
            self.words = before.words.replaced(changes, self.columns.texts)


def _folded(keys: Iterable[object]) -> frozenset[str]:
    """Return keys as they are compared, each of which occurs often."""
    return frozenset(fold(str(key)) for key in set(keys))


def keep(cache: dict[K, V], key: K, value: V) -> None:
    """Put a value into a cache; the oldest leaves one that is full."""
    cache[key] = value
    while len(cache) > _KEPT:
        cache.pop(next(iter(cache)), None)


def _until(cancelled: Cancelled, entries: Iterable[V]) -> Iterator[V]:
    """Yield entries until what they are for is no longer wanted."""
    for number, entry in enumerate(entries):
        if number % _PACE == 0 and cancelled():
            return
        yield entry
