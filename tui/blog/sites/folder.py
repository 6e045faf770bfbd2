"""A folder that holds several sites: each file is judged by the nearest site above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

import msgspec

from tui.blog.errors import SiteError
from tui.blog.kinds import Kind
from tui.blog.post import Post, Problem
from tui.blog.sites.base import Site, Source, Taxonomy
from tui.blog.sites.moves import Move
from tui.blog.sites.plain import Plain
from tui.blog.sites.shelves import Shelf


class Folder(Site):
    """Several sites as one. Paths are from this folder's root, whichever site they belong to."""

    generator = "several"

    def __init__(self, root: Path, sites: Sequence[Site] = (), problems: tuple[Problem, ...] = ()) -> None:
        """Lay the folder over sites.

        Args:
            root: The folder.
            sites: The sites below it; files outside of them all are judged as a plain site's.
            problems: What is wrong with sites that could not be opened.
        """
        super().__init__(root)
        self._unopened = problems
        self.sites = {site.root.relative_to(root).as_posix(): site for site in sites}
        """The sites below, by their folder's path from the root."""

        self._rest = Plain(root, frozenset(self.sites))
        everywhere = [self._rest, *sites]
        keys: dict[str, dict[str, None]] = {}
        for taxonomy in (taxonomy for site in everywhere for taxonomy in site.taxonomies):
            keys.setdefault(taxonomy.name, {}).update(dict.fromkeys(taxonomy.keys))
        self.taxonomies = tuple(Taxonomy(name, tuple(found)) for name, found in keys.items())
        self.problems = self._problems()

    @classmethod
    def load(cls, root: Path) -> Self:
        """Return the folder without sites below; `open_site` finds them."""
        return cls(root)

    @classmethod
    def over(cls, root: Path, found: Iterable[tuple[Kind, Path]]) -> Self:
        """Open the sites below; what one that can't be opened holds is judged as a plain site's."""
        sites, problems = [], []
        for kind, below in found:
            try:
                sites.append(kind.site.load(below))
            except SiteError as error:
                problems.append(Problem("site", str(error)))
        return cls(root, sites, tuple(problems))

    def nearest(self, path: str) -> Site:
        """Return the nearest site above a file."""
        return self._at(path)[1]

    def walk(self) -> Iterator[str]:
        """Yield what each site yields."""
        for prefix, site in self._parts():
            for path in site.walk():
                yield prefix + path
        self.problems = self._problems()

    def is_post(self, path: str) -> bool:
        """Ask the nearest site."""
        prefix, site = self._at(path)
        return site.is_post(path.removeprefix(prefix))

    def governs(self, path: str) -> bool:
        """Ask the nearest site."""
        prefix, site = self._at(path)
        return site.governs(path.removeprefix(prefix))

    def post(self, source: Source, now: datetime) -> Post:
        """Ask the nearest site."""
        prefix, site = self._at(source.path)
        inner = msgspec.structs.replace(source, path=source.path.removeprefix(prefix))
        return _moved(site.post(inner, now), source.path)

    @property
    def judges_together(self) -> bool:
        """Whether one of the sites does."""
        return any(site.judges_together for _, site in self._parts())

    def finish(self, posts: Iterable[Post]) -> Mapping[str, Post]:
        """Ask each site about its own posts."""
        groups: dict[str, list[Post]] = {}
        for post in posts:
            prefix, _ = self._at(post.path)
            groups.setdefault(prefix, []).append(_moved(post, post.path.removeprefix(prefix)))
        return {
            prefix + path: _moved(post, prefix + path)
            for prefix, group in groups.items()
            for path, post in self._at(prefix)[1].finish(group).items()
        }

    def find(self, post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
        """Ask the site of the linking post, about that site's posts."""
        prefix, site = self._at(post.path)
        inner = {
            path.removeprefix(prefix): _moved(other, path.removeprefix(prefix))
            for path, other in posts.items()
            if path.startswith(prefix)
        }
        found = site.find(_moved(post, post.path.removeprefix(prefix)), target, inner)
        return None if found is None else prefix + found

    def picture(self, post: Post, target: str) -> Path | None:
        """Ask the nearest site."""
        prefix, site = self._at(post.path)
        return site.picture(_moved(post, post.path.removeprefix(prefix)), target)

    def shelves(self, post: Post) -> tuple[Shelf, ...]:
        """Ask the nearest site."""
        prefix, site = self._at(post.path)
        found = site.shelves(_moved(post, post.path.removeprefix(prefix)))
        return tuple(replace(shelf, folder=(prefix + shelf.folder).rstrip("/")) for shelf in found)

    def publish(self, post: Post, now: datetime) -> Move:
        """Ask the nearest site."""
        return self._asked(post, lambda site, inner: site.publish(inner, now))

    def unpublish(self, post: Post) -> Move:
        """Ask the nearest site."""
        return self._asked(post, lambda site, inner: site.unpublish(inner))

    def rename(self, post: Post, name: str) -> Move:
        """Ask the nearest site."""
        return self._asked(post, lambda site, inner: site.rename(inner, name))

    def _asked(self, post: Post, ask: Callable[[Site, Post], Move]) -> Move:
        prefix, site = self._at(post.path)
        move = ask(site, _moved(post, post.path.removeprefix(prefix)))
        return replace(move, path=prefix + move.path)

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Refuse: nothing says which site is meant."""
        raise SiteError(
            "a new post needs a site, and there are several here",
            path=self.root,
            hint=f"open one of them: {', '.join(self.sites)}",
        )

    def _parts(self) -> Iterator[tuple[str, Site]]:
        """Yield each site with what its paths begin with."""
        yield "", self._rest
        for folder, site in self.sites.items():
            yield f"{folder}/", site

    def _at(self, path: str) -> tuple[str, Site]:
        """Return the site that rules a path, and what its paths begin with."""
        folder = path
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if folder in self.sites:
                return f"{folder}/", self.sites[folder]
        return "", self._rest

    def _problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with any of the sites, each with its folder named."""
        told = (
            problem._replace(message=f"{prefix}: {problem.message}") if prefix else problem
            for prefix, site in self._parts()
            for problem in site.problems
        )
        return (*self._unopened, *told)


def _moved(post: Post, path: str) -> Post:
    """Return a post under another path."""
    return msgspec.structs.replace(post, path=path)
