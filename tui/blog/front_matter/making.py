"""Edits turned into what a format proposes: what each kind of them means for what is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tui.blog.edits import Add, Edit, Remove, Rename, Set, SetSource, Unset
from tui.blog.errors import Refused
from tui.blog.front_matter.base import FrontMatter
from tui.blog.front_matter.lines import line_number
from tui.blog.front_matter.node import Node, Place, alike, find, position, refuse_fixed
from tui.blog.values import Key, Value, format_key, same

F = TypeVar("F", bound=FrontMatter)

SPLIT_AT_SPACE = frozenset(("tags", "categories"))
"""The keys whose text Jekyll splits into terms at white space (`Utils.pluralized_array_from_hash`)."""

FEW = 16
"""How many smaller edits may stand for a big one; more than that, and the field is written anew."""


def apply(front: F, edits: Iterable[Edit], *, fold: bool = False) -> F:
    """Return front matter with edits made, one after the other.

    Args:
        front: The front matter before.
        edits: What is to be true afterwards.
        fold: As Hugo reads: keys in any case, and a text in the place of a list is one
            term. Else as Jekyll: `tags` and `categories` that are a text split at white space.

    Raises:
        Refused: One of them can't be made or proved, so none is. The line counts from the
            block's first.
        FrontMatterError: The block can't be read.
    """
    for edit in edits:
        front = _make(front, edit, fold)
    return front


def _make(front: F, edit: Edit, fold: bool) -> F:
    try:
        return _propose(front, edit, fold)
    except Refused as refusal:
        if refusal.line is None:
            refusal.line = _near(front, edit.key, fold)
        raise


def _near(front: F, key: Key, fold: bool) -> int:
    """Return the line of a field, or of the nearest thing around it."""
    for count in range(len(key), 0, -1):
        try:
            place, missing = find(front.root, key[:count], fold=fold)
        except Refused:
            continue
        if not missing:
            return front.line_at(place)
    names = [node for node in front.root.keys if key and node.text.lower() == str(key[0]).lower()]
    return line_number(front.text, names[-1].start) if names else 1


def _propose(front: F, edit: Edit, fold: bool) -> F:
    if not edit.key:
        raise Refused("an edit needs a key", cause="no-key")
    place, missing = find(front.root, edit.key, fold=fold)
    match edit:
        case Set(key, value):
            return _add(front, place, missing, value) if missing else _set(front, place, key, value)
        case SetSource(key, source):
            if missing:
                if len(missing) > 1 or place.node.kind != "map":
                    raise Refused(f"{format_key(key)} has nothing to stand in", cause="no-parent")
                return front.proved(front.insert_source(place, str(missing[0]), source), place)
            refuse_fixed(place.node, key)
            if front.moves(place.node):
                return _set(front, place, key, front.value(front.read_source(source)))
            return front.proved(front.replace_source(place, source), place)
        case Unset():
            return front if missing else front.proved(front.delete(place), place)
        case Add(key, item):
            return (
                _add(front, place, missing, [item]) if missing else _add_item(front, place, key, item, fold)
            )
        case Remove(key, item):
            return front if missing else _remove_item(front, place, key, item, fold)
        case Rename(key, name):
            return front if missing else _rename(front, place, key, name, fold)


def _set(front: F, place: Place, key: Key, value: Value) -> F:
    node = place.node
    if same(front.value(node), value):
        return front
    refuse_fixed(node, key)
    edits: list[Edit] = []
    if isinstance(value, list) and node.kind == "list":
        edits = _list_edits(front, node, place.path, value)
    elif isinstance(value, dict) and node.kind == "map":
        edits = _map_edits(node, place.path, value)
    if 0 < len(edits) <= FEW:
        return _together(front, edits, place, value)
    if front.moves(node):
        if place.parent.kind == "list":
            raise Refused("the item is written as a table, which only a table can replace", cause="table")
        return _together(front, [Unset(place.path), Set(place.path, value)], place, value)
    return front.proved(front.replace(place, value), place)


def _together(front: F, edits: list[Edit], place: Place, value: Value) -> F:
    """Return what smaller edits make of a field, proved as one: the value, and all else as it was.

    Raises:
        Refused: It is not so.
    """
    made = apply(front, edits)
    there, missing = find(made.root, place.path)
    if (
        missing
        or not same(made.value(there.node), value)
        or not alike(made.without(there), front.without(place))
    ):
        raise Refused("the edit was not made: it could not be proved right", cause="unverified")
    return made


def _list_edits(front: F, node: Node, key: Key, value: list[Value]) -> list[Edit]:
    """Return smaller edits that turn one list into another and leave what both have untouched."""
    old = [front.value(item) for item in node.items]
    kept = [at for at, item in enumerate(old) if any(same(item, other) for other in value)]
    if kept and value and _starts_with(value, [old[at] for at in kept]):
        gone: list[Edit] = [Unset((*key, at)) for at in reversed(range(len(old))) if at not in kept]
        return [*gone, *(Set((*key, at), value[at]) for at in range(len(kept), len(value)))]
    if node.flow and not kept and old and value:
        both = min(len(old), len(value))
        gone = [Unset((*key, at)) for at in reversed(range(both, len(old)))]
        return [*gone, *(Set((*key, at), item) for at, item in enumerate(value))]
    differ = [at for at, (one, other) in enumerate(zip(old, value, strict=False)) if not same(one, other)]
    maps = all(isinstance(old[at], dict) and isinstance(value[at], dict) for at in differ if at < len(value))
    if len(old) == len(value) and (maps or len(differ) < len(old)):
        return [Set((*key, at), value[at]) for at in differ]
    return []


def _map_edits(node: Node, key: Key, value: dict[str, Value]) -> list[Edit]:
    """Return smaller edits that turn one map into another; a key that stays keeps its place."""
    names = [child.text for child in node.keys]
    if not value or len(set(names)) < len(names):
        return []
    gone: list[Edit] = [Unset((*key, name)) for name in names if name not in value]
    return [*(Set((*key, name), item) for name, item in value.items()), *gone]


def _add(front: F, place: Place, missing: Key, value: Value) -> F:
    """Put in a field that is not there, with whatever must stand around it."""
    first, *rest = missing
    for part in reversed(rest):
        if isinstance(part, int) and part > 0:
            raise Refused(f"a new list can't begin at position {part}", cause="no-parent")
        value = [value] if isinstance(part, int) else {part: value}
    node = place.node
    if node.fixed == "alias":
        refuse_fixed(node, missing)
    if node.kind == "map":
        return front.proved(front.insert(place, str(first), value), place)
    if node.kind == "list" and first == len(node.items):
        return front.proved(front.append(place, value), place)
    if node.kind == "scalar" and front.empty(node) and first in (0, str(first)):
        refuse_fixed(node, missing)
        return front.proved(front.replace(place, [value] if first == 0 else {str(first): value}), place)
    raise Refused(f"{format_key(missing)} has nothing to stand in", cause="no-parent")


def _add_item(front: F, place: Place, key: Key, item: Value, fold: bool) -> F:
    node = place.node
    if node.kind == "list":
        if node.fixed == "alias":
            refuse_fixed(node, key)
        if any(_is(front, child, item) for child in node.items):
            return front
        return front.proved(front.append(place, item), place)
    refuse_fixed(node, key)
    if front.empty(node):
        return front.proved(front.replace(place, [item]), place)
    terms = _terms(front, node, key, fold)
    if item in terms:
        return front
    splits = not fold and key[-1] in SPLIT_AT_SPACE
    if splits and isinstance(item, str) and item and not any(char.isspace() for char in item):
        return front.proved(front.replace(place, f"{node.text.rstrip()} {item}"), place)
    return front.proved(front.replace(place, [*terms, item]), place)


def _remove_item(front: F, place: Place, key: Key, item: Value, fold: bool) -> F:
    node = place.node
    if node.kind == "list":
        mended = front
        for at in reversed([at for at, child in enumerate(node.items) if _is(front, child, item)]):
            again, _ = find(mended.root, place.path)
            mended = mended.proved(mended.delete(again.down(at)), again)
        return mended
    if front.empty(node):
        return front
    terms = _terms(front, node, key, fold)
    if item not in terms:
        return front
    refuse_fixed(node, key)
    kept = [term for term in terms if term != item]
    splits = not fold and key[-1] in SPLIT_AT_SPACE
    return front.proved(front.replace(place, " ".join(map(str, kept)) if splits and kept else []), place)


def _terms(front: F, node: Node, key: Key, fold: bool) -> list[Value]:
    """Return the terms that a text in the place of a list stands for.

    Raises:
        Refused: It is no text.
    """
    value = front.value(node)
    if not isinstance(value, str) or node.tag.endswith(("float", "int", "integer", "number")):
        raise Refused(f"{format_key(key)} is no list", cause="not-a-list")
    return list(value.split()) if not fold and key[-1] in SPLIT_AT_SPACE else [value]


def _is(front: F, node: Node, item: Value) -> bool:
    """Tell whether an item of a list is one that is named: a term may be written as a number or a date."""
    value = front.value(node)
    if node.kind == "scalar" and isinstance(item, str):
        return value is not None and node.text == item
    return same(value, item)


def _rename(front: F, place: Place, key: Key, name: str, fold: bool) -> F:
    if place.parent.kind != "map":
        raise Refused(f"{format_key(key)} is an item of a list and has no name", cause="no-name")
    if place.key.text == name:
        return front
    other = position(place.parent, name, fold=fold)
    if other is not None and other != place.steps[-1]:
        raise Refused(f"there is a key {name} already", cause="key-exists")
    refuse_fixed(place.key, key)
    return front.proved(front.rename(place, name), place)


def _starts_with(items: list[Value], start: list[Value]) -> bool:
    return len(start) <= len(items) and all(map(same, items, start))
