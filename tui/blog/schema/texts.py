"""Texts with a meaning: slugs, and addresses of pictures and files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tui.blog.post import Problem
from tui.blog.schema.fields import Known, String
from tui.blog.values import Value

PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "ico")
"""The endings of pictures, without the dot."""


@dataclass(frozen=True, kw_only=True)
class Slug(String):
    """The last part of a post's address."""

    type = "slug"

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        if isinstance(value, str) and (bad := re.search(r"[\s?#%]", value)):
            problems += (Problem("slug", f"“{bad.group()}” has a meaning of its own in an address"),)
        return problems

    def properties(self) -> dict[str, Value]:
        return {"editable": True}


@dataclass(frozen=True, kw_only=True)
class File(String):
    """The address of a file."""

    type = "file"

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        local = isinstance(value, str) and value and not is_remote(value)
        if local and known.find(str(value)) is None and known.finds(self.name):
            problems += (Problem("missing", "not found in the site"),)
        return problems

    def properties(self) -> dict[str, Value]:
        return {}


@dataclass(frozen=True, kw_only=True)
class Image(File):
    """The address of a picture."""

    type = "image"


def is_remote(target: str) -> bool:
    """Tell whether an address leads out of the site."""
    return re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)", target) is not None


def texts_under(value: Value, name: str) -> Iterator[str]:
    """Yield the texts that a key has anywhere in a value."""
    if isinstance(value, list):
        for item in value:
            yield from texts_under(item, name)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == name and isinstance(inner, str):
                yield inner
            else:
                yield from texts_under(inner, name)


def slugs(title: str) -> list[str]:
    """Propose slugs for a title, the likeliest first.

    The words in Latin letters alone, where there are enough to go by, then all of it, as Hugo
    and Jekyll keep letters of any script in addresses.
    """
    folded = unicodedata.normalize("NFKC", title).casefold().replace("'", "").replace("’", "")
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    latin = re.findall(r"[a-z0-9]+", plain)
    whole = re.findall(r"[^\W_]+", folded)
    found = ["-".join(latin)] if len(latin) > 1 and any(word.isalpha() for word in latin) else []
    return list(dict.fromkeys([*found, "-".join(whole)])) if whole else []
