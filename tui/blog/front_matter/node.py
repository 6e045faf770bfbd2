"""Front matter as a tree with its places in the text: the same for every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tui.blog.errors import Refused
from tui.blog.values import Key, format_key

Kind = Literal["scalar", "list", "map"]


@dataclass(slots=True, eq=False)
class Node:
    """A value where it stands in the text of a block."""

    kind: Kind
    tag: str
    """The type in the format's own terms."""

    start: int
    """Where the value begins, in characters of the block."""

    end: int
    """Where its last character ends; comments and blank lines behind it are not its own."""

    text: str = ""
    """What a scalar says, without quotes and escapes."""

    style: str = ""
    """A scalar's quote or block sign (empty if bare); `flow` for brackets, else the format's word."""

    keys: list[Node] = field(default_factory=list)
    """The keys of a map, in written order."""

    items: list[Node] = field(default_factory=list)
    """The values of a map or the items of a list."""

    fixed: str = ""
    """Why its text can't be replaced: `alias`, `anchor` or `tag`; empty if it can."""

    mentions: tuple[tuple[int, int], ...] = ()
    """Where a key is written, if at more than one place: TOML's headers and dotted keys."""

    def holding(self, keys: list[Node], items: list[Node]) -> Node:
        """Return the list or map with other entries."""
        return Node(self.kind, self.tag, self.start, self.end, self.text, self.style, keys, items, self.fixed)

    @property
    def flow(self) -> bool:
        """Whether it is a list or map in brackets."""
        return self.style == "flow"


class Place(NamedTuple):
    """A field found: the way to it from the root."""

    nodes: tuple[Node, ...]
    """The root and what leads to the field, which is the last."""

    steps: tuple[int, ...]
    """At which position each node but the root stands in the one before."""

    @property
    def node(self) -> Node:
        """The field's value."""
        return self.nodes[-1]

    @property
    def parent(self) -> Node:
        """The map or list that holds the field."""
        return self.nodes[-2]

    @property
    def key(self) -> Node:
        """The field's key, where a map holds it."""
        return self.parent.keys[self.steps[-1]]

    @property
    def path(self) -> Key:
        """The key that leads here, as it is written."""
        ways = zip(self.nodes, self.steps, strict=False)
        return tuple(node.keys[step].text if node.kind == "map" else step for node, step in ways)

    @property
    def in_flow(self) -> bool:
        """Whether the field stands inside brackets."""
        return any(node.flow for node in self.nodes[:-1])

    @property
    def up(self) -> Place:
        """The place of the map or list that holds the field."""
        return Place(self.nodes[:-1], self.steps[:-1])

    def down(self, index: int) -> Place:
        """The place of one of the field's children."""
        return Place((*self.nodes, self.node.items[index]), (*self.steps, index))


def find(root: Node, key: Key, *, fold: bool = False) -> tuple[Place, Key]:
    """Go towards a field as far as there is a way; return the place and the parts not found.

    Raises:
        Refused: A key on the way stands there twice, so it can't be said which is meant.
    """
    place = Place((root,), ())
    for done, part in enumerate(key):
        node = place.node
        if node.kind == "map":
            index = position(node, str(part), fold=fold)
        elif node.kind == "list" and isinstance(part, int) and part < len(node.items):
            index = part
        else:
            index = None
        if index is None:
            return place, key[done:]
        place = place.down(index)
    return place, ()


def position(node: Node, name: str, *, fold: bool = False) -> int | None:
    """Return where a map has a key, or None.

    Raises:
        Refused: It has it more than once.
    """
    if fold:
        wanted = name.lower()
        found = [i for i, key in enumerate(node.keys) if key.text.lower() == wanted]
    else:
        found = [i for i, key in enumerate(node.keys) if key.text == name]
    if len(found) > 1:
        raise Refused(
            f"the key {name} stands there {len(found)} times",
            cause="duplicate-key",
            hint="remove all but one of them first",
        )
    return found[0] if found else None


def leaf(tag: str, text: str) -> Node:
    """Return a scalar without a place in the text, to say what is expected."""
    return Node("scalar", tag, 0, 0, text)


def alike(one: Node, other: Node) -> bool:
    """Tell whether two trees are equal: kinds, tags, texts and order, not places and styles."""
    if one is other:
        return True
    if one.tag != other.tag or one.text != other.text or one.kind != other.kind:
        return False
    if one.kind == "scalar":
        return True
    if len(one.items) != len(other.items) or len(one.keys) != len(other.keys):
        return False
    return all(map(alike, one.keys, other.keys)) and all(map(alike, one.items, other.items))


def changed(tree: Node, steps: tuple[int, ...], change: Callable[[Node], Node]) -> Node:
    """Return a tree with the part at a place changed, and nothing else."""
    if not steps:
        return change(tree)
    at, items = steps[0], tree.items
    return tree.holding(tree.keys, [*items[:at], changed(items[at], steps[1:], change), *items[at + 1 :]])


def with_entry(tree: Node, at: int, value: Node, key: Node | None = None) -> Node:
    """Return a list or map with an entry put in at a position."""
    keys = tree.keys if key is None else [*tree.keys[:at], key, *tree.keys[at:]]
    return tree.holding(keys, [*tree.items[:at], value, *tree.items[at:]])


def without_entry(tree: Node, at: int) -> Node:
    """Return a list or map without the entry at a position."""
    return tree.holding(tree.keys[:at] + tree.keys[at + 1 :], tree.items[:at] + tree.items[at + 1 :])


def with_key(tree: Node, at: int, key: Node) -> Node:
    """Return a map with another key at a position."""
    return tree.holding([*tree.keys[:at], key, *tree.keys[at + 1 :]], tree.items)


def refuse_fixed(node: Node, key: Key) -> None:
    """Refuse to replace what an alias, anchor or tag stands on.

    Raises:
        Refused: One does.
    """
    if node.fixed:
        what = {"alias": "an alias", "anchor": "an anchor", "tag": "an explicit tag"}[node.fixed]
        raise Refused(f"{format_key(key)} is written with {what}", cause=node.fixed)
