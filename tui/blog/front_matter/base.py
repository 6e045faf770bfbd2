"""What every format's front matter can do: look up, and edits that are proved before they count.

A format proposes splices of its text. The first whose result reads as the tree before with
exactly this change is taken; if none does, the edit is refused and nothing has happened.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar, NamedTuple, Self

from tui.blog.edits import Add, Edit, Remove, Rename, Set, SetSource, Unset
from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.lines import line_number
from tui.blog.front_matter.node import (
    Node,
    Place,
    alike,
    changed,
    find,
    position,
    refuse_fixed,
    same,
    with_entry,
    with_key,
    without_entry,
)
from tui.blog.values import Key, Value, format_key

SPLIT_AT_SPACE = frozenset(("tags", "categories"))
"""The keys whose text Jekyll splits into terms at white space (`Utils.pluralized_array_from_hash`)."""


FEW = 16
"""How many smaller edits may stand for a big one; more than that, and the field is written anew."""


class Proposal(NamedTuple):
    """A way to make an edit, and the tree that must come of it."""

    splices: list[Splice]
    expected: Node


class FrontMatter(ABC):
    """A block of front matter, and edits of it. Never changes: an edit makes another."""

    format: ClassVar[str]
    """The key of the format in `FORMATS`."""

    def __init__(self, text: str, newline: str = "\n") -> None:
        self.text = text
        """The block, without its fences."""

        self.newline = newline
        """The line break to write where the block has none to copy."""

    @cached_property
    def root(self) -> Node:
        """The block as a tree.

        Raises:
            FrontMatterError: It can't be read. The line counts from the block's first.
        """
        return self.parse()

    # What a format answers.

    @abstractmethod
    def parse(self) -> Node:
        """Read the block as a tree.

        Raises:
            FrontMatterError: It can't be read. The line counts from the block's first.
        """

    @abstractmethod
    def value(self, node: Node) -> Value:
        """Return what a node says."""

    @abstractmethod
    def empty(self, node: Node) -> bool:
        """Tell whether a field has no value yet, so that a list or a map may take its place."""

    @abstractmethod
    def replace(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to give a field another value."""

    @abstractmethod
    def insert(self, place: Place, name: str, value: Value) -> Iterator[Proposal]:
        """Propose ways to put a new key into the map at a place, beside its kin."""

    @abstractmethod
    def append(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to put an item at the end of the list at a place."""

    @abstractmethod
    def delete(self, place: Place) -> Iterator[Proposal]:
        """Propose ways to take out a key with its value, or an item of a list."""

    @abstractmethod
    def rename(self, place: Place, name: str) -> Iterator[Proposal]:
        """Propose ways to give a key another name."""

    @abstractmethod
    def replace_source(self, place: Place, source: str) -> Iterator[Proposal]:
        """Propose ways to give a field a value written in the format's own syntax."""

    @abstractmethod
    def insert_source(self, place: Place, name: str, source: str) -> Iterator[Proposal]:
        """Propose ways to put in a new key with a value written in the format's own syntax."""

    def moves(self, node: Node) -> bool:
        """Tell whether a field is written so that another value can't take its place where it stands."""
        return False

    def reads_as(self, expected: Node) -> bool:
        """Read the block anew and tell whether it is a tree: kinds, tags, texts and order.

        Raises:
            FrontMatterError: It can't be read, or two readers differ over it.
        """
        self.check()
        return alike(self.root, expected)

    def check(self) -> None:
        """Read the block once more with another reader, where the format has one.

        Raises:
            FrontMatterError: It can't be read, or reads differently.
        """
        self.root  # noqa: B018  # reading it is the check

    # Looking up.

    def get(self, key: Key, *, fold: bool = False) -> Value:
        """Return the value at a key, or None if there is none."""
        place, missing = find(self.root, key, fold=fold)
        return None if missing else self.value(place.node)

    def line(self, key: Key, *, fold: bool = False) -> int | None:
        """Return the line of the block, from 1, where a field stands, or None if there is none."""
        place, missing = find(self.root, key, fold=fold)
        return None if missing else self._line(place)

    def source(self, key: Key, *, fold: bool = False) -> str:
        """Return a field's value as it is written, as `SetSource` takes it; empty if there is none."""
        place, missing = find(self.root, key, fold=fold)
        return "" if missing else self.written(place)

    def written(self, place: Place) -> str:
        """Return a value as it is written."""
        return self.text[place.node.start : place.node.end]

    def _line(self, place: Place) -> int:
        held = len(place.nodes) > 1 and place.parent.kind == "map"
        return line_number(self.text, place.key.start if held else place.node.start)

    # Edits.

    def apply(self, edits: Iterable[Edit], *, fold: bool = False) -> Self:
        """Return the front matter with edits made, one after the other.

        Args:
            edits: What is to be true afterwards.
            fold: As Hugo reads: keys in any case, and a text in the place of a list is one
                term. Else as Jekyll: `tags` and `categories` that are a text split at white space.

        Raises:
            Refused: One of them can't be made or proved, so none is. The line counts from the
                block's first.
            FrontMatterError: The block can't be read.
        """
        front = self
        for edit in edits:
            front = front.make(edit, fold)
        return front

    def make(self, edit: Edit, fold: bool) -> Self:
        """Return the front matter with one edit made; as `apply`."""
        try:
            return self._make(edit, fold)
        except Refused as refusal:
            if refusal.line is None:
                refusal.line = self._near(edit.key, fold)
            raise

    def _near(self, key: Key, fold: bool) -> int:
        """Return the line of a field, or of the nearest thing around it."""
        for count in range(len(key), 0, -1):
            try:
                place, missing = find(self.root, key[:count], fold=fold)
            except Refused:
                continue
            if not missing:
                return self._line(place)
        names = [node for node in self.root.keys if key and node.text.lower() == str(key[0]).lower()]
        return line_number(self.text, names[-1].start) if names else 1

    def _make(self, edit: Edit, fold: bool) -> Self:
        if not edit.key:
            raise Refused("an edit needs a key", cause="no-key")
        place, missing = find(self.root, edit.key, fold=fold)
        match edit:
            case Set(key, value):
                return self._add(place, missing, value) if missing else self._set(place, key, value)
            case SetSource(key, source):
                if missing:
                    if len(missing) > 1 or place.node.kind != "map":
                        raise Refused(f"{format_key(key)} has nothing to stand in", cause="no-parent")
                    return self._proved(self.insert_source(place, str(missing[0]), source), place)
                refuse_fixed(place.node, key)
                return self._proved(self.replace_source(place, source), place)
            case Unset():
                return self if missing else self._proved(self.delete(place), place)
            case Add(key, item):
                return (
                    self._add(place, missing, [item]) if missing else self._add_item(place, key, item, fold)
                )
            case Remove(key, item):
                return self if missing else self._remove_item(place, key, item, fold)
            case Rename(key, name):
                return self if missing else self._rename(place, key, name, fold)

    def _set(self, place: Place, key: Key, value: Value) -> Self:
        node = place.node
        if same(self.value(node), value):
            return self
        refuse_fixed(node, key)
        edits: list[Edit] = []
        if isinstance(value, list) and node.kind == "list":
            edits = self._list_edits(node, place.path, value)
        elif isinstance(value, dict) and node.kind == "map":
            edits = self._map_edits(node, place.path, value)
        if 0 < len(edits) <= FEW:
            return self._together(edits, place, value)
        if self.moves(node):
            if place.parent.kind == "list":
                raise Refused("the item is written as a table, which only a table can replace", cause="table")
            return self._together([Unset(place.path), Set(place.path, value)], place, value)
        return self._proved(self.replace(place, value), place)

    def _together(self, edits: list[Edit], place: Place, value: Value) -> Self:
        """Return what smaller edits make of a field, proved as one: the value, and all else as it was.

        Raises:
            Refused: It is not so.
        """
        made = self.apply(edits)
        there, missing = find(made.root, place.path)
        if (
            missing
            or not same(made.value(there.node), value)
            or not alike(made.without(there), self.without(place))
        ):
            raise Refused("the edit was not made: it could not be proved right", cause="unverified")
        return made

    def _list_edits(self, node: Node, key: Key, value: list[Value]) -> list[Edit]:
        """Return smaller edits that turn one list into another and leave what both have untouched."""
        old = [self.value(item) for item in node.items]
        kept = [at for at, item in enumerate(old) if any(same(item, other) for other in value)]
        if kept and value and _starts_with(value, [old[at] for at in kept]):
            gone: list[Edit] = [Unset((*key, at)) for at in reversed(range(len(old))) if at not in kept]
            return [*gone, *(Set((*key, at), value[at]) for at in range(len(kept), len(value)))]
        if node.flow and not kept and old and value:
            both = min(len(old), len(value))
            gone = [Unset((*key, at)) for at in reversed(range(both, len(old)))]
            return [*gone, *(Set((*key, at), item) for at, item in enumerate(value))]
        differ = [at for at, (one, other) in enumerate(zip(old, value, strict=False)) if not same(one, other)]
        maps = all(
            isinstance(old[at], dict) and isinstance(value[at], dict) for at in differ if at < len(value)
        )
        if len(old) == len(value) and (maps or len(differ) < len(old)):
            return [Set((*key, at), value[at]) for at in differ]
        return []

    def _map_edits(self, node: Node, key: Key, value: dict[str, Value]) -> list[Edit]:
        """Return smaller edits that turn one map into another; a key that stays keeps its place."""
        names = [child.text for child in node.keys]
        if not value or len(set(names)) < len(names):
            return []
        gone: list[Edit] = [Unset((*key, name)) for name in names if name not in value]
        return [*(Set((*key, name), item) for name, item in value.items()), *gone]

    def _add(self, place: Place, missing: Key, value: Value) -> Self:
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
            return self._proved(self.insert(place, str(first), value), place)
        if node.kind == "list" and first == len(node.items):
            return self._proved(self.append(place, value), place)
        if node.kind == "scalar" and self.empty(node) and first in (0, str(first)):
            refuse_fixed(node, missing)
            return self._proved(self.replace(place, [value] if first == 0 else {str(first): value}), place)
        raise Refused(f"{format_key(missing)} has nothing to stand in", cause="no-parent")

    def _add_item(self, place: Place, key: Key, item: Value, fold: bool) -> Self:
        node = place.node
        if node.kind == "list":
            refuse_fixed(node, key) if node.fixed == "alias" else None
            if any(self._is(child, item) for child in node.items):
                return self
            return self._proved(self.append(place, item), place)
        refuse_fixed(node, key)
        if self.empty(node):
            return self._proved(self.replace(place, [item]), place)
        terms = self._terms(node, key, fold)
        if item in terms:
            return self
        splits = not fold and key[-1] in SPLIT_AT_SPACE
        if splits and isinstance(item, str) and item and not any(char.isspace() for char in item):
            return self._proved(self.replace(place, f"{node.text.rstrip()} {item}"), place)
        return self._proved(self.replace(place, [*terms, item]), place)

    def _remove_item(self, place: Place, key: Key, item: Value, fold: bool) -> Self:
        node = place.node
        if node.kind == "list":
            mended = self
            for at in reversed([at for at, child in enumerate(node.items) if self._is(child, item)]):
                again, _ = find(mended.root, place.path)
                mended = mended._proved(mended.delete(again.down(at)), again)
            return mended
        if self.empty(node):
            return self
        terms = self._terms(node, key, fold)
        if item not in terms:
            return self
        refuse_fixed(node, key)
        kept = [term for term in terms if term != item]
        splits = not fold and key[-1] in SPLIT_AT_SPACE
        return self._proved(self.replace(place, " ".join(map(str, kept)) if splits and kept else []), place)

    def _terms(self, node: Node, key: Key, fold: bool) -> list[Value]:
        """Return the terms that a text in the place of a list stands for.

        Raises:
            Refused: It is no text.
        """
        value = self.value(node)
        if not isinstance(value, str):
            raise Refused(f"{format_key(key)} is no list", cause="not-a-list")
        return list(value.split()) if not fold and key[-1] in SPLIT_AT_SPACE else [value]

    def _is(self, node: Node, item: Value) -> bool:
        if node.kind == "scalar" and isinstance(item, str):
            return node.text == item
        return same(self.value(node), item)

    def _rename(self, place: Place, key: Key, name: str, fold: bool) -> Self:
        if place.parent.kind != "map":
            raise Refused(f"{format_key(key)} is an item of a list and has no name", cause="no-name")
        if place.key.text == name:
            return self
        other = position(place.parent, name, fold=fold)
        if other is not None and other != place.steps[-1]:
            raise Refused(f"there is a key {name} already", cause="key-exists")
        refuse_fixed(place.key, key)
        return self._proved(self.rename(place, name), place)

    # Proof.

    def _proved(self, proposals: Iterable[Proposal], place: Place) -> Self:
        """Return the first proposal's result that reads as expected.

        Raises:
            Refused: There is none.
        """
        for proposal in proposals:
            result = type(self)(spliced(self.text, proposal.splices), self.newline)
            try:
                if result.reads_as(proposal.expected):
                    return result
            except FrontMatterError:
                continue
        self.check()  # if the block itself is what can't be read, that is the reason
        cause = "alias" if _repeats(self.root) else "unverified"
        why = (
            "what it repeats would change too"
            if cause == "alias"
            else "no spelling of it could be proved right"
        )
        raise Refused(
            f"the edit was not made: {why}", cause=cause, line=self._line(place), hint="edit it as text"
        )

    def with_value(self, place: Place, value: Node) -> Node:
        """Return the tree with another value at a place."""
        return changed(self.root, place.steps, lambda _: value)

    def with_entry(self, place: Place, at: int, value: Node, key: Node | None = None) -> Node:
        """Return the tree with an entry put into the list or map at a place."""
        return changed(self.root, place.steps, lambda tree: with_entry(tree, at, value, key))

    def without(self, place: Place) -> Node:
        """Return the tree without the entry at a place."""
        *up, at = place.steps
        return changed(self.root, tuple(up), lambda tree: without_entry(tree, at))

    def with_key(self, place: Place, key: Node) -> Node:
        """Return the tree with another name for the key at a place."""
        *up, at = place.steps
        return changed(self.root, tuple(up), lambda tree: with_key(tree, at, key))


def spliced(text: str, splices: list[Splice]) -> str:
    """Return a text with pieces replaced; those at one place come in their order."""
    parts: list[str] = []
    reached = 0
    for start, end, piece in sorted(splices, key=lambda splice: splice.start):
        parts += (text[reached:start], piece)
        reached = max(reached, end)
    parts.append(text[reached:])
    return "".join(parts)


def _starts_with(items: list[Value], start: list[Value]) -> bool:
    return len(start) <= len(items) and all(map(same, items, start))


def _repeats(node: Node) -> bool:
    return node.fixed == "alias" or any(map(_repeats, (*node.keys, *node.items)))
