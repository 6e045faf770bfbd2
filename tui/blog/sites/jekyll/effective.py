"""The values that Jekyll goes by: the front matter over the defaults over what the path says.

https://jekyllrb.com/docs/configuration/front-matter-defaults/ and
https://jekyllrb.com/docs/posts/#tags-and-categories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tui.blog.sites.fields import leaves, text_of
from tui.blog.sites.jekyll.config import Config, Default
from tui.blog.sites.jekyll.place import Place
from tui.blog.sites.jekyll.ruby import capitalize, deep_merge, is_true, split
from tui.blog.values import Value


class Defaults:
    """The defaults of a configuration, for any file."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._merged: dict[tuple[Default, ...], dict[str, Value]] = {}

    def of(self, place: Place) -> dict[str, Value]:
        """Return the defaults that hold for a file; those of a longer path count more."""
        holding = tuple([d for d in self._config.defaults if _applies(d, self._config, place)])
        if holding not in self._merged:
            self._merged[holding] = _merged(holding)
        return self._merged[holding]


def _merged(defaults: tuple[Default, ...]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    before: Default | None = None
    for default in defaults:
        if before is None or _counts_more(default, before):
            values = deep_merge(values, default.values)
            before = default
        else:
            values = deep_merge(default.values, values)
    return values


def _applies(default: Default, config: Config, place: Place) -> bool:
    if default.kind is not None and default.kind != (place.label or "pages"):
        return False
    if not default.path:
        return True
    if "*" not in default.path:
        wanted = default.path.removeprefix(config.collections_dir) if config.collections_dir else default.path
        return place.relative.startswith(wanted)
    pattern = _glob(default.path.strip("/"))
    inner = place.relative if place.kind == "page" else config.collections_dir + place.relative
    return any(pattern.fullmatch(inner[:end]) for end in [*_ends(inner), len(inner)])


def _ends(path: str) -> list[int]:
    return [match.start() for match in re.finditer("/", path)]


def _counts_more(default: Default, before: Default) -> bool:
    new, old = (len((d.path or "").strip("/")) for d in (default, before))
    return new > old or (new == old and (default.kind is not None or before.kind is None))


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Return the expression of a glob as Ruby's `Dir.glob` reads it."""
    parts = re.split(r"(\*\*/|\*+|\?|\[[^\]/]+\]|\{|\}|,)", pattern)
    depth = 0
    out = []
    for part in parts:
        if part == "**/":
            out.append("(?:[^/.][^/]*/)*")
        elif part.startswith("*"):
            out.append("[^/]*")
        elif part == "?":
            out.append("[^/]")
        elif part.startswith("[") and part.endswith("]"):
            out.append(f"[{part[1:-1].replace('!', '^', 1) if part[1] == '!' else part[1:-1]}]")
        elif part == "{":
            depth += 1
            out.append("(?:")
        elif part == "}" and depth:
            depth -= 1
            out.append(")")
        elif part == "," and depth:
            out.append("|")
        else:
            out.append(re.escape(part))
    try:
        return re.compile("".join(out) + ")" * depth)
    except re.error:
        return re.compile(re.escape(pattern))


def effective(place: Place, defaults: Mapping[str, Value], values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what Jekyll's `page` holds for a file, its title, slug, categories and tags settled.

    Categories and tags of a post or document are lists of texts then, each term once.
    """
    data = deep_merge(defaults, values)
    if place.kind == "page":
        return data
    if not is_true(data.get("title")):
        data["title"] = titleize(place.slug)
    if not is_true(data.get("slug")):
        data["slug"] = place.slug
    data["categories"] = _terms(
        [*place.folders, *_words(defaults.get("categories")), *_words(values.get("categories"))],
        leaves(data["category"]) if is_true(data.get("category")) else [],
    )
    tag = data.get("tag")
    data["tags"] = _terms(leaves(tag) if is_true(tag) else _words(data.get("tags"), others=False))
    return data


def _words(value: Value, *, others: bool = True) -> list[Value]:
    """Return the terms of a plural key: a text is split, of a list the leaves are taken.

    Args:
        value: The value of the key.
        others: Whether a value that is neither counts as a term.
    """
    if isinstance(value, str):
        return [*split(value)]
    return leaves(value) if others or isinstance(value, list) else []


def _terms(*found: Iterable[Value]) -> list[Value]:
    """Return terms as texts, each once."""
    texts = dict.fromkeys([text_of(item) for items in found for item in items])
    texts.pop("", None)
    return [*texts]


def titleize(slug: str) -> str:
    """Make a title of a slug: `a-small-step` is `A Small Step`."""
    words = slug.split("-")
    while words and not words[-1]:
        words.pop()
    return " ".join(map(capitalize, words))
