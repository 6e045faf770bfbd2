"""Judging one document: its date, its address, and what becomes of it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import cast

import msgspec

from tui.blog.document import Document
from tui.blog.post import Problem, Status
from tui.blog.sites.base import Source
from tui.blog.sites.fields import line_of_key, text_of
from tui.blog.sites.jekyll.config import Config
from tui.blog.sites.jekyll.dates import ruby_date
from tui.blog.sites.jekyll.place import Place
from tui.blog.sites.jekyll.ruby import is_true
from tui.blog.sites.jekyll.urls import Facts, NoAddress, document_url, page_url
from tui.blog.sites.zones import said
from tui.blog.values import Value

FATAL = ("front-matter", "unreadable-date", "permalink")
"""Problems that Jekyll can't build a post with: it stops, or builds an empty shell."""


class Case(msgspec.Struct, frozen=True):
    """A document, what its site says, and what was found wrong with it so far."""

    source: Source
    config: Config
    place: Place
    is_seen: bool
    """Whether Jekyll sees the front matter: YAML, with `---` as the very first line."""

    values: Mapping[str, Value]
    """The front matter as Jekyll sees it."""

    defaults: dict[str, Value]
    data: Mapping[str, Value]
    """The values that hold."""

    problems: list[Problem]

    def date(self) -> tuple[datetime | None, str, str]:
        """Return the date, how it is written, and where it comes from if not from the front matter."""
        place, zone = self.place, self.config.timezone
        if place.kind == "page":
            return None, "", ""
        if "date" in self.data:
            written, date = text_of(self.data["date"]), ruby_date(self.data["date"], zone)
            if date is None:
                told = f"Jekyll stops at this date: {written or 'it is empty'}"
                self._tell("unreadable-date", told, "date")
            elif place.label == "posts" and place.date and not _is_of(date, place.date):
                told = f"the file's name says {place.date}, date says {said(date, zone)}"
                self._tell("date-differs", told, "date")
            return date, written, "" if self.values.get("date") is not None else self.config.name
        if place.date:
            named = ruby_date(place.date, zone)
            if named is None:
                self._tell("unreadable-date", f"Jekyll stops at this date: {place.date}")
            return named, place.date, "the file's name"
        if place.kind == "draft":
            return datetime.fromtimestamp(int(self.source.modified), zone), "", "the file's time"
        return None, "", ""

    def url(self, date: datetime) -> str:
        """Return the address at a date on the site's clocks; empty where Jekyll would stop at it."""
        place, config = self.place, self.config
        permalink = text_of(self.data.get("permalink"))
        extension = _built(place.extension, permalink, config.markdown)
        template = permalink or ("" if place.kind == "page" else config.collections[place.label].permalink)
        slug = text_of(self.data.get("slug")) or place.slug
        try:
            if place.kind == "page":
                return page_url(permalink, place, config.page_style, extension)
            terms = cast("list[str]", self.data["categories"])
            return document_url(template, Facts(place, slug, terms, date, extension))
        except NoAddress as error:
            told = f"Jekyll stops at the permalink {template}: {error}"
            self._tell("permalink", told, "permalink" if permalink else "")
            return ""

    def status(self, date: datetime | None, now: datetime) -> tuple[Status, str, datetime | None]:
        """Return what becomes of the document, why, and when that changes."""
        place, config, document = self.place, self.config, self.source.document
        broken = document.problem or next((p for p in self.problems if p.code in FATAL), None)
        if place.kind == "undated":
            return "hidden", "undated in _posts", None
        if broken:
            return "broken", broken.message, None
        if place.label != "posts" and not document.prefix.startswith(b"---"):
            return "hidden", "no front matter: Jekyll copies the file as it is", None
        if place.kind == "draft" and not config.show_drafts:
            return "draft", "in _drafts", None
        if "published" in self.data and not is_true(self.data["published"]) and not config.unpublished:
            whence = "" if "published" in self.values else f" from {config.name}"
            said_so = "published: false" if self.data["published"] is False else "published is empty"
            return "hidden", said_so + whence, None
        collection = config.collections.get(place.label)
        if collection and not collection.output:
            return "hidden", f"output is off for the collection {place.label}", None
        if date and date > now and int(date.timestamp()) > int(now.timestamp()) and not config.future:
            return "scheduled", f"future: {said(date, config.timezone)}", date
        return "published", "", None

    def warnings(self) -> None:
        """Warn of what Jekyll understands otherwise than it may be meant."""
        document = self.source.document
        if self.place.kind == "undated":
            self._tell("undated", "Jekyll leaves it out without a word: its name does not begin with a date")
        if document.format and not self.is_seen:
            self._tell(
                "format", "Jekyll reads YAML behind --- alone: to it this is a text without front matter"
            )
        for key in ("tags", "categories"):
            text = self.values.get(key)
            if isinstance(text, str) and "," in text and self.place.kind != "page":
                told = f"Jekyll splits {key} at white space alone: {', '.join(map(repr, text.split()))}"
                self._tell("comma", told, key)

    def terms(self) -> dict[str, tuple[str, ...]]:
        """Return tags and categories; those of a page count for nothing in Jekyll."""
        if self.place.kind == "page":
            return {}
        found = ((name, cast("list[str]", self.data[name])) for name in ("tags", "categories"))
        return {name: tuple(terms) for name, terms in found if terms}

    def inherited(self) -> dict[str, Value]:
        """Return what defaults say and the front matter does not."""
        values = self.values
        if values.keys().isdisjoint(self.defaults):
            return self.defaults  # shared by all posts of a site, mostly
        return {key: value for key, value in self.defaults.items() if values.get(key) is None}

    def origins(self, inherited: Iterable[str], date_origin: str) -> dict[str, str]:
        """Say where effective values come from that the front matter does not hold.

        Args:
            inherited: The keys that `inherited` returns.
            date_origin: Where the date comes from, as `date` says.
        """
        origins = dict.fromkeys(inherited, self.config.name)
        if date_origin:
            origins["date"] = date_origin
        if self.place.kind != "page" and not is_true(self.values.get("title")):
            origins.setdefault("title", "the file's name")
        if self.place.folders:
            origins["categories"] = f"the folder {'/'.join(self.place.folders)}"
        return origins

    def _tell(self, code: str, message: str, key: str = "") -> None:
        line = line_of_key(self.source.document, key) if key in self.values else None
        self.problems.append(Problem(code, message, line))


def _is_of(date: datetime, day: str) -> bool:
    """Tell whether a date is of a day written in a file's name, perhaps with fewer digits."""
    if date.isoformat()[: len("2006-01-02")] == day:
        return True
    year, month, number = map(int, day.split("-"))
    return (year in (date.year, date.year % 100)) and (month, number) == (date.month, date.day)


def is_seen(document: Document) -> bool:
    """Tell whether Jekyll sees the front matter: YAML, with `---` as the very first line."""
    return document.format == "yaml" and document.prefix.removeprefix(BOM_UTF8).startswith(b"---")


def _built(extension: str, permalink: str, markdown: tuple[str, ...]) -> str:
    """Return the extension of the file that is built of a document."""
    own = PurePosixPath(permalink).suffix if "." in permalink and permalink[-1] != "/" else ""
    return own or (".html" if extension.lower() in markdown else extension)
