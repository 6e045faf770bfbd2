"""Jekyll's answers: https://jekyllrb.com/docs/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Self

import msgspec

from tui.blog.document import Document
from tui.blog.edits import Set
from tui.blog.post import Post, Problem, Status
from tui.blog.sites import links
from tui.blog.sites.base import Site, Source
from tui.blog.sites.fields import first_text, text_of, values_of
from tui.blog.sites.jekyll.config import NAMES, Config
from tui.blog.sites.jekyll.dates import ruby_date
from tui.blog.sites.jekyll.effective import defaults_for, effective
from tui.blog.sites.jekyll.place import Place, Places
from tui.blog.sites.jekyll.ruby import is_true
from tui.blog.sites.jekyll.urls import NoAddress, document_url, page_url, slugify
from tui.blog.sites.walk import Walk
from tui.blog.sites.words import count
from tui.blog.sites.zones import said
from tui.blog.values import DateText, Value

_FATAL = ("front-matter", "unreadable-date", "permalink")
"""Problems that Jekyll can't build a post with."""

_TAG = re.compile(r"\{%-?\s*(?:link|post_url)\s+(.*?)\s*-?%\}")
_BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_FILTERED = re.compile(r"""\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url)\s*-?\}\}""")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document on its way to a post."""

    source: Source
    place: Place
    values: dict[str, Value]
    defaults: dict[str, Value]
    data: dict[str, Value]
    """The effective values."""

    problems: list[Problem]


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
        self._zone = config.timezone
        self._places = Places(config)
        self._walk = Walk(root, self._places.enters, lambda path: self._places.at(path) is not None)

    @classmethod
    def at(cls, folder: Path) -> bool:
        """Tell whether a folder has a configuration by one of Jekyll's names."""
        return any((folder / name).is_file() for name in NAMES)

    @classmethod
    def load(cls, root: Path, configs: Sequence[str] = ()) -> Self:
        """Read the configuration.

        Args:
            root: The site's folder.
            configs: The files to read, each over the ones before, as `jekyll build --config a,b`
                takes them.
        """
        return cls(root, Config.read(root, configs))

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
        place = self._places.at(source.path) or Place("page", "", source.path)
        values, broken = values_of(source.document)
        problems = [broken] if broken else []
        if source.document.format not in ("yaml", ""):
            problems.append(
                Problem("format", "Jekyll reads YAML alone: to it this is text without front matter")
            )
        defaults = defaults_for(self.config, place)
        seen = values if source.document.format == "yaml" else {}
        reading = _Reading(source, place, seen, defaults, effective(place, defaults, seen), problems)
        date, date_source, date_origin = self._date(reading)
        url = self._url(reading, date or now)
        status, because, turns = self._status(reading, date, now)
        words, minutes = count(source.document.body) if source.whole else (None, None)
        data = reading.data
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
            terms=_terms(place, data),
            description=first_text(data, ("description", "excerpt")),
            words=words,
            minutes=minutes,
            problems=tuple(problems),
            values=values,
            inherited={key: value for key, value in defaults.items() if seen.get(key) is None},
            origins=self._origins(reading, date_origin),
            format=source.document.format,
            modified=source.modified,
        )

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

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return a file in `_posts`, named by date and title, with title and date."""
        date = now.astimezone(self._zone)
        slug = slugify(title)[:80].strip("-") or "untitled"
        folder = f"{self.config.source}{self.config.collections_dir}_posts"
        path = f"{folder}/{date:%Y-%m-%d}-{slug}.md"
        place = self._places.at(path)
        layout = () if place and "layout" in defaults_for(self.config, place) else (Set(("layout",), "post"),)
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

    def _date(self, reading: _Reading) -> tuple[datetime | None, str, str]:
        """Return the date, how it is written, and where it comes from if not from the front matter."""
        place, data, problems = reading.place, reading.data, reading.problems
        if place.kind == "page":
            return None, "", ""
        named = ruby_date(place.date, self._zone) if place.date else None
        if "date" in data:
            written = text_of(data["date"])
            date = ruby_date(data["date"], self._zone)
            if date is None:
                problems.append(
                    Problem("unreadable-date", f"Jekyll stops at this date: {written or 'empty'}")
                )
            elif named and place.label == "posts" and named.date() != date.date():
                told = f"the file's name says {place.date}, date says {said(date, self._zone)}"
                problems.append(Problem("date-differs", told))
            own = reading.values.get("date") is not None
            return date, written, "" if own else self._defaults_name
        if place.date:
            if named is None:
                problems.append(Problem("unreadable-date", f"Jekyll stops at this date: {place.date}"))
            return named, place.date, "the file's name"
        if place.kind == "draft":
            return datetime.fromtimestamp(reading.source.modified, self._zone), "", "the file's time"
        return None, "", ""

    @property
    def _defaults_name(self) -> str:
        return f"defaults in {self.config.names[0]}"

    def _status(
        self, reading: _Reading, date: datetime | None, now: datetime
    ) -> tuple[Status, str, datetime | None]:
        """Return what becomes of a file, why, and when that changes."""
        place, data, config = reading.place, reading.data, self.config
        broken = reading.source.document.problem or next(
            (p for p in reading.problems if p.code in _FATAL), None
        )
        if place.kind == "undated":
            return "hidden", f"undated in {place.relative[: place.relative.find('_posts')]}_posts", None
        if broken:
            return "broken", broken.message, None
        if place.label != "posts" and not _has_header(reading.source.document):
            return "hidden", "no front matter: Jekyll copies the file as it is", None
        if place.kind == "draft" and not config.show_drafts:
            return "draft", "in _drafts", None
        if "published" in data and not is_true(data["published"]) and not config.unpublished:
            return "hidden", "published: false", None
        collection = config.collections.get(place.label)
        if collection and not collection.output:
            return "hidden", f"output is off for the collection {place.label}", None
        if date and int(date.timestamp()) > int(now.timestamp()) and not config.future:
            return "scheduled", f"future: {said(date, self._zone)}", date
        return "published", "", None

    def _url(self, reading: _Reading, date: datetime) -> str:
        """Return the address; empty where Jekyll would stop at its template."""
        place, data = reading.place, reading.data
        own = text_of(data.get("permalink"))
        extension = _built(place.extension, own, self.config.markdown)
        if place.kind == "page":
            return page_url(own, place, self.config.page_style, extension)
        template = own or self.config.collections[place.label].permalink
        categories = [text_of(category) for category in _list(data.get("categories"))]
        slug = text_of(data.get("slug")) or place.slug
        try:
            return document_url(template, place, slug, categories, date.astimezone(self._zone), extension)
        except NoAddress as error:
            told = f"Jekyll stops at the permalink {template}: {error}"
            reading.problems.append(Problem("permalink", told))
            return ""

    def _origins(self, reading: _Reading, date_origin: str) -> dict[str, str]:
        """Say where effective values come from that the front matter does not hold."""
        own, place = reading.values, reading.place
        origins = {key: self._defaults_name for key in reading.defaults if own.get(key) is None}
        if date_origin:
            origins["date"] = date_origin
        if place.kind != "page" and not is_true(own.get("title")):
            origins.setdefault("title", "the file's name")
        if place.folders:
            origins["categories"] = f"the folder {'/'.join(place.folders)}"
        return origins


class Posts(Jekyll):
    """A folder with `_posts` and no configuration: a Jekyll site of defaults."""

    @classmethod
    def at(cls, folder: Path) -> bool:
        """Tell whether a folder has posts in `_posts`."""
        return (folder / "_posts").is_dir()


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _terms(place: Place, data: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    """Return tags and categories; those of a page count for nothing in Jekyll."""
    if place.kind == "page":
        return {}
    found = {name: tuple(map(text_of, _list(data.get(name)))) for name in ("tags", "categories")}
    return {name: terms for name, terms in found.items() if terms}


def _has_header(document: Document) -> bool:
    """Tell whether a file begins with a fence, without which it is no page and no document."""
    return document.format == "yaml" and document.prefix.startswith(b"---")


def _built(extension: str, permalink: str, markdown: tuple[str, ...]) -> str:
    """Return how the built file of a document ends."""
    own = "" if permalink.endswith("/") else PurePosixPath(permalink).suffix
    return own or (".html" if extension.lower() in markdown else extension)


def _is_named(post: Post, name: str) -> bool:
    """Tell whether a post is what `{% post_url %}` names: its path in `_posts`, without extension."""
    path = post.path.rpartition(".")[0]
    if "/" not in name:
        return path.rpartition("/")[2] == name and "_posts" in path.split("/")
    return path.replace("_posts/", "", 1) == name or path.endswith(f"_posts/{name}")
