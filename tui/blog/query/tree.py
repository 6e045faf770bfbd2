"""What a filter line says, as a tree, and how each part is written.

Its parts are structs, not dataclasses: to make one takes a fortieth of the time, and a start waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

from tui.blog.query.criteria import OPERATORS, Between, Compared, Criterion, Exactly, Glob

STATES = ("published", "scheduled", "draft", "expired", "hidden", "broken", "changed", "marked")
"""What `is:` understands: the statuses, and what only the desk knows."""

KEY = re.compile(r"[^\W\d](?:[\w+/-]|\\?\.)*")
"""A key that needs no quotes."""


class Word(msgspec.Struct, frozen=True):
    """A word or phrase anywhere in the post: title, terms, description, path or body."""

    text: str

    def __str__(self) -> str:
        return self.text if is_plain_word(self.text) else quote(self.text)


class Field(msgspec.Struct, frozen=True):
    """A key with one of some values."""

    key: str
    wanted: tuple[Criterion, ...]

    def __str__(self) -> str:
        return f"{key_text(self.key)}:{','.join(map(_criterion, self.wanted))}"


class Is(msgspec.Struct, frozen=True):
    """A post in one of some states."""

    states: tuple[str, ...]

    def __str__(self) -> str:
        return f"is:{','.join(self.states)}"


class Has(msgspec.Struct, frozen=True):
    """A post that has one of some keys, or that lacks one of them."""

    keys: tuple[str, ...]
    present: bool = True

    def __str__(self) -> str:
        return f"{'has' if self.present else 'no'}:{','.join(map(key_text, self.keys))}"


class Not(msgspec.Struct, frozen=True):
    """What the part is not true of."""

    part: Node

    def __str__(self) -> str:
        return f"-{_grouped(self.part)}"


class And(msgspec.Struct, frozen=True):
    """What all parts are true of; without parts, everything."""

    parts: tuple[Node, ...] = ()

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


class Or(msgspec.Struct, frozen=True):
    """What any part is true of."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


Node: TypeAlias = Word | Field | Is | Has | Not | And | Or

EVERYTHING = And()
"""The tree of an empty line."""


def all_of(parts: Iterable[Node]) -> Node:
    """Return the conjunction of parts, flat, and no `And` round a single one."""
    flat = tuple(inner for part in parts for inner in conjuncts(part))
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(parts: Iterable[Node]) -> Node:
    """Return the disjunction of parts, flat, and no `Or` round a single one."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def conjuncts(tree: Node) -> tuple[Node, ...]:
    """Return what must all be true."""
    return tree.parts if isinstance(tree, And) else (tree,)


def asked(node: Node) -> Iterator[tuple[str, bool]]:
    """Yield the keys that a tree asks for, as it writes them, and whether in the form that posts write."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from asked(part)
        case Not(part):
            yield from asked(part)
        case Has(keys):
            yield from ((key, True) for key in keys)
        case Field(key):
            yield key, False
        case _:
            pass


def is_plain_word(text: str) -> bool:
    """Tell whether a word needs no quotes to be read as this very word."""
    if not text or text == "OR" or text[0] == "-" or re.search(r'[\s()"]', text):
        return False
    key = KEY.match(text)
    return key is None or text[key.end() :][:1] != ":" or text.startswith("//", key.end() + 1)


def quote(text: str) -> str:
    """Write a text in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def key_text(key: str) -> str:
    """Return a key as a query holds it, in quotes where it needs them."""
    return key if KEY.fullmatch(key) else quote(key)


def _criterion(one: Criterion) -> str:
    match one:
        case Exactly(text):
            return value_text(text)
        case Glob(pattern):
            return pattern
        case Compared(operator, text):
            return operator + text
        case Between(low, high):
            return f"{low}..{high}"


def value_text(text: str) -> str:
    """Return a value as a query holds it, in quotes where it would be read as something else."""
    plain = text and not re.search(r'[\s(),"*]|\.\.', text) and not text.startswith((*OPERATORS, "//"))
    return text if plain else quote(text)


def _grouped(part: Node) -> str:
    return f"({part})" if isinstance(part, And | Or) else str(part)
