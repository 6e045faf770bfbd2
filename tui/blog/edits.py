"""Edits: the changes that can be made to front matter, each to one field.

All writes are edits. They say what is to be true afterwards; how the bytes change is the
business of the format (`tui.blog.front_matter`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tui.blog.values import Key, Value


@dataclass(frozen=True, slots=True)
class Set:
    """Give a field a value; a field that is not there is added."""

    key: Key
    value: Value


@dataclass(frozen=True, slots=True)
class SetSource:
    """Give a field a value written in the format's own syntax, for what has no type."""

    key: Key
    source: str


@dataclass(frozen=True, slots=True)
class Unset:
    """Remove a field; one that is not there is left so."""

    key: Key


@dataclass(frozen=True, slots=True)
class Add:
    """Put an item at a list's end; one that is there already is left so."""

    key: Key
    item: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an item out of a list; one that is not there is left so."""

    key: Key
    item: Value


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a key another name, in its place."""

    key: Key
    name: str


Edit: TypeAlias = Set | SetSource | Unset | Add | Remove | Rename
