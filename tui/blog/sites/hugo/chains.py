"""The dates of a post: which keys they may come from, in which order.

See https://gohugo.io/configuration/front-matter/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Self

import msgspec

from tui.blog.dates.value import read_value
from tui.blog.sites.hugo.casts import to_texts
from tui.blog.values import Value

_DEFAULTS: dict[str, tuple[str, ...]] = {
    "date": ("date", "publishdate", "lastmod"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}

_ZERO = datetime(1, 1, 1, tzinfo=UTC)
"""Go's zero time, which is no date."""

FILE_NAME = ":filename"
FILE_TIME = ":filemodtime"


class Found(msgspec.Struct, frozen=True):
    """One date of a post."""

    value: datetime | None = None
    text: str = ""
    """The date as it is written."""

    source: str = ""
    """The key that held it, or one of Hugo's names for other places, such as `:filename`."""


_NOTHING = Found()


@dataclass(frozen=True, slots=True)
class Chains:
    """The keys of each date, in the order in which they are tried."""

    date: tuple[str, ...]
    publish: tuple[str, ...]
    expiry: tuple[str, ...]

    @classmethod
    def read(cls, rules: Mapping[str, Value]) -> Self:
        """Read the `frontmatter` of a configuration."""
        return cls(*(_chain(rules, key) for key in _DEFAULTS))


def _chain(rules: Mapping[str, Value], key: str) -> tuple[str, ...]:
    names = [name.lower() for name in to_texts(rules[key])] if key in rules else list(_DEFAULTS[key])
    expanded = [name for each in names for name in (_DEFAULTS[key] if each == ":default" else (each,))]
    return tuple(dict.fromkeys(name for each in expanded for name in (each, *_ALIASES.get(each, ()))))


class Dates(msgspec.Struct):
    """Reads the dates of one post."""

    params: Mapping[str, Value]
    """The front matter with what is inherited, its keys in lower case."""

    name: str
    """What the file, or the folder of a bundle, is called."""

    zone: tzinfo
    modified: float
    numbers: bool = True
    """Whether a number is a date, in seconds since the epoch; in JSON it is none."""

    unreadable: dict[str, str] = {}
    """Keys whose text is not a date for Hugo, with the text."""

    _known: dict[str, Found] = {}

    def find(self, key: str, chain: tuple[str, ...]) -> Found:
        """Return the date that a chain leads to.

        Where the post has no such key, it counts as that key's value from then on, as in Hugo: a post
        with nothing but a future `lastmod` is not published before it.
        """
        for source in chain:
            if source in self._known:
                found: Found | None = self._known[source]
            elif source[0] == ":":
                found = self._beside(source)
            elif source in self.params:
                found = self._read(source)
                if found:
                    self._known[source] = found
            else:
                continue
            if found:
                if found.value and key not in self.params:
                    self._known[key] = found
                return found
        return _NOTHING

    def _beside(self, source: str) -> Found | None:
        """Return the date that stands outside of the front matter, or None if none is there."""
        if source == FILE_NAME:
            value = read_value(self.name[:10], zone=self.zone, dialect="hugo")
            return Found(value, self.name[:10], source) if value else None
        if source == FILE_TIME:
            return Found(datetime.fromtimestamp(self.modified, self.zone), "", source)
        return None

    def _read(self, key: str) -> Found | None:
        value = self.params[key]
        if value is None or value == "":
            return None
        if isinstance(value, str):
            moment = read_value(value, zone=self.zone, dialect="hugo")
            if moment:
                return Found(moment if moment.year > 1 or moment != _ZERO else None, value, key)
        elif self.numbers and isinstance(value, int) and not isinstance(value, bool):
            try:
                return Found(datetime.fromtimestamp(value, UTC), str(value), key)
            except (OverflowError, ValueError, OSError):
                pass
        self.unreadable[key] = str(value)
        return None
