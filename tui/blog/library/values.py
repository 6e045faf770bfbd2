"""One key over all posts: each post's values as the number of an entry in a list of distinct ones.

Queries test an entry once, however many posts have it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from tui.blog.library import bits
from tui.blog.library.records import Records
from tui.blog.post import Post
from tui.blog.text import fold
from tui.blog.values import DateText, Value, format_key, parse_key

Entry: TypeAlias = tuple[Value, ...]
"""The values of one post: several where a list is in the way, none where the key is missing."""

_SINGLE = (
    "title",
    "slug",
    "url",
    "path",
    "description",
    "section",
    "kind",
    "language",
    "format",
    "words",
    "minutes",
)

_EFFECTIVE: Mapping[str, tuple[str, Callable[[Any], Entry]]] = {
    **{name: (name, lambda value: (value,)) for name in _SINGLE},
    "lang": ("language", lambda value: (value,)),
    "modified": ("modified", lambda value: (_utc(value),)),
    "problem": ("problems", lambda problems: tuple(problem.code for problem in problems)),
}
"""The field of a post that says more of a key than its front matter, and its values."""

INVENTED = ("title", "slug", "path", "kind", "format", "modified")
"""Of these, what every post has: `has:` asks for the key in the front matter."""

_SIZES = (bool, int, float)
"""The types of values that are compared by their size: of a key that has no others, few are different."""

MAPPING = "{…}"
"""What stands for a mapping where a single value is asked for."""


class Values:
    """The values of one key; immutable."""

    def __init__(self, codes: array[int], entries: Sequence[Entry]) -> None:
        self._codes = codes
        self._entries = entries

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Values:
        """Number the entries of posts."""
        numbers: dict[object, int] = {}
        distinct: list[Entry] = []
        codes = array("I")
        for entry in entries:
            name = entry, *map(type, entry)  # a type beside each value, for 1 equals True
            code = numbers.setdefault(name, len(distinct))
            if code == len(distinct):
                distinct.append(entry)
            codes.append(code)
        return cls(codes, distinct)

    @classmethod
    def nothing(cls, length: int) -> Values:
        """Return the values of a key that no post has."""
        return cls(array("I", bytes(4 * length)), [()])

    def __getitem__(self, row: int) -> Entry:
        return self._entries[self._codes[row]]

    def replaced(self, changes: Mapping[int, Entry], length: int) -> Values:
        """Return the values with other entries in some rows, cut or grown to a length."""
        codes = self._codes[:length]
        codes.extend([0] * (length - len(codes)))
        for code, row in enumerate(changes, start=len(self._entries)):
            codes[row] = code
        return Values(codes, [*self._entries, *changes.values()])

    def where(self, test: Callable[[Entry], bool]) -> int:
        """Return the set of the rows whose entry passes a test."""
        passed = [test(entry) for entry in self._entries]
        return bits.pack(bytes(map(passed.__getitem__, self._codes)))

    def counts(self) -> list[tuple[Value, int]]:
        """Return each value and how many posts have it, most frequent first."""
        counts: Counter[Value] = Counter()
        for code, count in Counter(self._codes).items():
            for value in self._entries[code]:
                counts[value] += count
        return counts.most_common()


def survey(posts: Iterable[Mapping[str, Value]], length: int) -> tuple[frozenset[str], dict[str, Values]]:
    """Go through the front matter of so many posts.

    Returns:
        The keys that are written, folded; and the values of those that have only numbers, by what asks for
        them: they cost little more than the way through all posts, which each key by itself would take.
    """
    others: set[str] = set()
    sizes: dict[str, tuple[array[int], dict[tuple[Value, type], int]]] = {}
    for row, values in enumerate(posts):
        for key, value in values.items():
            if type(value) not in _SIZES or key in others:
                others.add(key)
                sizes.pop(key, None)
                continue
            if key not in sizes:
                sizes[key] = array("I", bytes(4 * length)), {}
            codes, numbers = sizes[key]
            codes[row] = numbers.setdefault((value, type(value)), len(numbers) + 1)
    spellings = Counter(fold(str(key)) for key in {*others, *sizes})
    found = {
        fold(format_key((key,))): Values(codes, [(), *((value,) for value, _ in numbers)])
        for key, (codes, numbers) in sizes.items()
        if spellings[fold(str(key))] == 1
    }
    return frozenset(spellings), {key: values for key, values in found.items() if key not in _EFFECTIVE}


class Reader:
    """What reads the values of a key from posts.

    Args:
        key: The key, dotted, in any case.
        effective: Also what is said of the post without the key.
    """

    def __init__(self, key: str, *, effective: bool = True) -> None:
        self._way = [fold(str(part)) for part in parse_key(key)]
        self._said = _EFFECTIVE.get(fold(key)) if effective else None

    def finds_in(self, keys: Collection[str]) -> bool:
        """Tell whether posts of which no other keys are written, folded, can have a value."""
        return self._said is not None or self._way[0] in keys

    def of(self, post: Post) -> Entry:
        """Return the values of one post."""
        return self._entry(post.values, getattr(post, self._said[0]) if self._said else None)

    def over(self, posts: Records) -> Iterator[Entry]:
        """Yield the values of each post."""
        if self._said is None:
            return (self._entry(values, None) for (values,) in posts.fields("values"))
        return (self._entry(values, said) for values, said in posts.fields("values", self._said[0]))

    def _entry(self, values: dict[str, Value], said: Any) -> Entry:
        written = tuple(_reach(values, self._way))
        return (*self._said[1](said), *written) if self._said else written


def _utc(seconds: float) -> DateText:
    return DateText(datetime.fromtimestamp(seconds, UTC).isoformat(" ", "microseconds"))


def _reach(value: Value, way: Sequence[str]) -> Iterator[Value]:
    """Yield the single values at a way.

    A list on it stands for each of its items, or the one numbered; a mapping at its end is just there.
    """
    if isinstance(value, list):
        if way and way[0].isdecimal():
            yield from _reach(value[int(way[0])], way[1:]) if int(way[0]) < len(value) else ()
        else:
            for item in value:
                yield from _reach(item, way)
    elif way and isinstance(value, dict):
        for key, inner in value.items():
            if fold(str(key)) == way[0]:
                yield from _reach(inner, way[1:])
    elif not way:
        yield value if not isinstance(value, dict) else MAPPING if value else None
