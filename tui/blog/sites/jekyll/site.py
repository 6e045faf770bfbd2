"""Jekyll's answers: https://jekyllrb.com/docs/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

import msgspec

from tui.blog.document import Document
from tui.blog.edits import Edit, Set, Unset
from tui.blog.files import inside
from tui.blog.post import Post, Problem
from tui.blog.sites import links
from tui.blog.sites.base import Site, Source
from tui.blog.sites.fields import first_text, text_of, values_of
from tui.blog.sites.jekyll.config import Config
from tui.blog.sites.jekyll.effective import Defaults, effective
from tui.blog.sites.jekyll.judge import Case, is_seen
from tui.blog.sites.jekyll.place import Place, Places
from tui.blog.sites.jekyll.ruby import is_true
from tui.blog.sites.jekyll.urls import slugify
from tui.blog.sites.moves import Move
from tui.blog.sites.shelves import Shelf
from tui.blog.sites.walk import Walk
from tui.blog.sites.words import count
from tui.blog.values import DateText

_TAG = re.compile(r"\{%-?\s*(?:link|post_url)\s+(.*?)\s*-?%\}")
_BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_FILTERED = re.compile(r"""\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url)\s*-?\}\}""")


class Jekyll(Site):
    """A site of Jekyll's."""

    generator = "Jekyll"

    def __init__(self, root: Path, config: Config) -> None:
        super().__init__(root)
        self.config = config
        self.title = config.title or root.name
        self.base_url = config.url
        self.timezone = config.timezone
        self.problems = config.problems
        self._places = Places(config)
        self._defaults = Defaults(config)
        self._walk = Walk(root, self._places.enters, self._places.listed)

    @classmethod
    def load(cls, root: Path, configs: Sequence[str] = ()) -> Self:
        """Read the configuration.

        Args:
            root: The site's folder.
            configs: The files to read, each over the ones before, as `jekyll build --config a,b`
                takes them; paths from the root.

        Raises:
            OutsideSite: One of the files is not in the folder.
        """
        names = tuple(inside(root, name).relative_to(root).as_posix() for name in configs)
        site = cls(root, Config.read(root, names))
        site.configs = names
        return site

    def walk(self) -> Iterator[str]:
        """Yield posts, drafts, documents of collections and Markdown pages."""
        self._walk.unreadable.clear()
        yield from self._walk
        self.problems = (*self.config.problems, *self._walk.unreadable)

    def is_post(self, path: str) -> bool:
        """Tell whether a path is one that the walk would yield."""
        return self._walk.reaches(path)

    def governs(self, path: str) -> bool:
        """Tell whether a file is the configuration."""
        return path in self.config.names

    def post(self, source: Source, now: datetime) -> Post:
        """Say what Jekyll would make of a document."""
        document = source.document
        place = self._places.at(source.path) or Place("page", "", source.path)
        values, broken = values_of(document)
        is_yaml = is_seen(document)
        seen = values if is_yaml else {}
        defaults = self._defaults.of(place)
        data = effective(place, defaults, seen)
        case = Case(source, self.config, place, is_yaml, seen, defaults, data, [broken] if broken else [])
        date, date_source, date_origin = case.date()
        url = case.url(date or now.astimezone(self.config.timezone))
        case.warnings()
        status, because, turns = case.status(date, now)
        inherited = case.inherited()
        words, minutes = count(document.body) if source.whole else (None, None)
        return Post(
            path=source.path,
            title=text_of(data.get("title")) or place.stem,
            status=status,
            because=because,
            turns=turns,
            date=date,
            date_source=date_source,
            kind="post" if place.label == "posts" else "page",
            section=place.label,
            language=text_of(data.get("lang")),
            slug=text_of(data.get("slug")),
            url=url if status in ("published", "scheduled", "draft") else "",
            terms=case.terms(),
            description=first_text(data, ("description", "excerpt")),
            words=words,
            minutes=minutes,
            problems=tuple(case.problems),
            values=values,
            inherited=inherited,
            origins=case.origins(inherited, date_origin),
            format=document.format,
            modified=source.modified,
        )

    @property
    def judges_together(self) -> bool:
        """Whether the newest posts keep the others out."""
        return self.config.limit_posts > 0

    def finish(self, posts: Iterable[Post]) -> Mapping[str, Post]:
        """Tell posts with one address apart, and hide those beyond `limit_posts`."""
        posts = list(posts)
        changed = {post.path: post for post in self._beyond_limit(posts)}
        addresses: dict[str, list[Post]] = {}
        for post in posts:
            if post.url and post.status in ("published", "scheduled") and post.path not in changed:
                addresses.setdefault(post.url, []).append(post)
        for url, group in addresses.items():
            for post in group if len(group) > 1 else ():
                others = ", ".join(other.path for other in group if other is not post)
                problem = Problem("duplicate-url", f"{url} is also the address of {others}")
                changed[post.path] = msgspec.structs.replace(post, problems=(*post.problems, problem))
        return changed

    def find(self, post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
        """Find a post by `{% link %}`, `{% post_url %}`, a path, an address, or a post's name."""
        source = self.config.source
        tag = _TAG.search(target)
        target = tag[1] if tag else self._without_base(target)
        path = links.local(target)
        if not path:
            return None
        named = source + path.lstrip("/")
        if named in posts:
            return named
        by_name = (other.path for other in posts.values() if _is_named(other, path.strip("/")))
        return (
            next(by_name, None)
            or links.by_path(post, path, posts, self.config.markdown)
            or links.by_url(post, path, posts)
        )

    def picture(self, post: Post, target: str) -> Path | None:
        """Find a picture from the root, beside the post, or where the post's page will be."""
        return links.picture(self.root, post, self._without_base(target), (self.config.source,))

    def shelves(self, post: Post) -> tuple[Shelf, ...]:
        """Return all of the source: Jekyll copies every file of it."""
        return (Shelf(self.config.source.rstrip("/"), "/"),)

    def publish(self, post: Post, now: datetime) -> Move:
        """Take back `published: false`, and move a draft to `_posts` under its date, or today's."""
        place = self._placed(post)
        edits: tuple[Edit, ...] = ()
        if "published" in post.values and not is_true(post.values["published"]):
            edits = (Unset(("published",)),)
        elif "published" in post.inherited and not is_true(post.inherited["published"]):
            edits = (Set(("published",), True),)
        if place.kind not in ("draft", "undated"):
            return Move(post.path, edits)
        date = post.date if post.date and "date" in post.values else now
        day = place.date or f"{date.astimezone(self.config.timezone):%Y-%m-%d}"
        folder = _swapped(post.path, "_drafts", "_posts")
        return Move(f"{folder}{day}-{place.slug}{place.extension}", edits)

    def unpublish(self, post: Post) -> Move:
        """Move a post to `_drafts`, its date kept in its front matter; any other says `published: false`."""
        place = self._placed(post)
        if place.kind == "draft":
            return Move(post.path)
        if place.kind != "post":
            return Move(post.path, (Set(("published",), False),))
        dated = "date" in post.values
        edits = () if dated else (Set(("date",), DateText(place.date)),)
        return Move(f"{_swapped(post.path, '_posts', '_drafts')}{place.slug}{place.extension}", edits)

    def _placed(self, post: Post) -> Place:
        return self._places.at(post.path) or Place("page", "", post.path)

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return a file in `_posts`, named by date and title, with title and date."""
        date = now.astimezone(self.config.timezone)
        slug = slugify(title)[:80].strip("-") or "untitled"
        folder = f"{self.config.source}{self.config.collections_dir}_posts"
        path = f"{folder}/{date:%Y-%m-%d}-{slug}.md"
        place = self._places.at(path)
        layout = () if place and "layout" in self._defaults.of(place) else (Set(("layout",), "post"),)
        written = Set(("date",), DateText(f"{date:%Y-%m-%d %H:%M:%S %z}"))
        return path, Document.split(b"").edit(*layout, Set(("title",), title), written).data

    def _without_base(self, target: str) -> str:
        """Return a link without Liquid's words for the site's address, and without its base path."""
        target = _FILTERED.sub(r"\1", _BASE.sub("", target)).strip()
        base = self.config.base_path
        return target.removeprefix(base) if base and target.startswith(f"{base}/") else target

    def _beyond_limit(self, posts: list[Post]) -> list[Post]:
        """Return the posts that `limit_posts` keeps out, hidden."""
        limit = self.config.limit_posts
        if limit <= 0:
            return []
        built = [
            post for post in posts if post.section == "posts" and post.status == "published" and post.date
        ]
        built.sort(key=lambda post: (post.date, post.path))
        return [
            msgspec.structs.replace(
                post, status="hidden", because=f"limit_posts: {limit}", turns=None, url=""
            )
            for post in built[:-limit]
        ]


class Posts(Jekyll):
    """A folder with `_posts` and no configuration: a Jekyll site of defaults."""


def _swapped(path: str, old: str, new: str) -> str:
    """Return the folder of a path, with the last part that has a name given another."""
    parts = path.split("/")[:-1]
    if old in parts:
        parts[len(parts) - 1 - parts[::-1].index(old)] = new
    return "".join(f"{part}/" for part in parts)


def _is_named(post: Post, name: str) -> bool:
    """Tell whether a post is what `{% post_url %}` names: its path in `_posts`, without extension."""
    path = post.path.rpartition(".")[0]
    if "/" not in name:
        return path.rpartition("/")[2] == name and "_posts" in path.split("/")
    return path.replace("_posts/", "", 1) == name or path.endswith(f"_posts/{name}")
