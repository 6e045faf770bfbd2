"""What JSON and TOML have in common: a value takes another's place without a look at what is around it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from tui.blog.errors import FrontMatterError, Refused
from tui.blog.front_matter import flow
from tui.blog.front_matter.base import FrontMatter, Proposal
from tui.blog.front_matter.flow import Splice
from tui.blog.front_matter.kin import place_for
from tui.blog.front_matter.lines import line_start
from tui.blog.front_matter.node import Node, Place, leaf
from tui.blog.values import Value


class InlineFrontMatter(FrontMatter):
    """Front matter whose values are replaced in place, whatever is around them."""

    @property
    @abstractmethod
    def between(self) -> str:
        """What stands between a key and its value."""

    @abstractmethod
    def spelled(self, value: Value, like: Node | None, column: int) -> str:
        """Write a value, in the manner of the one it follows or replaces.

        Args:
            value: What to write.
            like: What stood there, or a neighbour.
            column: How far the line is indented on which it begins.

        Raises:
            Refused: The format can't hold it.
        """

    @abstractmethod
    def spelled_key(self, name: str, like: Node | None) -> str:
        """Write a key, in the manner of a neighbour."""

    @abstractmethod
    def read(self, source: str) -> Node:
        """Read one value.

        Raises:
            FrontMatterError: It is no such value.
        """

    def read_source(self, source: str) -> Node:
        """Return the tree of a value that the user wrote.

        Raises:
            Refused: It is no such value.
        """
        try:
            return self.read(source)
        except FrontMatterError as error:
            raise Refused(f"the value can't be read: {error.message}", cause="bad-source") from None

    def empty(self, node: Node) -> bool:
        """Tell whether a field is null or an empty text."""
        return node.kind == "scalar" and self.value(node) in (None, "")

    def key_node(self, name: str) -> Node:
        """Return the tree of a key."""
        return leaf("key", name)

    def column(self, position: int) -> int:
        """Return how far the line of a position is indented."""
        start = line_start(self.text, position)
        line = self.text[start:]
        return len(line) - len(line.lstrip(" \t"))

    def replace(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to give a field another value."""
        node = place.node
        yield from self.replace_source(place, self.spelled(value, node, self.column(node.start)))

    def replace_source(self, place: Place, source: str) -> Iterator[Proposal]:
        """Propose ways to give a field a value written in the format's own syntax."""
        expected = self.with_value(place, self.read_source(source))
        yield Proposal([Splice(place.node.start, place.node.end, source)], expected)

    def insert(self, place: Place, name: str, value: Value) -> Iterator[Proposal]:
        """Propose ways to put a new key into the map at a place, beside its kin."""
        node = place.node
        like = node.items[-1] if node.items else None
        column = self.column(node.keys[-1].start) if node.keys else self.column(node.start)
        yield from self.insert_source(place, name, self.spelled(value, like, column))

    def insert_source(self, place: Place, name: str, source: str) -> Iterator[Proposal]:
        """Propose ways to put in a new key with a value written in the format's own syntax."""
        node = place.node
        at = place_for(node, name)
        key = self.spelled_key(name, node.keys[-1] if node.keys else None)
        expected = self.with_entry(place, at, self.read_source(source), self.key_node(name))
        yield Proposal(self.put(node, at, f"{key}{self.between}{source}"), expected)

    def append(self, place: Place, value: Value) -> Iterator[Proposal]:
        """Propose ways to put an item at the end of the list at a place."""
        node = place.node
        at = len(node.items)
        last = node.items[-1] if node.items else None
        source = self.spelled(value, last, self.column(last.start if last else node.start))
        yield Proposal(self.put(node, at, source), self.with_entry(place, at, self.read_source(source)))

    def put(self, node: Node, at: int, entry: str) -> list[Splice]:
        """Return the splices that put an entry into brackets."""
        return flow.insert(self.text, node, at, entry)

    def delete(self, place: Place) -> Iterator[Proposal]:
        """Propose ways to take out a key with its value, or an item of a list."""
        yield Proposal(flow.remove(self.text, place.parent, place.steps[-1]), self.without(place))

    def rename(self, place: Place, name: str) -> Iterator[Proposal]:
        """Propose ways to give a key another name."""
        key = place.key
        source = self.spelled_key(name, key)
        yield Proposal([Splice(key.start, key.end, source)], self.with_key(place, self.key_node(name)))
