"""The files of a site that a field may name, each with its address as the site's posts write it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tui.blog.post import Post
from tui.blog.query.criteria import normal
from tui.blog.search.jump import alike
from tui.blog.sites.base import Site
from tui.blog.values import Key, Value

MOST = 5000
"""How many files are offered at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that a field may name."""

    address: str
    """What is written into the field."""

    path: str
    """Where the file is, from the site's root."""


Habit: TypeAlias = tuple[str | None, str]
"""How posts write a file's address: the start of its path that they leave out (None for the post's own
folder), and what they write in its place."""


def offers(
    site: Site, post: Post, key: Key, posts: Iterable[Post], endings: Sequence[str] = ()
) -> list[Offer]:
    """Return the files that a field may name: those beside the post first, then the latest.

    Args:
        site: The site.
        post: The post that is to name one.
        key: The field.
        posts: The site's posts, which show how addresses are written.
        endings: The endings of the files that are meant, without the dot; none for all.
    """
    usual: dict[str, str] = {}
    for shelf in site.shelves(post):
        for path, address in shelf.files(site.root):
            if not endings or path.lower().endswith(tuple(f".{ending}" for ending in endings)):
                usual.setdefault(path, address)
    habits = [habit for habit, _ in _habits(site, key, posts, usual).most_common()]
    beside = _folder(post)

    def order(path: str) -> tuple[bool, float, str]:
        return not path.startswith(beside), -_modified(site, path), path

    return [
        Offer(_address(path, habits, beside) or usual[path], path) for path in sorted(usual, key=order)[:MOST]
    ]


def match(found: Sequence[Offer], typed: str) -> list[Offer]:
    """Return the offers that hold every word that was typed; where none does, those most like it."""
    words = normal(typed).split()
    if not words:
        return list(found)
    texts = [normal(offer.path) for offer in found]
    hits = [offer for offer, text in zip(found, texts, strict=True) if all(word in text for word in words)]
    if hits:
        return hits
    scores = sorted(alike(words, texts), key=lambda pair: -pair[1])
    return [found[place] for place, _ in scores]


def _habits(site: Site, key: Key, posts: Iterable[Post], files: Iterable[str]) -> Counter[Habit]:
    """Count how posts write the addresses of files in a field."""
    by_name: dict[str, list[str]] = {}
    for path in files:
        by_name.setdefault(posixpath.basename(path), []).append(path)
    found: Counter[Habit] = Counter()
    for post in posts:
        for value in _texts(post.values, [part for part in key if isinstance(part, str)]):
            file = site.picture(post, value)
            twins = by_name.get(posixpath.basename(value), [])
            if file is not None:
                path = file.relative_to(site.root).as_posix()
            elif len(twins) == 1:  # the theme knows the folder
                path = twins[0]
            else:
                continue
            if habit := _habit(value, path, _folder(post)):
                found[habit] += 1
    return found


def _habit(address: str, path: str, beside: str) -> Habit | None:
    """Return how a file's path became an address, or None where that says nothing of other files."""
    tail = ""
    for one, other in zip(reversed(address.split("/")), reversed(path.split("/")), strict=False):
        if one != other or not one:
            break
        tail = f"/{one}{tail}"
    tail = tail.removeprefix("/")
    lead, folder = address.removesuffix(tail), path.removesuffix(tail)
    if not tail or ".." in lead:
        return None
    return (None if folder == beside and beside else folder), lead


def _address(path: str, habits: Iterable[Habit], beside: str) -> str | None:
    """Return the address of a file by the most usual habit that fits it, or None."""
    for folder, lead in habits:
        left_out = beside if folder is None else folder
        if path.startswith(left_out) and (folder is not None or beside):
            return lead + path[len(left_out) :]
    return None


def _texts(value: Value, names: Sequence[str]) -> Iterator[str]:
    """Yield the texts that a path of keys leads to, through every item of the lists along it."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item, names)
    elif isinstance(value, dict) and names:
        yield from _texts(value.get(names[0]), names[1:])
    elif isinstance(value, str) and not names:
        yield value


def _folder(post: Post) -> str:
    """Return the folder of a post, with the slash at its end; empty for the site's root."""
    folder = posixpath.dirname(post.path)
    return f"{folder}/" if folder else ""


def _modified(site: Site, path: str) -> float:
    try:
        return (site.root / path).stat().st_mtime
    except OSError:
        return 0.0
