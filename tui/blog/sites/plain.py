"""Plain sites: any folder of Markdown files, with or without front matter.

What generators beyond Hugo and Jekyll do otherwise is data on subclasses (`conventions`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import ClassVar, Self

from tui.blog import emphasis
from tui.blog.dates.value import read_value
from tui.blog.document import Document
from tui.blog.edits import Edit, Set, Unset
from tui.blog.errors import Refused
from tui.blog.post import Kind, Post, Problem, Status
from tui.blog.sites.base import Site, Source
from tui.blog.sites.fields import first_text, terms_of, text_of, values_of
from tui.blog.sites.links import by_name, by_path, by_url, file_name, local, picture
from tui.blog.sites.moves import Move
from tui.blog.sites.shelves import Shelf
from tui.blog.sites.walk import Walk
from tui.blog.sites.words import count
from tui.blog.sites.zones import said
from tui.blog.values import DateText, Value

_DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ](.+?)|)(?:\.\w+)?$")
_DATED_FOLDERS = re.compile(r"(?:^|/)(\d{4})[/-](\d{2})[/-](\d{2})(?:[/-]|$)")
_HEADING = re.compile(r"^(?:```|~~~|#[ \t]+(.+?)[ \t]*#*$)", re.MULTILINE)


class Plain(Site):
    """A folder of Markdown files that no generator is known to build."""

    generator = "plain"

    content: ClassVar[tuple[str, ...]] = ()
    """The folders that posts are in, from the root; the first that exists holds them all."""

    extensions: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
    skips: ClassVar[frozenset[str]] = frozenset({"node_modules", "_site"})
    """Names of folders, anywhere, that hold no posts: other people's, and what is generated."""

    markers: ClassVar[tuple[str, ...]] = ()
    """Names of configuration files; a folder with one of them is such a site."""

    drafts: ClassVar[frozenset[str]] = frozenset({"_drafts"})
    """Names of folders whose posts are drafts."""

    private: ClassVar[str] = ""
    """What the names of files and folders begin with that are not built; empty for nothing."""

    off_keys: ClassVar[tuple[str, ...]] = ("published", "publish")
    """Keys that keep a post out when they are false."""

    date_words: ClassVar[frozenset[str]] = frozenset()
    """Words that stand for a date which is not written, in small letters."""

    date_keys: ClassVar[tuple[str, ...]] = (
        "date",
        "pubDate",
        "pubDatetime",
        "publishDate",
        "published",
        "created",
        "created_at",
        "createdAt",
    )
    slug_keys: ClassVar[tuple[str, ...]] = ("slug",)
    published: ClassVar[tuple[str, ...]] = ("static", "public")
    """Folders whose files are at the site's root when it is built."""

    title_from_name: ClassVar[bool] = False
    """Whether a file's name is its title, before any heading."""

    term_separators: ClassVar[str] = ""
    """Characters that divide a text into terms."""

    def __init__(self, root: Path, without: frozenset[str] = frozenset()) -> None:
        """Lay a site over a folder.

        Args:
            root: The folder.
            without: Folders below it that are sites of their own, from the root.
        """
        super().__init__(root)
        self._without = without
        self._content = next((f"{name}/" for name in self.content if (root / name).is_dir()), "")
        self._config_problems: tuple[Problem, ...] = ()
        self._walk = Walk(root, self._enters, self._keeps)

    @classmethod
    def load(cls, root: Path) -> Self:
        """Open a folder: nothing in a configuration can make that fail."""
        return cls(root)

    @property
    def zone(self) -> tzinfo:
        """The zone of dates that name none."""
        return self.timezone or UTC

    def walk(self) -> Iterator[str]:
        """Yield every Markdown file; folders that can't be read become problems."""
        self._walk.unreadable.clear()
        yield from self._walk
        self.problems = (*self._config_problems, *self._walk.unreadable)

    def is_post(self, path: str) -> bool:
        """Tell whether a path is one that the walk would yield."""
        return self._walk.reaches(path)

    def governs(self, path: str) -> bool:
        """Tell whether a file is the configuration."""
        return path in self.markers

    def _enters(self, folder: str) -> bool:
        name = folder.rpartition("/")[2]
        if name.startswith(".") or name in self.skips or folder in self._without:
            return False
        return f"{folder}/".startswith(self._content) or self._content.startswith(f"{folder}/")

    def _keeps(self, folder: str, names: list[str]) -> list[str]:
        if not f"{folder}/".startswith(self._content):
            return []
        return [name for name in names if name.lower().endswith(self.extensions) and name[0] != "."]

    def post(self, source: Source, now: datetime) -> Post:
        """Say what keys and names that are commonly understood say."""
        path, document = source.path, source.document
        values, broken = values_of(document)
        problems = [broken] if broken else []
        date, date_source, origin = self._date(path, values, problems)
        status, because, turns = (
            ("broken", broken.message, None) if broken else self._status(path, values, now)
        )
        words, minutes = count(document.body) if source.whole else (None, None)
        if source.whole and not path.endswith(".html"):
            reader = "CommonMark" if self.generator == "plain" else self.generator
            problems += emphasis.problems(document.body, document.body_line, reader)
        return Post(
            path=path,
            title=self._title(path, values, document.body),
            status=status,
            because=because,
            turns=turns,
            date=date,
            date_source=date_source,
            kind=self._kind(path),
            section=self._section(path),
            slug=first_text(values, self.slug_keys) or self._name(path),
            terms={
                t.name: terms
                for t in self.taxonomies
                if (terms := terms_of(values, t.keys, self.term_separators))
            },
            description=first_text(values, ("description", "excerpt", "summary")),
            words=words,
            minutes=minutes,
            problems=tuple(problems),
            values=values,
            origins={"date": origin} if origin else {},
            format=document.format,
            modified=source.modified,
        )

    def find(self, post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
        """Find a post by its path, its address, or as a wikilink does by its name."""
        path = local(target)
        if path is None:
            return None
        return (
            by_path(post, path, posts, self.extensions) or by_url(post, path, posts) or by_name(target, posts)
        )

    def picture(self, post: Post, target: str) -> Path | None:
        """Find a picture beside the post, from the root, or among the published files."""
        return picture(self.root, post, target, self.published)

    def shelves(self, post: Post) -> tuple[Shelf, ...]:
        """Return the published files, or all where nothing is published, and those beside the post."""
        published = [folder for folder in self.published if (self.root / folder).is_dir()]
        folders = tuple(Shelf(folder, "/") for folder in published) or (Shelf(""),)
        return (Shelf(posixpath.dirname(post.path)), *folders)

    def publish(self, post: Post, now: datetime) -> Move:
        """Take back what makes a draft; out of a folder of drafts, move it to that of posts beside it."""
        edits: list[Edit] = [Set(("draft",), False)] if post.values.get("draft") is True else []
        edits += [Unset((key,)) for key in self.off_keys if post.values.get(key) is False]
        parts = post.path.split("/")
        at = next((n for n, name in enumerate(parts[:-1]) if name in self.drafts), None)
        if at is None:
            return Move(post.path, tuple(edits))
        posts = "/".join((*parts[:at], "_posts"))
        if not (self.root / posts).is_dir():
            told = f"it is a draft by its folder, and there is no {posts} to move it to"
            raise Refused(told, cause="no-folder", path=post.path)
        return Move("/".join((posts, *parts[at + 1 :])), tuple(edits))

    def unpublish(self, post: Post) -> Move:
        """Make the post say that it is a draft."""
        return Move(post.path, (Set(("draft",), True),))

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return a file in the content folder, named by its title, with title and date."""
        date = now.astimezone(self.zone).isoformat(timespec="seconds")
        edits = (Set(("title",), title), Set(("date",), DateText(date)))
        document = Document.split(b"").edit(*edits, format=self.format)
        return f"{self._content}{file_name(title)}{self.extensions[0]}", document.data

    def _date(
        self, path: str, values: Mapping[str, Value], problems: list[Problem]
    ) -> tuple[datetime | None, str, str]:
        """Return the date of a post, how it is written, and where it comes from if not from its key."""
        for key in self.date_keys:
            text = values.get(key)
            if not isinstance(text, str) or not text.strip():
                continue
            moment = read_value(text, zone=self.zone)
            if moment is not None:
                return moment, text, ""
            if text.lower() not in self.date_words:
                problems.append(Problem("unreadable-date", f"{key} is not a date: {text}"))
        for origin, text in self._other_dates(path, values):
            moment = read_value(text, zone=self.zone)
            if moment is not None:
                return moment, text, origin
        return None, "", ""

    def _other_dates(self, path: str, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        """Yield texts that hold the date of a post without a key for it, and where they are."""
        folder, _, name = path.rpartition("/")
        if match := _DATED_NAME.match(name):
            yield "the file's name", match[1]
        elif match := _DATED_FOLDERS.search(folder):
            yield "the folder's name", "-".join(match.groups())

    def _name(self, path: str) -> str:
        """Return what a post is called on disk, without its date: its file, or its folder."""
        folder, _, file = path.rpartition("/")
        dot = file.rfind(".")
        name = file[:dot] if 0 < dot < len(file) - 1 else file
        if name in ("index", "_index"):
            name = folder.rpartition("/")[2] or name
        match = _DATED_NAME.match(name)
        return match[2] if match and match[2] else name

    def _title(self, path: str, values: Mapping[str, Value], body: str) -> str:
        if title := text_of(values.get("title")):
            return title
        if not self.title_from_name:
            heading = _HEADING.search(body)
            if heading and heading[1]:
                return heading[1]
        return self._name(path)

    def _kind(self, path: str) -> Kind:
        """Tell what a file is, by its path."""
        return "post"

    def _section(self, path: str) -> str:
        """Return the first folder below the content folder."""
        first, slash, _ = path.removeprefix(self._content).partition("/")
        return first if slash else ""

    def _status(
        self, path: str, values: Mapping[str, Value], now: datetime
    ) -> tuple[Status, str, datetime | None]:
        """Return what becomes of a post, why, and when that changes."""
        if values.get("draft") is True:
            return "draft", "draft: true", None
        names = path.split("/")
        if not self.drafts.isdisjoint(names):
            return "draft", f"in {next(filter(self.drafts.__contains__, names))}", None
        for key in self.off_keys:
            if values.get(key) is False:
                return "hidden", f"{key}: false", None
        for name in names if self.private else ():
            if name.startswith(self.private):
                return "hidden", f"{self.generator} leaves out {name}", None
        starts, ends = self._moment(values.get("publishDate")), self._moment(values.get("expiryDate"))
        if ends and ends <= now:
            return "expired", f"expired: {said(ends, self.zone)}", None
        if starts and starts > now:
            return "scheduled", f"future: {said(starts, self.zone)}", starts
        return "published", "", ends

    def _moment(self, value: Value) -> datetime | None:
        """Return the moment that a value names, if it is a date."""
        return read_value(value, zone=self.zone) if isinstance(value, str) else None
