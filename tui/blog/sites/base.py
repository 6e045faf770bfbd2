"""What every kind of site answers: which files are posts, and what the generator says of each.

A generator is one module in this package: a subclass of `Site`, and a line in `SITES`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, ClassVar, Literal, Self, TypeAlias

import msgspec

if TYPE_CHECKING:
    from tui.blog.document import Document
    from tui.blog.post import Post, Problem
    from tui.blog.sites.moves import Move
    from tui.blog.sites.shelves import Shelf

Dialect: TypeAlias = Literal["hugo", "jekyll", "plain"]
"""Whose Markdown and templates a post is written in."""

_DIALECTS: dict[str, Dialect] = {"Hugo": "hugo", "Jekyll": "jekyll"}


class Source(msgspec.Struct, frozen=True):
    """A file that may be a post, as it was read."""

    path: str
    """Where it is, from the site's root, with `/` between folders."""

    document: Document
    modified: float
    """When the file last changed, in seconds since the epoch."""

    whole: bool = True
    """Whether the document holds the whole file. A first reading holds its head alone: the front
    matter and some of the body, not enough to count words."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A way to group posts, in Hugo's words."""

    name: str
    """The plural, as the form and the facets show it: `tags`."""

    keys: tuple[str, ...]
    """The front matter keys that hold its terms, the preferred one first: `("tags", "tag")`.

    They are dotted where terms stand deeper, as in Zola's `taxonomies.tags`; see `parse_key`.
    """


class Site(ABC):
    """A folder with its generator's rules."""

    generator: ClassVar[str]
    """The generator's name as its makers write it, such as `Hugo`."""

    folds_keys: ClassVar[bool] = False
    """Whether `Title` and `title` are one key, as for Hugo."""

    reads_core: ClassVar[bool] = False
    """Whether YAML is read by its version 1.2, where `yes` and `no` are texts, as Hugo does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        """The site's folder, absolute, with links resolved."""

        self.title = root.name
        self.base_url = ""
        """The site's address with the path it lives under, or empty."""

        self.timezone: tzinfo | None = None
        """The zone of dates that name none; None is the generator's default."""

        self.taxonomies: tuple[Taxonomy, ...] = (
            Taxonomy("tags", ("tags", "tag")),
            Taxonomy("categories", ("categories", "category")),
        )
        self.format = "yaml"
        """The front matter format that a new block is written in."""

        self.configs: tuple[str, ...] = ()
        """The configuration files that were asked for, in place of the usual; paths from the root."""

        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the configuration."""

    @classmethod
    @abstractmethod
    def load(cls, root: Path) -> Self:
        """Read the configuration.

        Raises:
            SiteError: The folder or its configuration can't be read at all. What can be
                survived becomes one of `problems`.
        """

    @property
    def dialect(self) -> Dialect:
        """Whose Markdown and templates its posts are written in."""
        return _DIALECTS.get(self.generator, "plain")

    def nearest(self, path: str) -> Site:
        """Return the site that rules a file: itself, but for a folder that holds several sites."""
        return self

    @abstractmethod
    def walk(self) -> Iterator[str]:
        """Yield the path of every file that may be a post, from the root, in no order."""

    @abstractmethod
    def is_post(self, path: str) -> bool:
        """Tell by its path alone whether a file is listed, built or not."""

    @abstractmethod
    def governs(self, path: str) -> bool:
        """Tell whether a file changes what is said of others: configuration, cascades, defaults."""

    @abstractmethod
    def post(self, source: Source, now: datetime) -> Post:
        """Say what the generator would say of a document. Never raises: what is wrong is among the problems.

        Args:
            source: The file.
            now: The moment to judge by, with its offset; never read inside.
        """

    def finish(self, posts: Iterable[Post]) -> Mapping[str, Post]:
        """Return by path the posts that look different once all are known (two with one URL).

        After a change it is asked again about those alone that share a URL with a changed one,
        unless the site `judges_together`.
        """
        return {}

    @property
    def judges_together(self) -> bool:
        """Whether posts with other URLs decide on a post too, as with Jekyll's `limit_posts`."""
        return False

    def find(self, post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
        """Return the path of the post that a link in a post leads to, or None.

        Args:
            post: The post that holds the link.
            target: A link's destination, a `ref` or `{% link %}` argument, a wikilink's text.
            posts: The site's posts by path.
        """
        return None

    def picture(self, post: Post, target: str) -> Path | None:
        """Return the local file that a picture's address means, inside the site, or None."""
        return None

    def shelves(self, post: Post) -> tuple[Shelf, ...]:
        """Return the folders whose files a post may name, the nearest first."""
        return ()

    @abstractmethod
    def publish(self, post: Post, now: datetime) -> Move:
        """Say what makes a post public, as far as it is held back by hand and not by its dates.

        Raises:
            Refused: It can't be said.
        """

    @abstractmethod
    def unpublish(self, post: Post) -> Move:
        """Say what makes a post a draft.

        Raises:
            Refused: It can't be said.
        """

    def rename(self, post: Post, name: str) -> Move:
        """Say what gives a post another name: its file, which keeps its date, and its slug if it has one.

        Raises:
            Refused: It is no name, or the post can't be given one.
        """
        from tui.blog.sites.moves import renamed

        return renamed(post, name, PurePosixPath(post.path).suffix, fold=self.folds_keys)

    @abstractmethod
    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return the path and the bytes of a new post, as the generator's users would make it."""
