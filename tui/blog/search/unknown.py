"""Keys that a query asks for and no post has: most likely mistyped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.blog.library import Library
from tui.blog.query.completion import ALWAYS
from tui.blog.query.query import SHORT_KEYS, Query
from tui.blog.text import fold

_NEAR = 0.66  # how alike a key must be to be meant: of three letters, one may be wrong, or two swapped


class Unknown(NamedTuple):
    """A key that no post has."""

    key: str
    """As it is written in the query."""

    meant: str
    """The key that is most like it; nothing where none is. From a post, so not safe to print as it is."""

    def __str__(self) -> str:
        meant = f': did you mean "{self.meant}"?' if self.meant else ""
        return f'no post has a key "{self.key}"{meant}'


def unknown_keys(query: Query, library: Library) -> Iterator[Unknown]:
    """Yield the keys of a query that no post has; none of a site without posts.

    Args:
        query: The query. If the library has answered it already, this takes no time.
        library: The posts.
    """
    for key in query.keys if len(library) else ():
        if not _is_known(fold(key), library):
            yield Unknown(key, _nearest(fold(key), library))


def _is_known(key: str, library: Library) -> bool:
    if key in ALWAYS or library.taxonomy(key) or any(key == fold(name) for name, _ in library.keys):
        return True
    return library.values(key).where(bool) != 0


def _nearest(key: str, library: Library) -> str:
    """Return the key that is most like one, as completions write it, or nothing."""
    from rapidfuzz import process  # when first asked for: a start needs no matching
    from rapidfuzz.distance import DamerauLevenshtein

    names = {fold(name): name for name in (*ALWAYS, *(name for name, _ in library.keys))}
    for name in library.taxonomies:
        short = SHORT_KEYS.get(name, name)
        names |= {fold(name): short, fold(short): short}
    alike = DamerauLevenshtein.normalized_similarity
    found = process.extractOne(key, names.keys(), scorer=alike, score_cutoff=_NEAR)
    return names[found[0]] if found else ""
