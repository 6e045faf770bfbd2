"""The values that Jekyll goes by: the front matter over the defaults over what the path says.

https://jekyllrb.com/docs/configuration/front-matter-defaults/ and
https://jekyllrb.com/docs/posts/#tags-and-categories.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from tui.blog.sites.fields import leaves, text_of
from tui.blog.sites.jekyll.config import Config, Default
from tui.blog.sites.jekyll.place import Place
from tui.blog.sites.jekyll.ruby import capitalize, deep_merge, is_true, split, union
from tui.blog.values import Value


def defaults_for(config: Config, place: Place) -> dict[str, Value]:
    """Return the defaults that hold for a file; those of a longer path count more."""
    values: dict[str, Value] = {}
    before: Default | None = None
    for default in config.defaults:
        if not _applies(default, config, place):
            continue
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
    """Return what Jekyll's `page` holds for a file, its title, slug, categories and tags settled."""
    if place.kind == "page":
        return deep_merge(defaults, values)
    data: dict[str, Value] = {"categories": list(place.folders)}
    for layer in (defaults, values):
        data = deep_merge(data, _with_categories(layer, data))
    if not is_true(data.get("title")):
        data["title"] = titleize(place.slug)
    if not is_true(data.get("slug")):
        data["slug"] = place.slug
    data["categories"] = [*categories_of(data)]
    data["tags"] = [*tags_of(data)]
    return data


def _with_categories(layer: Mapping[str, Value], data: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return a layer of values with the categories of the layers below it put before its own."""
    own, below = layer.get("categories"), data.get("categories")
    if own is None or not isinstance(below, list):
        return layer
    if isinstance(own, str):
        own = [*split(own)]
    return {**layer, "categories": union(below, own if isinstance(own, list) else [own])}


def categories_of(data: Mapping[str, Value]) -> tuple[str, ...]:
    """Return all categories: those of `categories`, then that of `category`, which is not split."""
    plural = data.get("categories")
    found = leaves(plural)
    single = data.get("category")
    if is_true(single):
        found += leaves(single)
    return tuple(dict.fromkeys(term for item in found if (term := text_of(item))))


def tags_of(data: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the tags: that of `tag`, which is not split, or else those of `tags`."""
    single, plural = data.get("tag"), data.get("tags")
    if is_true(single):
        found = leaves(single)
    elif isinstance(plural, str):
        found = [*split(plural)]
    else:
        found = leaves(plural) if isinstance(plural, list) else []
    return tuple(dict.fromkeys(term for item in found if (term := text_of(item))))


def titleize(slug: str) -> str:
    """Make a title of a slug: `a-small-step` is `A Small Step`."""
    words = slug.split("-")
    while words and not words[-1]:
        words.pop()
    return " ".join(map(capitalize, words))
