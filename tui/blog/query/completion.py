"""What could stand at the cursor of a filter line: keys, terms and values, the most used first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from tui.blog.query.criteria import EPOCH, NEVER, normal, written_text
from tui.blog.query.query import SHORT_KEYS, SORT_KEYS
from tui.blog.query.tree import KEY, STATES, key_text, value_text
from tui.blog.text import fold

if TYPE_CHECKING:
    from tui.blog.library import Library

_LIMIT = 20
_DAY = 86400  # seconds
_LONGEST = 60  # characters of a value that is still worth proposing
ALWAYS = (
    *("is", "has", "no", "sort", "date", "title", "path", "description", "body"),
    *("section", "language", "words", "minutes", "modified", "problem"),
)
"""The keys that any post may be asked for."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on."""

    label: str
    """What it is, such as `tag:AI`; from a post, so not safe to print as it is."""

    count: int
    """How many posts have it; 0 where that says nothing."""

    line: str
    """The whole filter line once it is taken."""

    cursor: int
    """Where the cursor is then."""


def completions(text: str, cursor: int, library: Library, *, limit: int = _LIMIT) -> list[Completion]:
    """Return what could stand at the cursor.

    Args:
        text: The filter line; it need not be one that can be parsed.
        cursor: Where the cursor is, in characters.
        library: The posts.
        limit: How many at most.
    """
    start = _start(text, cursor)
    typed = text[start:cursor]
    key = KEY.match(typed)
    if key and typed[key.end() :].startswith(":"):
        start += key.end() + 1 + _last_value(typed[key.end() + 1 :])
        candidates = _values(key[0], library)
    else:
        candidates = _terms_and_keys(library)
    wanted = normal(text[start:cursor].strip('"'))
    found = _ranked(wanted, candidates) if wanted or key else _ranked(wanted, _keys(library))
    return [
        Completion(label, count, f"{text[:start]}{label}{text[cursor:]}", start + len(label))
        for label, count in islice(found, limit)
    ]


def _start(text: str, cursor: int) -> int:
    """Return where the term at the cursor begins, without a minus or parenthesis."""
    start, quoted = 0, False
    for place, char in enumerate(text[:cursor]):
        if char == '"' and text[place - 1 : place] != "\\":
            quoted = not quoted
        elif not quoted and (char.isspace() or (char in "(-" and place == start)):
            start = place + 1
    return start


def _last_value(values: str) -> int:
    """Return where the last of some values begins, or the date or number that it is compared with."""
    start, quoted = 0, False
    for place, char in enumerate(values):
        if char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            start = place + 1
    _, _, operand = values[start:].rpartition("..")
    return len(values) - len(operand.lstrip("<>="))


def _ranked(wanted: str, candidates: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the candidates that begin with what was typed, it too, then those that hold it."""
    inside: list[tuple[str, int]] = []
    for label, count in candidates:
        whole = normal(label).strip('"')
        value = normal(label.partition(":")[2]).strip('"') or whole
        if whole.startswith(wanted) or value.startswith(wanted):
            yield label, count
        elif wanted in value:
            inside.append((label, count))
    yield from inside


def _keys(library: Library) -> Iterator[tuple[str, int]]:
    """Yield what any post may be asked for, then the keys that posts have."""
    for name in library.taxonomies:
        yield f"{key_text(SHORT_KEYS.get(name, name))}:", 0
    for name in ALWAYS:
        yield f"{name}:", 0
    for key, count in library.keys:
        if not library.taxonomy(key) and fold(key) not in ALWAYS:
            yield f"{key_text(key)}:", count


def _terms_and_keys(library: Library) -> Iterator[tuple[str, int]]:
    yield from _keys(library)
    for name in library.taxonomies:
        key = key_text(SHORT_KEYS.get(name, name))
        for one in library.counts(name):
            yield f"{key}:{value_text(one.term)}", one.count


def _values(key: str, library: Library) -> Iterator[tuple[str, int]]:
    """Yield what a key may be followed by."""
    match fold(key):
        case "is":
            counts = {one.term: one.count for one in library.counts("status")}
            yield from ((state, counts.get(state, 0)) for state in STATES)
        case "has" | "no":
            yield from ((key_text(name), count) for name, count in library.keys)
        case "sort":
            names = dict.fromkeys((*SORT_KEYS, *(name for name, _ in library.keys)))
            yield from ((f"{key_text(name)}-{way}", 0) for name in names for way in ("desc", "asc"))
        case "date":
            yield from _months(library)
        case name if taxonomy := library.taxonomy(name):
            yield from ((value_text(one.term), one.count) for one in library.counts(taxonomy))
        case name:
            for value, _ in library.usual(name):
                written = written_text(value)
                if written and len(written) <= _LONGEST and not written.startswith("{"):
                    yield value_text(written), 0


def _months(library: Library) -> Iterator[tuple[str, int]]:
    """Yield the years that posts are dated in, the latest first, each followed by its months."""
    days = Counter(wall // _DAY for wall in library.columns.walls if wall != NEVER)
    years: Counter[int] = Counter()
    months: Counter[tuple[int, int]] = Counter()
    for day, count in days.items():
        date = EPOCH + timedelta(days=day)
        years[date.year] += count
        months[date.year, date.month] += count
    for year in sorted(years, reverse=True):
        yield f"{year:04}", years[year]
        for month in range(12, 0, -1):
            if months[year, month]:
                yield f"{year:04}-{month:02}", months[year, month]
