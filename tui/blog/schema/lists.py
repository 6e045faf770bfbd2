"""Lists of texts, and the terms of a taxonomy: tags, categories and the site's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from tui.blog.post import Problem
from tui.blog.schema.fields import Field, Known
from tui.blog.text import fold
from tui.blog.values import Value

Item: TypeAlias = bool | int | float | str
"""What stands in a list: mostly text, but `tags: [2024]` holds a number."""

_ITEM = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"\s*|(?P<plain>[^,]*))(?:,|$)')
_GAPS = re.compile(r"[\s\-_・·]+")


@dataclass(frozen=True, kw_only=True)
class List(Field):
    """A list of texts."""

    type = "list"

    options: tuple[str, ...] = ()
    """What a configuration offers; any other item will do too."""

    limit: int = 0
    """How many items there may be; 0 for any number."""

    splits: bool = False
    """Whether one text stands for several items, with spaces between them, as for Jekyll's tags."""

    def holds(self, value: Value) -> bool:
        if isinstance(value, list):
            return all(isinstance(item, Item) for item in value)
        return value is None or isinstance(value, str)

    def items(self, value: Value) -> list[Item]:
        """Return what is in a value: a text alone is one item, or several where it `splits`."""
        if isinstance(value, list):
            return [item for item in value if isinstance(item, Item)]
        if not isinstance(value, str) or not value.strip():
            return []
        return list(value.split()) if self.splits else [value]

    def value(self, items: Iterable[Item], was: Value = None) -> Value:
        """Return items as they are to be written: as one text where one stood and still can."""
        new = list(items)
        if isinstance(was, str) and self.items(was) == new:
            return was
        texts = [item for item in new if isinstance(item, str)]
        if isinstance(was, str) and len(texts) == len(new):
            if self.splits and texts and not any(re.search(r"\s", text) for text in texts):
                return " ".join(texts)
            if not self.splits and len(texts) == 1:
                return texts[0]
        return [*new]

    def parse(self, text: str, was: Value = None) -> Value:
        old = {label(item): item for item in self.items(was)}
        items: list[Item] = [old.get(typed, typed) for typed in split(text)]
        if not items and was is None:
            return None
        return self.value(items, was)

    def format(self, value: Value) -> str:
        return join(label(item) for item in self.items(value))

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        count = len(self.items(value))
        if self.limit and count > self.limit:
            problems += (Problem("many", f"{count} where {self.limit} may be"),)
        return problems


@dataclass(frozen=True, kw_only=True)
class Taxonomy(List):
    """Terms that group posts."""

    type = "taxonomy"

    taxonomy: str = ""
    """The taxonomy's name, in the plural; empty if it is the key."""

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        texts = [label(item) for item in self.items(value)]
        terms = known.terms(self.name)
        for text in texts:
            if better := near(text, terms):
                problems += (Problem("near", f"“{text}” is near “{better}” ({terms[better]} posts)"),)
        seen: dict[str, str] = {}
        for text in texts:
            if (twin := seen.setdefault(_key(text), text)) is not text or texts.count(text) > 1:
                problems += (Problem("twice", f"“{text}” and “{twin}” are one term"),)
                break
        return problems

    def properties(self) -> dict[str, Value]:
        own: dict[str, Value] = {"taxonomyId": self.taxonomy or self.name} if self.type == "taxonomy" else {}
        return own | ({"taxonomyLimit": self.limit} if self.limit else {})


@dataclass(frozen=True, kw_only=True)
class Tags(Taxonomy):
    """The tags of a post."""

    type = "tags"


@dataclass(frozen=True, kw_only=True)
class Categories(Taxonomy):
    """The categories of a post."""

    type = "categories"


def label(item: Value) -> str:
    """Return how an item of a list is shown and typed."""
    return item if isinstance(item, str) else str(item).lower()


def near(text: str, terms: Mapping[str, int]) -> str | None:
    """Return the term in use that a text is likely another spelling of.

    Case, width, kana, spaces and hyphens are what people vary. The spelling that more posts
    have is the better one.

    Args:
        text: A term as typed.
        terms: The terms in use with the number of their posts.
    """
    key = _key(text)
    own = terms.get(text, 0)
    twins = [term for term in terms if term != text and terms[term] > own and _key(term) == key]
    return max(twins, key=lambda term: terms[term], default=None)


def complete(text: str, terms: Mapping[str, int], taken: Iterable[str] = ()) -> list[str]:
    """Return the terms that a text may become: those that begin with it first, then by use.

    Args:
        text: What is typed so far.
        terms: The terms in use with the number of their posts.
        taken: Terms that are there already.
    """
    key, gone = _key(text), set(taken)
    found = [(term, _key(term)) for term in terms if term not in gone]
    hits = [(not folded.startswith(key), -terms[term], term) for term, folded in found if key in folded]
    return [term for _, _, term in sorted(hits)]


def split(text: str) -> list[str]:
    """Split what was typed at its commas; an item with a comma is written in double quotes."""
    items = []
    for match in _ITEM.finditer(text):
        if match["quoted"] is not None:
            items.append(match["quoted"].replace('""', '"'))
        elif match["plain"].strip():
            items.append(match["plain"].strip())
    return items


def join(items: Iterable[str]) -> str:
    """Write items as `split` reads them."""
    return ", ".join(
        '"' + item.replace('"', '""') + '"'
        if not item or "," in item or item.startswith('"') or item != item.strip()
        else item
        for item in items
    )


@lru_cache(maxsize=1 << 16)
def _key(text: str) -> str:
    """Return the form in which two likely spellings of one term are equal: asked of all at each letter."""
    return _GAPS.sub("", fold(text)) or text
