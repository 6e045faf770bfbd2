"""The lines of a form: a schema laid over what a post has, and what it is to have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tui.blog.schema.fields import Field
from tui.blog.schema.infer import infer_field
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.schema import Schema
from tui.blog.values import Key, Value, look_up

DEEPEST = 4
"""Levels of maps that are laid out; what lies deeper is edited as source."""


@dataclass(frozen=True)
class Entry:
    """One line of a form."""

    key: Key
    field: Field
    value: Value = None
    """What the field is to hold; None if it is to be absent or null."""

    was: Value = None
    """What it holds in the file."""

    present: bool = False
    """Whether the file has the key."""

    wanted: bool = False
    """Whether it is to have the key."""

    heading: bool = False
    """Whether it only names the entries below it."""

    source: bool = False
    """Whether it is edited as source, because its type does not hold what is there."""

    @property
    def depth(self) -> int:
        """How many maps and lists it lies in."""
        return len(self.key) - 1


def entries(schema: Schema, was: Mapping[str, Value], values: Mapping[str, Value]) -> Iterator[Entry]:
    """Yield the lines of a form, in the schema's order, then what only this post has.

    Args:
        schema: The fields.
        was: What the file holds.
        values: What it is to hold.
    """
    shown = _union(dict(was), dict(values))
    assert isinstance(shown, dict)
    for entry in _map(schema.fields, shown, (), schema.folds):
        there, here = _find(dict(was), entry.key), _find(dict(values), entry.key)
        yield replace(
            entry,
            was=there[0] if there else None,
            present=bool(there),
            value=here[0] if here else None,
            wanted=bool(here),
            source=entry.source or not entry.field.holds(there[0] if there else None),
        )


def missing(schema: Schema, values: Mapping[str, Value]) -> list[Field]:
    """Return the fields that a post could have, but its form doesn't show."""
    names = {_fold(str(entry.key[0]), schema.folds) for entry in entries(schema, values, values)}
    return [field for field in schema.fields if _fold(field.name, schema.folds) not in names]


def item_entries(field: Block, key: Key) -> Iterator[Entry]:
    """Yield the lines of a new item of a list of maps, at a position of it."""
    yield from _entry(Fields(name=str(key[-1]), fields=field.fields), key, {})


def _entry(field: Field, key: Key, value: Value) -> Iterator[Entry]:
    deep = len(key) > DEEPEST and isinstance(field, Fields)
    if type(field) is Json or not field.holds(value) or deep:
        yield Entry(key, field, value, source=True)
    elif isinstance(field, Block):
        yield Entry(key, field, value, heading=True)
        for position, item in enumerate(value if isinstance(value, list) else []):
            inner = Fields(name=str(position + 1), fields=field.fields)
            yield from _entry(inner, (*key, position), item)
    elif isinstance(field, Fields):
        yield Entry(key, field, value, heading=True)
        yield from _map(field.fields, value if isinstance(value, dict) else {}, key, folds=False)
    else:
        yield Entry(key, field, value)


def _map(fields: tuple[Field, ...], values: Mapping[str, Value], key: Key, folds: bool) -> Iterator[Entry]:
    rest = dict(values)
    spelled = {_fold(name, folds): name for name in values}
    for field in fields:
        name = spelled.get(_fold(field.name, folds), field.name)
        if name in rest or field.usual:
            yield from _entry(field, (*key, name), rest.pop(name, None))
    for name, value in rest.items():
        yield from _entry(infer_field(name, [value]), (*key, name), value)


def _union(was: Value, value: Value) -> Value:
    """Return a tree with the keys of two; where both have a value, the second's counts."""
    if isinstance(was, dict) and isinstance(value, dict):
        return {
            name: _union(was[name], value[name])
            if name in was and name in value
            else value.get(name, was.get(name))
            for name in {**was, **value}
        }
    if isinstance(was, list) and isinstance(value, list) and all(isinstance(v, dict) for v in (*was, *value)):
        both = [_union(one, other) for one, other in zip(was, value, strict=False)]
        return [*both, *was[len(both) :], *value[len(both) :]]
    return value


def _find(values: Value, key: Key) -> tuple[Value] | None:
    """Return the value at a key, in a tuple, or None where the key is not there: null is a value."""
    parent = look_up(values, key[:-1])
    last = key[-1]
    if isinstance(parent, dict):
        return (parent[str(last)],) if last in parent else None
    if isinstance(parent, list) and isinstance(last, int):
        return (parent[last],) if last < len(parent) else None
    return None


def _fold(name: str, folds: bool) -> str:
    return name.lower() if folds else name
