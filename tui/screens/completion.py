"""Completion in the filter line: keys, the site's own terms, and the values of a key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.blog.library import SORT_KEYS
from tui.blog.query.tree import SHORT_KEYS, STATES, is_plain_value, quote, same_key
from tui.blog.text import fold
from tui.blog.values import look_up, parse_key
from tui.widgets.filter_line import Candidate

if TYPE_CHECKING:
    from tui.blog.library import Library

KEYS = ("is", "has", "no", "date", "title", "sort", "section", "body")
"""Keys that every site has, beside its taxonomies and its front matter."""

OFFERED = 8
"""How many completions are offered at once."""

SAMPLE = 500
"""How many posts are looked at for front matter keys and values."""

_TOKEN = re.compile(r'(?P<not>-?)(?:(?P<key>[^\s:()"]+):(?P<done>(?:[^\s,]*,)*))?(?P<part>"?[^\s,()":]*)$')


def complete(text: str, position: int, library: Library) -> list[Candidate]:
    """Return what could stand in a filter line instead of the word before the cursor.

    Args:
        text: The line.
        position: Where the cursor is, in characters.
        library: Knows the site's terms and keys.
    """
    match = _TOKEN.search(text[:position])
    if match is None or not (match["part"] or match["key"]) or position < len(text):
        return []
    before, part = text[: match.start("part")], match["part"].lstrip('"')
    if match["key"]:
        taken = {fold(value) for value in match["done"].split(",")}
        offers = [offer for offer in _values(match["key"], part, library) if fold(offer[0]) not in taken]
    else:
        offers = [*_keys(part, library), *_terms(part, library)]
    head = text[match.start() : match.start("part")]
    return [
        Candidate(f"{before}{written}", f"{head}{written}{note}")
        for written, note in offers[:OFFERED]
        if written != part
    ]


def _keys(part: str, library: Library) -> Iterator[tuple[str, str]]:
    """Yield keys that begin like this, with their colon."""
    known = [*(SHORT_KEYS.get(name, name) for name in library.taxonomies), *KEYS]
    known += [name for name, _count in _front_matter(library).most_common() if name.isidentifier()]
    for key in dict.fromkeys(known):
        if key.startswith(fold(part)):
            yield f"{key}:", ""


def _terms(part: str, library: Library) -> Iterator[tuple[str, str]]:
    """Yield terms that a bare word may mean."""
    for taxonomy in library.taxonomies:
        key = SHORT_KEYS.get(taxonomy, taxonomy)
        for term, count in _alike(part, ((one.term, one.count) for one in library.counts(taxonomy))):
            yield f"{key}:{_written(term)}", f" {count:,}"


def _values(key: str, part: str, library: Library) -> list[tuple[str, str]]:
    """Return values of a key that contain this, as they are written."""
    name = fold(key)
    if name == "is":
        return [(state, "") for state in STATES if state.startswith(fold(part))]
    if name == "sort":
        ways = (f"{sort}-{way}" for sort in SORT_KEYS for way in ("desc", "asc"))
        return [(way, "") for way in ways if way.startswith(fold(part))]
    if name in ("has", "no"):
        found = _alike(part, _front_matter(library).most_common())
    else:
        taxonomy = next((one for one in library.taxonomies if same_key(one, key)), None)
        if taxonomy:
            found = _alike(part, ((one.term, one.count) for one in library.counts(taxonomy)))
        else:
            found = _alike(part, _sampled(key, library).most_common())
    return [(_written(value), f" {count:,}") for value, count in found]


def _alike(part: str, counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return what contains a text, what begins with it first, else in the order given."""
    wanted = fold(part)
    found = [(value, count) for value, count in counted if wanted in fold(value)]
    return sorted(found, key=lambda one: not fold(one[0]).startswith(wanted))[:OFFERED]


def _written(value: str) -> str:
    return value if is_plain_value(value) else quote(value)


def _front_matter(library: Library) -> Counter[str]:
    return Counter(key for row in range(min(SAMPLE, len(library))) for key in library.posts[row].values)


def _sampled(key: str, library: Library) -> Counter[str]:
    way = parse_key(key)
    values = (look_up(library.posts[row].values, way, fold=True) for row in range(min(SAMPLE, len(library))))
    return Counter(
        ("true" if value else "false") if isinstance(value, bool) else str(value)
        for value in values
        if isinstance(value, str | int | float) and len(str(value)) <= 60
    )
