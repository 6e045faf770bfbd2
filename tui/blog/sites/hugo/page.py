"""One page of a Hugo site: everything that is said of it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tui.blog.dates.value import read_value
from tui.blog.post import Post, Problem, Status
from tui.blog.sites.base import Source
from tui.blog.sites.fields import line_of_key
from tui.blog.sites.hugo.branches import Ancestry
from tui.blog.sites.hugo.cascade import handed_down
from tui.blog.sites.hugo.casts import lowered, to_bool, to_map, to_terms, to_text
from tui.blog.sites.hugo.chains import FILE_NAME, FILE_TIME, Dates
from tui.blog.sites.hugo.languages import Language
from tui.blog.sites.hugo.outcome import Outcome, rendering
from tui.blog.sites.hugo.places import Place
from tui.blog.sites.hugo.urls import Address
from tui.blog.values import Value

_MARKDOWN = (".md", ".markdown", ".mdown")
"""What Hugo reads as Markdown by itself, a page with `markup` apart (https://gohugo.io/content-management/formats/)."""

_SAID_OF_DATES = {FILE_NAME: "the file's name", FILE_TIME: "the file's time"}


class Page(msgspec.Struct, frozen=True):
    """A content file with all that bears on it."""

    source: Source
    place: Place
    values: dict[str, Value]
    """The front matter as it is written."""

    broken: Problem | None
    """Why the front matter can't be read, if it can't."""

    language: Language
    above: Ancestry

    @property
    def kind(self) -> str:
        """Hugo's kind of the page."""
        if self.place.bundle != "branch":
            return "page"
        names = [name for name in self.place.path.split("/") if name]
        if not names:
            return "home"
        if any(names[0] == taxonomy.name for taxonomy in self.language.taxonomies):
            return "taxonomy" if len(names) == 1 else "term"
        return "section"


def page_post(page: Page, now: datetime, *, raw_html: bool) -> Post:
    """Say what Hugo would say of a page.

    Args:
        page: The page.
        now: The moment to judge by.
        raw_html: Whether HTML in Markdown is kept.
    """
    return _Reading(page).post(now, raw_html)


class _Reading:
    """The reading of one page, step by step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.place = page.place
        self.language = page.language
        self.kind = page.kind
        self.problems: list[Problem] = []
        self.origins: dict[str, str] = {}
        self.inherited: dict[str, Value] = {}
        self.params = lowered(page.values)
        if page.above.rules:
            self._inherit()
        self.dates = Dates(
            self.params,
            self.place.name,
            self.language.zone,
            page.source.modified,
            numbers=page.source.document.format != "json",
        )
        chains = self.language.chains
        self.date = self.dates.find("date", chains.date)
        self.publish = self.dates.find("publishdate", chains.publish)
        self.expiry = self.dates.find("expirydate", chains.expiry)
        self.slug = to_text(self.params.get("slug")).strip("-") or self._slug_of_name()
        self.render = rendering(self.params)

    def post(self, now: datetime, raw_html: bool) -> Post:
        """Put the post together."""
        page, source = self.page, self.page.source
        status, because, turns = self._status(now)
        title = self._title()
        words, minutes = self._words(raw_html)
        self._warn()
        if self.date.value and self.date.source != "date":
            self.origins.setdefault("date", _SAID_OF_DATES.get(self.date.source, self.date.source))
        return Post(
            path=source.path,
            title=title,
            status=status,
            because=because,
            turns=turns,
            date=self.date.value,
            date_source=self.date.text,
            kind="section" if self.place.bundle == "branch" else "post" if self.place.section else "page",
            section=self.place.section,
            language=self.place.language,
            slug=self.slug or self.place.name,
            url=self._url(),
            terms=self._terms(),
            description=to_text(self.params.get("description")) or to_text(self.params.get("summary")),
            words=words,
            minutes=minutes,
            problems=tuple(self.problems),
            values=page.values,
            inherited=self.inherited,
            origins=self.origins,
            format=source.document.format,
            modified=source.modified,
        )

    def _inherit(self) -> None:
        found = handed_down(self.page.above.rules, self.place.path, self.kind, self.place.language)
        for key, (value, origin) in found.items():
            if key not in self.params:
                self.inherited[key] = value
                self.origins[key] = origin
        self.params = {**self.params, **self.inherited}

    def _slug_of_name(self) -> str:
        """Return the slug in a dated file name, which counts where the date does."""
        if FILE_NAME not in (self.date.source, self.publish.source) or "slug" in self.params:
            return ""
        return self.place.name[10:].strip(" -_")

    def _title(self) -> str:
        title = to_text(self.params.get("title"))
        if not title:
            self.origins["title"] = "the folder's name" if self.place.bundle else "the file's name"
        return title or self.place.name or self.language.title

    def _status(self, now: datetime) -> tuple[Status, str, datetime | None]:
        """Return what becomes of the page, why, and when that changes by itself."""
        if broken := self.page.broken:
            self.problems.append(broken)
            return "broken", broken.message, None
        return Outcome(
            place=self.place,
            kind=self.kind,
            language=self.language,
            params=self.params,
            origins=self.origins,
            publish=self.publish,
            expiry=self.expiry,
            render=self.render,
        ).at(now)

    def _terms(self) -> dict[str, tuple[str, ...]]:
        params = self.params
        if "params" in params:
            params = {**params, **{key.lower(): value for key, value in to_map(params["params"]).items()}}
        found = {}
        for taxonomy in self.language.taxonomies:
            value = params.get(taxonomy.name)
            terms = to_terms(value) if value is not None else ()
            if terms:
                found[taxonomy.name] = terms
            if isinstance(value, str) and ("," in value or " " in value.strip()):
                message = f"{taxonomy.name} is text, not a list: Hugo takes it as one term"
                self._tell("one-term", message, taxonomy.name)
        return found

    def _words(self, raw_html: bool) -> tuple[int, int] | tuple[None, None]:
        if not self.page.source.whole:
            return None, None
        from tui.blog.sites.hugo.words import count_words, has_cjk, plain_text  # a first scan needs none

        body = self.page.source.document.body
        told = to_bool(self.params["iscjklanguage"]) if "iscjklanguage" in self.params else None
        by_characters = has_cjk(body) if told is None and self.language.counts_characters else bool(told)
        return count_words(plain_text(body, raw_html=raw_html), characters=by_characters)

    def _url(self) -> str:
        """Return the path of the page's address, or an empty text if it has none."""
        unlinked = self.render == "never" or to_bool(self.params.get("headless"))
        if self.page.broken or self.place.disabled or unlinked:
            return ""
        address = Address(
            place=self.place,
            kind=self.kind,
            language=self.language,
            above=self.page.above,
            title=to_text(self.params.get("title")),
            slug=self.slug,
            given=to_text(self.params.get("url")),
            date=self.date.value,
        )
        return address.path()

    def _warn(self) -> None:
        """Tell what the writer should know beyond the status."""
        for key, text in self.dates.unreadable.items():
            message = f"{key} is not a date that Hugo can read: {text}"
            if key == "published":
                message = f"{message} (it reads published as a date; draft is the key it knows)"
            self._tell("unreadable-date", message, key)
        params = self.params
        if "published" in params and "draft" in params and to_bool(params["published"]) is not None:
            self._tell(
                "draft-and-published", "draft and published are both set: Hugo goes by draft", "published"
            )
        if "url" in params and to_text(params["url"]).startswith(("http://", "https://")):
            self._tell("url", "url holds a whole address: Hugo takes only its path, and stops", "url")
        if self.page.source.whole and self.page.source.path.endswith(_MARKDOWN) and "markup" not in params:
            from tui.blog import emphasis  # a first scan needs none

            document = self.page.source.document
            self.problems += emphasis.problems(document.body, document.body_line, "Hugo")
        if self.place.name[4:5] == "-" and self.date.value and self.date.source != FILE_NAME:
            self._compare_with_name(self.date.value)

    def _compare_with_name(self, date: datetime) -> None:
        """Tell where the name of the file has another day than its date."""
        day = self.place.name[:10]
        named = read_value(day, zone=self.language.zone, dialect="hugo")
        if named and named.date() != date.date():
            message = f"the file's name says {day}, its date {date:%Y-%m-%d}"
            self._tell("dates-differ", message, self.date.source)

    def _tell(self, code: str, message: str, key: str) -> None:
        line = line_of_key(self.page.source.document, key, fold=True)
        self.problems.append(Problem(code, message, line))
