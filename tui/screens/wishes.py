"""What the keys of the posts' screen mean as edits, to each post its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.blog.edits import Add, Edit, Set
from tui.blog.retag import retag
from tui.blog.values import Key, locate, look_up, parse_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.blog.post import Post
    from tui.blog.sites import Site
    from tui.screens.terms import TermChanges

Wish = tuple[str, list[Edit]]
"""The path of a post, and the edits to it."""


def change_terms(site: Site, posts: Iterable[Post], changes: TermChanges) -> Iterator[Wish]:
    """Yield the edits that add terms to posts and drop others.

    A term is added under the key that the post has for the taxonomy, else under the preferred one.
    """
    for post in posts:
        own = site.nearest(post.path)
        fold = own.folds_keys
        keys = {known.name: known.keys for known in own.taxonomies}.get(changes.taxonomy, (changes.taxonomy,))
        edits = retag(post.values, keys, changes.drop, None, fold=fold)
        key = _present(post, keys, fold=fold) or parse_key(keys[0])
        if look_up(post.values, key) is None and changes.add:
            edits.append(Set(key, list(changes.add)))
        else:
            edits += [Add(key, term) for term in changes.add]
        yield post.path, edits


def _present(post: Post, keys: Sequence[str], *, fold: bool) -> Key | None:
    """Return the first of some keys that the post has, as it spells it; None if it has none of them."""
    return next(filter(None, (locate(post.values, parse_key(key), fold=fold) for key in keys)), None)
