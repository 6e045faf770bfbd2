"""Edits: the changes that can be made to front matter, each to one field.

All writes are edits. They say what is to be true afterwards; how the bytes change is the
business of the format (`tui.blog.front_matter`).
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from tui.blog.values import Key, Value


class Set(msgspec.Struct, frozen=True):
    """Give a field a value; a field that is not there is added."""

    key: Key
    value: Value


class SetSource(msgspec.Struct, frozen=True):
    """Give a field a value written in the format's own syntax, for what has no type."""

    key: Key
    source: str


class Unset(msgspec.Struct, frozen=True):
    """Remove a field; one that is not there is left so."""

    key: Key


class Add(msgspec.Struct, frozen=True):
    """Put an item at a list's end; one that is there already is left so."""

    key: Key
    item: Value


class Remove(msgspec.Struct, frozen=True):
    """Take an item out of a list; one that is not there is left so."""

    key: Key
    item: Value


class Rename(msgspec.Struct, frozen=True):
    """Give a key another name, in its place."""

    key: Key
    name: str


Edit: TypeAlias = Set | SetSource | Unset | Add | Remove | Rename
