"""What every format's front matter can do: look up, and prove what is proposed of an edit.

A format proposes splices of its text. The first whose result reads as the tree before with
exactly this change is taken; if none does, the edit is refused and nothing has happened.
`making` turns edits into what a format proposes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar, NamedTuple, Self

from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.lines import line_number
from tui.blog.front_matter.node import (
    Node,
    Place,
    alike,
    changed,
    find,
    with_entry,
    with_key,
    without_entry,
)
from tui.blog.values import Key, Value


class Proposal(NamedTuple):
    """A way to make an edit, and the tree that must come of it."""

    splices: list[Splice]
    expected: Node


class FrontMatter(ABC):
    """A block of front matter. Never changes: an edit makes another."""

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
    def read_source(self, source: str) -> Node:
        """Return the tree of a value written in the format's own syntax.

        Raises:
            Refused: It is no such value.
        """

    @abstractmethod
    def replace_source(self, place: Place, source: str) -> Iterator[Proposal]:
        """Propose ways to give a field a value written in the format's own syntax."""

    @abstractmethod
    def insert_source(self, place: Place, name: str, source: str) -> Iterator[Proposal]:
        """Propose ways to put in a new key with a value written in the format's own syntax."""

    def moves(self, node: Node) -> bool:
        """Tell whether a field has to be taken out and put in anew to be given another value."""
        return False

    def reads_as(self, expected: Node) -> bool:
        """Read the block again and tell whether it equals a tree in kinds, tags, texts and order.

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
        return None if missing else self.line_at(place)

    def source(self, key: Key, *, fold: bool = False) -> str:
        """Return a field's value as it is written, as `SetSource` takes it; empty if there is none."""
        place, missing = find(self.root, key, fold=fold)
        return "" if missing else self.written(place)

    def written(self, place: Place) -> str:
        """Return a value as it is written."""
        return self.text[place.node.start : place.node.end]

    def line_at(self, place: Place) -> int:
        """Return the line of the block, from 1, where a field that was found begins."""
        held = len(place.nodes) > 1 and place.parent.kind == "map"
        return line_number(self.text, place.key.start if held else place.node.start)

    # Proof.

    def proved(self, proposals: Iterable[Proposal], place: Place) -> Self:
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
            f"the edit was not made: {why}", cause=cause, line=self.line_at(place), hint="edit it as text"
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


def _repeats(node: Node) -> bool:
    return node.fixed == "alias" or any(map(_repeats, (*node.keys, *node.items)))
