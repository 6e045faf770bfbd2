"""Addresses: https://jekyllrb.com/docs/permalinks/."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

import msgspec

from tui.blog.dates.layout import DAYS, MONTHS
from tui.blog.sites.jekyll.config import suffix
from tui.blog.sites.jekyll.place import Place
from tui.blog.sites.jekyll.ruby import downcase

_KEY = re.compile(r":([a-z_]+)")
_PLAIN = re.compile(r"[a-zA-Z0-9./-]*")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SAFE = "-._~!$&'()*+,;=:@/?"
_SPACES = re.compile(" +")
_UNLETTERED = re.compile(r"[^A-Za-z0-9]+")
_UNREADABLE = re.compile(r"[^A-Za-z0-9._~!$&'()+,;=@]+")
_PRETTY = frozenset("._~!$&'()+,;=@")
_PROTOCOL = re.compile(r"([^:/?#]+):(.?)", re.DOTALL)
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9.+-]*")
_SQUEEZED = re.compile("//+")

_DATES: dict[str, Callable[[datetime], str]] = {
    "year": lambda date: f"{date.year:04}",
    "month": lambda date: f"{date.month:02}",
    "day": lambda date: f"{date.day:02}",
    "hour": lambda date: f"{date.hour:02}",
    "minute": lambda date: f"{date.minute:02}",
    "second": lambda date: f"{date.second:02}",
    "i_day": lambda date: str(date.day),
    "i_month": lambda date: str(date.month),
    "short_year": lambda date: f"{date.year % 100:02}",
    "short_month": lambda date: MONTHS[date.month - 1][:3],
    "long_month": lambda date: MONTHS[date.month - 1],
    "short_day": lambda date: DAYS[date.weekday()][:3],
    "long_day": lambda date: DAYS[date.weekday()],
    "y_day": lambda date: f"{date.timetuple().tm_yday:03}",
    "w_year": lambda date: f"{date.isocalendar().year:04}",
    "week": lambda date: f"{date.isocalendar().week:02}",
    "w_day": lambda date: str(date.isocalendar().weekday),
}
"""Placeholders that are parts of the date."""


class NoAddress(ValueError):
    """Jekyll would stop at an address: its template, or a value in it, is not valid."""


def slugify(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """Make a part of an address of a text: letters and digits of any script are kept.

    Args:
        text: The text.
        pretty: Keep also what is readable in an address (`._~!$&'()+,;=@`).
        cased: Keep capital letters.
    """
    return text if _SLUG.fullmatch(text) else _slugified(text, pretty, cased)


@lru_cache(maxsize=4096)
def _slugified(text: str, pretty: bool, cased: bool) -> str:
    if text.isascii():
        slug = (_UNREADABLE if pretty else _UNLETTERED).sub("-", text)
    else:
        slug = "".join(char if _kept(char, pretty) else " " for char in text)
        slug = _SPACES.sub("-", slug)
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else downcase(slug)


def _kept(char: str, pretty: bool) -> bool:
    if char.isascii():
        return char.isalnum() or (pretty and char in _PRETTY)
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def escape(text: str) -> str:
    """Escape a value that is put into an address.

    Raises:
        NoAddress: What stands before a colon would be a protocol, and can't be one.
    """
    return text if _PLAIN.fullmatch(text) else _escaped(text)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    if (match := _PROTOCOL.match(text)) and not (_NAME.fullmatch(match[1]) and match[2]):
        raise NoAddress(f"{match[1]}: is not a protocol")
    return quote(text.encode(errors="surrogateescape"), safe=_SAFE)  # a file's name may be no UTF-8


def clean(url: str) -> str:
    """Make an address begin with one slash, hold no empty part, and lead nowhere up."""
    url = f"/{url}".replace("..", "/").replace("./", "")
    return _SQUEEZED.sub("/", url) if "//" in url else url


class Facts(msgspec.Struct, frozen=True):
    """What the address of a post or document is made of."""

    place: Place
    slug: str
    """The slug, of the front matter or of the file's name."""

    categories: Iterable[str]
    date: datetime
    """The date, in the site's time zone."""

    extension: str
    """How the file that is built ends, such as `.html`."""


def _of_date(write: Callable[[datetime], str]) -> Callable[[Facts], str]:
    return lambda facts: write(facts.date)


_VALUES: dict[str, Callable[[Facts], str]] = {
    **{key: _of_date(write) for key, write in _DATES.items()},
    "title": lambda f: slugify(f.slug, pretty=True, cased=True),
    "slug": lambda f: slugify(f.slug),
    "name": lambda f: slugify(f.place.stem),
    "path": lambda f: f.place.inner,
    "collection": lambda f: f.place.label,
    "output_ext": lambda f: f.extension,
    "categories": lambda f: "/".join(dict.fromkeys(map(downcase, f.categories))),
    "slugified_categories": lambda f: "/".join(dict.fromkeys(map(slugify, f.categories))),
}
"""All placeholders."""


def document_url(template: str, facts: Facts) -> str:
    """Return the address of a post or document.

    Args:
        template: The permalink, of the document itself or of its collection.
        facts: What to put into it.

    Raises:
        NoAddress: Jekyll knows no such placeholder, or can't put a value in.
    """
    parts = _parts(template)
    return clean("".join([part if isinstance(part, str) else escape(part(facts)) for part in parts]))


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[str | Callable[[Facts], str], ...]:
    """Split a template into texts, and functions that give the values of its placeholders.

    Raises:
        NoAddress: There is no such placeholder.
    """
    texts = _KEY.split(template)
    parts: list[str | Callable[[Facts], str]] = [texts[0]]
    for key, text in zip(texts[1::2], texts[2::2], strict=True):
        if key in _VALUES:
            parts += _VALUES[key], text
        elif key.endswith("_") and key[:-1] in _VALUES:
            parts += _VALUES[key[:-1]], f"_{text}"
        else:
            raise NoAddress(f"there is no :{key}")
    return tuple(parts)


def page_url(permalink: str, place: Place, style: str, extension: str) -> str:
    """Return the address of a page.

    Args:
        permalink: The page's own permalink, or empty.
        place: What the file is.
        style: The site's permalink style.
        extension: How the file that is built ends.
    """
    folder = place.relative.rpartition("/")[0]
    if permalink:
        template = permalink
    elif extension not in (".html", ".xhtml", ".htm"):
        template = "/:path/:basename:output_ext"
    elif place.stem == "index":
        template = "/:path/"
    else:
        template = "/:path/:basename" + suffix(style)
    values: Mapping[str, str] = {"path": f"/{folder}/", "basename": place.stem, "output_ext": extension}
    for key, value in values.items():
        template = template.replace(f":{key}", escape(value))
    return clean(template)
