"""Hugo sites: what `hugo` would say of each post, from the same files."""

from __future__ import annotations

import os
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

import msgspec

from tui.blog.document import Document
from tui.blog.edits import Set, Unset
from tui.blog.errors import BlogError, Refused
from tui.blog.files import read
from tui.blog.kinds import HUGO
from tui.blog.post import Post, Problem
from tui.blog.sites.base import Site, Source
from tui.blog.sites.fields import values_of
from tui.blog.sites.hugo.archetypes import new_post
from tui.blog.sites.hugo.branches import Branch, Branches, handed
from tui.blog.sites.hugo.cascade import read_cascade
from tui.blog.sites.hugo.casts import to_bool, to_text
from tui.blog.sites.hugo.page import Page, page_post
from tui.blog.sites.hugo.places import EXTENSIONS, Leaves, Place, Places
from tui.blog.sites.hugo.settings import Settings, load_settings
from tui.blog.sites.hugo.tree import config_files
from tui.blog.sites.links import by_path, by_url, local, picture
from tui.blog.sites.moves import Move, renamed
from tui.blog.sites.shelves import Shelf
from tui.blog.sites.walk import Walk
from tui.blog.values import locate, look_up


class Hugo(Site):
    """A folder with a Hugo configuration, or with a content folder as Hugo has it."""

    generator = "Hugo"
    folds_keys = True
    reads_core = True

    def __init__(self, root: Path, settings: Settings) -> None:
        super().__init__(root)
        self._settings = settings
        self._places = Places(settings)
        self._leaves = Leaves(self._names, self._places)
        self._walk = Walk(root, self._enters, self._keeps)
        self._indexes: list[str] | None = None  # of sections, among others; as the last walk found them
        main = settings.languages[settings.default]
        self.title = main.title or root.name
        self.base_url = main.base_url
        self.timezone = main.zone
        self.taxonomies = tuple(
            {t.name: t for language in settings.languages.values() for t in language.taxonomies}.values()
        )
        self.problems = settings.problems

    @classmethod
    def load(cls, root: Path) -> Self:
        """Read the configuration of a site.

        Raises:
            SiteError: The main configuration can't be read.
        """
        return cls(root, load_settings(root))

    def walk(self) -> Iterator[str]:
        """Yield every content file but those of leaf bundles, which are not pages."""
        self._leaves.forget()
        self._walk.unreadable.clear()
        indexes = []
        for path in self._walk:
            if "_index" in path:
                indexes.append(path)
            yield path
        self._indexes = indexes
        self.problems = (*self._settings.problems, *self._walk.unreadable)

    def is_post(self, path: str) -> bool:
        """Tell whether a path is one that the walk would yield."""
        self._leaves.forget()
        return self._walk.reaches(path)

    def governs(self, path: str) -> bool:
        """Tell whether a file is configuration or the index of a section, which may cascade."""
        if path in HUGO or (path.startswith("config/") and path in self._config_paths()):
            return True
        if "_index" not in path.lower():  # which is quick to see
            return False
        place = self._places.place(path)
        return place is not None and place.bundle == "branch"

    def post(self, source: Source, now: datetime) -> Post:
        """Say what Hugo would say of a content file."""
        place = self._places.place(source.path) or Place("", source.path, "", "", False, "/", "", "")
        values, broken = values_of(source.document, core=self.reads_core)
        languages = self._settings.languages
        language = languages.get(place.language) or languages[self._settings.default]
        folder = place.path if place.bundle == "branch" else place.path.rpartition("/")[0] or "/"
        page = Page(source, place, values, broken, language, self._branches.above(place.language, folder))
        return page_post(page, now, raw_html=self._settings.raw_html)

    def finish(self, posts: Iterable[Post]) -> Mapping[str, Post]:
        """Warn where two posts have one address: Hugo writes both to it, and one is lost."""
        by_address: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            built = post.url and post.status not in ("hidden", "broken")
            by_address[post.url if built else post.path].append(post)
        changed = {}
        for several in by_address.values():
            for post in several:
                problems = [problem for problem in post.problems if problem.code != "duplicate-url"]
                other = next((one.path for one in several if one.path != post.path), None)
                if other:
                    message = f"{post.url} is also the address of {other}"
                    problems.append(Problem("duplicate-url", message))
                if tuple(problems) != post.problems:
                    changed[post.path] = msgspec.structs.replace(post, problems=tuple(problems))
        return changed

    def find(self, post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
        """Find a post as `ref` does: from the post's folder, from the content's, or by its name alone."""
        path = local(target)
        if not path:
            return None
        found = by_path(post, path, posts, (".md", "/index.md", "/_index.md"))
        if found:
            return found
        wanted = self._wanted(post, path)
        fallback = None
        for other in posts:
            place = self._places.place(other)
            if place is None:
                continue
            if place.path in wanted and place.language == post.language:
                return other
            if "/" not in path and place.path.rpartition("/")[2] == wanted[0].rpartition("/")[2]:
                fallback = fallback or other
        return fallback or by_url(post, path, posts)

    def picture(self, post: Post, target: str) -> Path | None:
        """Find a picture in the post's bundle, among the static files or among the assets."""
        folders = (*self._settings.statics, self._settings.assets)
        language = self._settings.languages.get(post.language)
        base = language.base_path if language else ""
        inner = target[len(base) :] if base and target.startswith(f"{base}/") else target
        return picture(self.root, post, inner, folders)

    def shelves(self, post: Post) -> tuple[Shelf, ...]:
        """Return the post's bundle, the static files and the assets.

        https://gohugo.io/content-management/page-bundles/
        """
        place = self._places.place(post.path)
        bundle = (Shelf(posixpath.dirname(post.path)),) if place and place.bundle else ()
        statics = tuple(Shelf(folder, "/") for folder in self._settings.statics)
        return (*bundle, *statics, Shelf(self._settings.assets))

    def publish(self, post: Post, now: datetime) -> Move:
        """Say that it is no draft, over what a section may hand down."""
        draft = locate(post.values, ("draft",), fold=True)
        if to_bool(look_up(post.values, draft) if draft else post.inherited.get("draft")):
            return Move(post.path, (Set(draft or ("draft",), False),))
        published = locate(post.values, ("published",), fold=True)
        if not draft and published and to_bool(look_up(post.values, published)) is False:
            return Move(post.path, (Unset(published),))
        return Move(post.path)

    def unpublish(self, post: Post) -> Move:
        """Make the post say that it is a draft."""
        return Move(post.path, (Set(locate(post.values, ("draft",), fold=True) or ("draft",), True),))

    def rename(self, post: Post, name: str) -> Move:
        """Rename the file, its language kept. A bundle's name is its folder's, which holds more."""
        place = self._places.place(post.path)
        if place is None or place.bundle:
            raise Refused(
                "its name is that of its folder, which may hold other files",
                cause="bundle",
                path=post.path,
                hint="move the folder, or set a slug",
            )
        return renamed(post, name, post.path.rpartition("/")[2][len(place.name) :], fold=True)

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return a new post from the site's archetype, where it can be followed, in its main section."""
        return new_post(self.root, self._settings, title, now)

    def _wanted(self, post: Post, path: str) -> tuple[str, ...]:
        """Return the paths that Hugo gives the pages that a link may mean."""
        path = path.lower().replace(" ", "-").removesuffix("/")
        stem, dot, end = path.rpartition(".")
        path = stem if dot and end == "md" else path
        path = path.removesuffix("/index").removesuffix("/_index")
        here = self._places.place(post.path)
        around = here.path if here and here.bundle else posixpath.dirname(here.path) if here else "/"
        return (
            posixpath.normpath(posixpath.join("/", path)),
            posixpath.normpath(posixpath.join(around, path)),
        )

    def _config_paths(self) -> set[str]:
        return {path.relative_to(self.root).as_posix() for path in config_files(self.root)}

    def _names(self, folder: str) -> list[str]:
        try:
            return os.listdir(self.root / folder)  # noqa: PTH208  # names are all that is needed
        except OSError:
            return []

    def _enters(self, folder: str) -> bool:
        """Tell whether a folder may hold pages: one of a mount, but not below a leaf bundle."""
        if self._places.mount(f"{folder}/") is None:
            return self._places.leads(folder)
        if folder.rpartition("/")[2].startswith("."):
            return False
        above = folder.rpartition("/")[0]
        return self._places.mount(f"{above}/") is None or not self._leaves.is_leaf(above)

    def _keeps(self, folder: str, names: list[str]) -> list[str]:
        """Return the files of a folder that are pages, given that it is entered."""
        if self._places.mount(f"{folder}/") is None:
            return []
        if self._leaves.see(folder, names):
            names = list(filter(self._places.is_index, names))
        kept = [
            name
            for name in names
            if name.rpartition(".")[2].lower() in EXTENSIONS and name[0] not in ".#" and name[-1] != "~"
        ]
        for pattern in self._settings.ignored:
            kept = [name for name in kept if not pattern.search(f"{self.root}/{folder}/{name}")]
        return kept

    @cached_property
    def _branches(self) -> Branches:
        """The sections, read when the first post is: to list what is kept takes none of them."""
        site = {code: language.cascade for code, language in self._settings.languages.items()}
        return Branches(dict(self._find_branches()), site)

    def _find_branches(self) -> Iterator[tuple[tuple[str, str], Branch]]:
        """Yield the sections that have an `_index`, by language and path."""
        if self._indexes is None:
            self._indexes = [path for path in self._walk if "_index" in path]
        for path in self._indexes:
            place = self._places.place(path)
            if place is None or place.bundle != "branch":
                continue
            try:
                values, _ = values_of(Document.split(read(self.root / path)), core=self.reads_core)
            except BlogError:
                continue  # the post itself will say so
            origin = f"cascade from {path}"
            yield (
                (place.language, place.path),
                Branch(
                    title=to_text(handed(values, "title")),
                    slug=to_text(handed(values, "slug")).strip("-"),
                    rules=read_cascade(handed(values, "cascade"), origin),
                ),
            )
