"""What queries ask of every post, laid out by rows: computed once, carried on through changes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tui.blog.library.order import Order
from tui.blog.library.terms import Terms
from tui.blog.post import Post
from tui.blog.query.criteria import normal, wall
from tui.blog.values import Value

STATUS = "status"
"""The taxonomy that is none in the front matter: its terms are the statuses."""

NEVER = -(2**62)
"""The wall clock of a post without a date."""

NO_DATE = float("-inf")
"""The moment of a post without a date."""

TITLE, DESCRIPTION, PATH = range(3)
"""The lines of a post's text."""


@dataclass(frozen=True)
class Columns:
    """The columns of a library. All have its length; none is ever changed."""

    paths: list[str]
    places: dict[str, int]
    """Each path's row."""

    texts: list[str]
    """Title, description and path as they are searched, a line each."""

    walls: array[int]
    """The seconds of the date by its own clock, or `NEVER`."""

    instants: array[float]
    """The moment of the date, in seconds since the epoch; minus infinity without one."""

    terms: dict[str, Terms]
    """Each taxonomy's terms, and `status`."""

    keys: Counter[str]
    """The front matter's keys, dotted, and about how many posts have each."""

    newest_first: Order
    """The rows, the newest post first, those without a date last; equals by path."""

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Columns:
        """Lay out posts."""
        empty = cls([], {}, [], array("q"), array("d"), {}, Counter(), Order(()))
        return empty.replaced(dict(enumerate(posts)), None)

    def replaced(self, changes: Mapping[int, Post], length: int | None) -> Columns:
        """Return the columns with other posts in some rows, cut or grown to a length.

        Args:
            changes: The posts by row; every row from the old length up must be among them.
            length: The new length; None for as many as there are changes.
        """
        if length is None:
            length = len(changes)
        before = len(self.paths)
        paths, places, texts = self.paths[:length], self.places.copy(), self.texts[:length]
        walls, instants, keys = self.walls[:length], self.instants[:length], self.keys.copy()
        for path in self.paths[length:]:
            del places[path]
        for row in changes:
            if row < before:
                places.pop(self.paths[row], None)
        grown = max(0, length - before)
        paths.extend([""] * grown)
        texts.extend([""] * grown)
        walls.extend([NEVER] * grown)
        instants.extend([NO_DATE] * grown)
        terms: dict[str, dict[str, list[int]]] = {STATUS: {}}
        for row, post in sorted(changes.items()):
            paths[row] = post.path
            places[post.path] = row
            texts[row] = "\n".join(map(normal, (post.title, post.description, post.path)))
            walls[row] = wall(post.date) if post.date else NEVER
            instants[row] = post.date.timestamp() if post.date else NO_DATE
            keys.update(dotted_keys(post.values))
            terms[STATUS].setdefault(post.status, []).append(row)
            for taxonomy, names in post.terms.items():
                rows = terms.setdefault(taxonomy, {})
                for name in dict.fromkeys(names):
                    rows.setdefault(name, []).append(row)
        nothing = Terms(before)
        return Columns(
            paths,
            places,
            texts,
            walls,
            instants,
            {
                name: self.terms.get(name, nothing).replaced(changes, terms.get(name, {}), length)
                for name in {**self.terms, **terms}
            },
            keys,
            self.newest_first.replaced(changes, length, lambda row: (-instants[row], paths[row])),
        )


def dotted_keys(values: Mapping[str, Value]) -> Iterator[str]:
    """Yield the keys of front matter, and those one level down with a dot."""
    for key, value in values.items():
        yield key
        if isinstance(value, dict):
            for inner in value:
                yield f"{key}.{inner}"
