"""Patterns of addresses, such as `/:year/:slug/`.

See https://gohugo.io/configuration/permalinks/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Self

import msgspec

from tui.blog.dates import is_layout, write_date
from tui.blog.post import Problem
from tui.blog.sites.hugo.addresses import sanitized
from tui.blog.sites.hugo.cascade import Target, read_target
from tui.blog.sites.hugo.casts import folded, to_map, to_text
from tui.blog.values import Value

_ELEMENT = re.compile(r":(\w+)(\[.+?\])?", re.ASCII)
_CUT = re.compile(r"\[(last|\d*)(?:(:)(last|\d*))?\]")
_ZERO = datetime(1, 1, 1, tzinfo=UTC)

_DATES: dict[str, str] = {
    "monthname": "January",
    "weekdayname": "Monday",
}


class Facts(msgspec.Struct, frozen=True):
    """What a pattern may ask of a page."""

    date: datetime | None
    title: str
    slug: str
    file_name: str
    """The file's name without end and language, or its folder's name for a bundle."""

    base_name: str
    section: str
    sections: tuple[str, ...]
    """The sections that the page is in, the outermost first."""

    section_slugs: tuple[str, ...]
    """The same as the sections would be named, not yet made fit for an address."""

    keep_case: bool
    drop_accents: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    target: Target
    pattern: str


class Permalinks:
    """The patterns of a site."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._rules = tuple(rules)
        self._of: dict[tuple[str, str], tuple[_Rule, ...]] = {}

    @classmethod
    def read(cls, value: Value, problems: list[Problem]) -> Self:
        """Read the `permalinks` of a configuration; what is wrong is added to the problems."""
        rules = list(_list_rules(value) if isinstance(value, list) else _map_rules(to_map(value)))
        for rule in rules:
            unknown = next((name for name in _names(rule.pattern) if not _is_known(name)), None)
            if unknown:
                message = f"permalinks: Hugo knows no :{unknown}, in {rule.pattern}"
                problem = Problem("permalink", message)
                if problem not in problems:
                    problems.append(problem)
        return cls(rules)

    def pattern(self, path: str, kind: str, language: str) -> str:
        """Return the pattern for a page, or an empty text if there is none.

        Args:
            path: Hugo's path of the page.
            kind: Hugo's kind of the page.
            language: The page's language.
        """
        if (kind, language) not in self._of:
            self._of[kind, language] = tuple(r for r in self._rules if r.target.is_for(kind, language))
        for rule in self._of[kind, language]:
            if rule.target.covers(path):
                return rule.pattern
        return ""


def _list_rules(items: list[Value]) -> Iterable[_Rule]:
    for item in items:
        fields = folded(to_map(item))
        yield _Rule(read_target(fields.get("target")), to_text(fields.get("pattern")))


def _map_rules(fields: dict[str, Value]) -> Iterable[_Rule]:
    """Read patterns by section, or by kind and section.

    Where two apply, Hugo takes either, as it comes; here the one for the inner section goes first.
    """
    found = []
    for key, value in fields.items():
        if isinstance(value, dict):
            found += [(key, section, to_text(pattern)) for section, pattern in value.items()]
        else:
            found += [(kind, key, to_text(value)) for kind in ("page", "term")]
    for kind, section, pattern in sorted(found, key=lambda rule: -len(rule[1])):
        yield _Rule(Target(path=_glob(section), kind=kind), pattern)


def _glob(section: str) -> str:
    section = section.strip(" /")
    return f"/{{{section},{section}/**}}" if section else "/*"


def fill(pattern: str, facts: Facts) -> str | None:
    """Fill a pattern for a page, or return None if it has an element that Hugo does not know."""
    parts = _parts(pattern)
    return None if parts is None else "".join(p if isinstance(p, str) else p(facts) for p in parts)


@lru_cache(maxsize=256)
def _parts(pattern: str) -> tuple[str | Callable[[Facts], str], ...] | None:
    """Split a pattern into texts and functions that give an element's text; None if one is unknown."""
    pattern = pattern.replace("\\:", "\0")
    parts: list[str | Callable[[Facts], str]] = []
    end = 0
    for match in _ELEMENT.finditer(pattern):
        element = _element(match[1], match[2] or "")
        if element is None:
            return None
        parts += pattern[end : match.start()].replace("\0", ":"), element
        end = match.end()
    return (*parts, pattern[end:].replace("\0", ":"))


@lru_cache(maxsize=256)
def _element(name: str, cut: str) -> Callable[[Facts], str] | None:
    """Return the function that gives the text of an element, or None if there is no such element."""
    if name in ("sections", "sectionslugs"):
        keep = _cutter(cut)
        if name == "sections":
            return lambda f: "/".join(keep(f.sections))
        return lambda f: "/".join(_clean(slug, f) for slug in keep(f.section_slugs))
    if name in _ELEMENTS:
        return _ELEMENTS[name]
    layout = _DATES.get(name, name)
    if is_layout(layout):
        return lambda f: write_date(f.date or _ZERO, layout)
    return None


def _names(pattern: str) -> list[str]:
    return [match[1] for match in _ELEMENT.finditer(pattern.replace("\\:", "\0"))]


def _is_known(name: str) -> bool:
    return _element(name, "") is not None


def _url(text: str, facts: Facts) -> str:
    if text.find("#") == len(text) - 1:
        text = text.removesuffix("#")  # an empty fragment, to Go
    return _clean(text, facts)


def _clean(text: str, facts: Facts) -> str:
    return sanitized(text, facts.keep_case, facts.drop_accents)


def _one_part(title: str) -> str:
    return title.replace("/", "-").replace("\\", "-")


_ELEMENTS: dict[str, Callable[[Facts], str]] = {
    "weekday": lambda f: str((f.date or _ZERO).isoweekday() % 7),
    "year": lambda f: str((f.date or _ZERO).year),
    "month": lambda f: f"{(f.date or _ZERO).month:02}",
    "day": lambda f: f"{(f.date or _ZERO).day:02}",
    "yearday": lambda f: str((f.date or _ZERO).timetuple().tm_yday),
    "section": lambda f: f.section,
    "sectionslug": lambda f: _clean(f.section_slugs[0], f) if f.section_slugs else "",
    "title": lambda f: _url(_one_part(f.title), f),
    "slug": lambda f: _url(f.slug or _one_part(f.title), f),
    "filename": lambda f: _url(f.file_name, f),
    "slugorfilename": lambda f: _url(f.slug or f.file_name, f),
    "contentbasename": lambda f: _url(f.base_name, f),
    "slugorcontentbasename": lambda f: _url(f.slug or f.base_name, f),
}


def _cutter(cut: str) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return the function that keeps the parts that `[1:]`, `[0]` or `[last]` mean."""
    match = _CUT.fullmatch(cut)
    if not cut:
        return lambda parts: parts
    if not match:
        return lambda _: ()
    low, colon, high = match.groups()

    def keep(parts: tuple[str, ...]) -> tuple[str, ...]:
        if not parts:
            return ()
        start = len(parts) - 1 if low == "last" else int(low or 0)
        if start >= len(parts):
            return ()
        if not colon:
            return parts[start : start + 1]
        stop = len(parts) - 1 if high == "last" else min(int(high or len(parts)), len(parts))
        return parts[start:stop]

    return keep
