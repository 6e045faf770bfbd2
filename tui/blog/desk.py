"""The desk: one site with its index, its journal and its edits, without a screen.

The command line and the app both stand on it, so that they can't disagree.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from tui.blog import caches, files
from tui.blog.document import Document
from tui.blog.errors import BlogError, FileError
from tui.blog.sites import Site, Source, open_site

if TYPE_CHECKING:  # imported when first used: a command that reads one post needs none of these
    from tui.blog.drafts.drafts import Drafts
    from tui.blog.edits import Edit
    from tui.blog.index.index import Index
    from tui.blog.journal import Journal
    from tui.blog.library import Library
    from tui.blog.plan import Outcome, Plan
    from tui.blog.post import Post
    from tui.blog.schema import Schema, Schemas
    from tui.blog.search import Texts
    from tui.blog.sites.moves import Move

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def now() -> datetime:
    """Return this moment with its offset."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the user's own things are kept."""

    config: Path
    cache: Path
    state: Path

    @classmethod
    def user(cls) -> Folders:
        """Return the folders that the system has for the user's settings, cache and state."""
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("postdesk", appauthor=False)
        return cls(dirs.user_config_path, dirs.user_cache_path, dirs.user_state_path)


class Desk:
    """A site, and what can be done with its posts.

    Args:
        site: The site.
        folders: Where cache and state are kept.
        clock: Tells the moment that statuses are judged by.
        under: Only posts in this folder are listed; a path from the site's root, or empty.
        focus: The one post that was asked for; a path from the site's root, or empty.
    """

    def __init__(
        self, site: Site, *, folders: Folders, clock: Clock = now, under: str = "", focus: str = ""
    ) -> None:
        self._site = site
        self.folders = folders
        self.clock = clock
        self.under = under
        self.focus = focus
        self._schemas: tuple[int, Schemas] | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        folders: Folders | None = None,
        clock: Clock = now,
        configs: Sequence[str] = (),
    ) -> Desk:
        """Open the desk of a site, a folder in one, or one post.

        Args:
            path: What to open.
            folders: Where cache and state are kept; the user's own without it.
            clock: Tells the moment that statuses are judged by.
            configs: Jekyll's configuration files, where they are not the usual one; from the root.

        Raises:
            FileError: There is no such file or folder.
            SiteError: The site can't be read, or takes no such configuration files.
        """
        try:
            path = path.resolve(strict=True)
        except FileNotFoundError as error:
            raise FileError("there is no such file or folder", path=path) from error
        except (OSError, RuntimeError) as error:
            raise FileError(f"it can't be opened: {error}", path=path) from error
        site = open_site(path, configs)
        inside = path.relative_to(site.root).as_posix()
        under, focus = (inside, "") if path.is_dir() else ("", inside)
        return cls(
            site,
            folders=folders or Folders.user(),
            clock=clock,
            under="" if under == "." else under,
            focus=focus,
        )

    @property
    def site(self) -> Site:
        """The site; another one once its configuration changed on disk."""
        index: Index | None = self.__dict__.get("index")
        return self._site if index is None else index.site

    @cached_property
    def index(self) -> Index:
        """The site's index, empty until it is loaded or scanned."""
        from tui.blog.index.index import Index

        return Index(self._site, cache=self.cache, clock=self.clock, under=self.under)

    @cached_property
    def texts(self) -> Texts:
        """The bodies of the site's posts, to be searched."""
        from tui.blog.search import Texts

        return Texts(self.index, self.cache)

    @cached_property
    def journal(self) -> Journal:
        """What was written to this site, so that it can be undone."""
        from tui.blog.journal import Journal

        return Journal(self.folders.state / "journal" / caches.key(self.site.root))

    @cached_property
    def drafts(self) -> Drafts:
        """Unsaved work on the posts of this site."""
        from tui.blog.drafts.drafts import Drafts

        return Drafts(self.folders.state / "drafts" / caches.key(self.site.root))

    def close(self) -> None:
        """Leave the desk: unsaved work that is kept is offered to whoever opens it next."""
        if "drafts" in self.__dict__:
            self.drafts.close()

    @property
    def library(self) -> Library:
        """The site's posts as they are known now."""
        return self.index.library

    @property
    def cache(self) -> Path:
        """Where what was read of this site is kept between two runs: apart by configuration."""
        configs = "\0".join(self.site.configs)
        own = f"-{blake2b(os.fsencode(configs), digest_size=4).hexdigest()}" if configs else ""
        return self.folders.cache / f"{caches.key(self.site.root)}{own}"

    def tidy(self) -> None:
        """Drop what was kept and nobody uses any more, of this site and of others that are gone."""
        caches.tidy(self.cache, self.site.root)

    def locate(self, path: str) -> Path:
        """Return where a post is on disk.

        Args:
            path: From the site's root.

        Raises:
            OutsideSite: It leaves the site.
        """
        return files.inside(self.site.root, path)

    def read(self, path: str) -> Document:
        """Read a post.

        Raises:
            FileError: It can't be read, or leaves the site.
        """
        return Document.split(files.read(self.locate(path)))

    def post(self, path: str) -> Post:
        """Say what the generator would say of one post, without reading the others.

        Raises:
            FileError: It can't be read, or leaves the site.
        """
        source = Source(path, self.read(path), self.locate(path).stat().st_mtime)
        return self.site.post(source, self.clock())

    def plan(self, title: str, paths: Iterable[str], edits: Sequence[Edit]) -> Plan:
        """Make the same edits to each post. A post that can't be read or edited is refused in the plan."""
        return self.plan_each(title, ((path, edits) for path in paths))

    def plan_each(self, title: str, wishes: Iterable[tuple[str, Sequence[Edit]]]) -> Plan:
        """Make edits to posts, different ones to each."""
        from tui.blog.collecting import seldom_collected
        from tui.blog.plan import Change, Plan

        changes: list[Change] = []
        refused: list[BlogError] = []
        with seldom_collected():
            for path, edits in wishes:
                site = self.site.nearest(path)
                try:
                    place = self.locate(path)
                    before = Document.split(files.read(place))
                    after = before.edit(*edits, format=site.format, fold=site.folds_keys)
                except BlogError as error:
                    refused.append(error.at(path))
                else:
                    if after.data != before.data:
                        changes.append(Change(place, before, after, tuple(edits)))
        return Plan(title, tuple(changes), refused=tuple(refused))

    def plan_moves(self, title: str, posts: Iterable[Post], say: Callable[[Post], Move]) -> Plan:
        """Edit posts and move their files, as `say` tells of each; what can't be done is refused."""
        from tui.blog.moving import Moving
        from tui.blog.plan import Plan

        moves: list[Moving] = []
        stays: list[tuple[str, Sequence[Edit]]] = []
        refused: list[BlogError] = []
        for post in posts:
            try:
                move = say(post)
                if move.path == post.path:
                    stays.append((post.path, move.edits))
                else:
                    moves.append(Moving.make(self.site, post.path, move))
            except BlogError as error:
                refused.append(error.at(post.path))
        plan = self.plan_each(title, stays)
        return Plan(title, plan.changes, tuple(moves), (*refused, *plan.refused))

    def retag(self, taxonomy: str, old: Collection[str], new: str | None) -> Plan:
        """Put one term of a taxonomy in place of others, or drop them, in every post that has them."""
        from tui.blog.retag import retag

        keys = {known.name: known.keys for known in self.site.taxonomies}.get(taxonomy, (taxonomy,))
        wishes = [
            (post.path, retag(post.values, keys, old, new, fold=self.site.nearest(post.path).folds_keys))
            for post in self.library.posts
            if not set(old).isdisjoint(post.terms.get(taxonomy, ()))
        ]
        title = f"drop {', '.join(old)}" if new is None else f"rename {', '.join(old)} to {new}"
        return self.plan_each(title, wishes)

    def apply(
        self, plan: Plan, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Outcome:
        """Write a plan to disk, journal first."""
        return plan.apply(self.journal, progress=progress, cancelled=cancelled)

    def restore(self, path: str, document: Document) -> None:
        """Write a post that is gone back to disk, journal first.

        Raises:
            FileError: It can't be written, or is there again.
        """
        from tui.blog.journal import Write

        place = self.locate(path)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"can't be made: {error.strerror}", path=place.parent) from error
        result = self.journal.write(f"write {path} back", [Write(place, None, document.data)])
        if result.failed:
            raise result.failed[0]

    @property
    def schemas(self) -> Schemas:
        """The fields of every kind of post, as the library's posts show them."""
        from tui.blog.schema import Schemas

        library = self.library
        if self._schemas is None or self._schemas[0] != library.revision:
            self._schemas = library.revision, Schemas(self.site, library.posts)
        return self._schemas[1]

    def schema(self, path: str) -> Schema:
        """Return the fields of the kind of post at a path."""
        return self.schemas.of(path)
