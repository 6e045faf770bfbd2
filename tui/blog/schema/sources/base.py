"""What the readers of configurations share: the kind they make, and a forgiving way into a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from tui.blog.schema.fields import Field
from tui.blog.schema.lists import Categories, List, Tags
from tui.blog.values import Value

Node: TypeAlias = Mapping[str, Value]
"""A mapping of a configuration."""

Build: TypeAlias = Callable[[Node, int], Field | None]
"""Makes the field that a node describes at a depth; None for what a form doesn't show."""

DEEPEST = 8
"""Levels of fields in fields: a configuration may refer to itself."""


@dataclass(frozen=True)
class Kind:
    """A kind of post, as a configuration defines it."""

    name: str
    fields: tuple[Field, ...]
    source: str
    """The file that says so, from the site's root."""

    folder: str = ""
    """The folder of its posts, from the site's root; empty for any."""

    file: str = ""
    """The one file it is for, if it is for one."""

    typed: bool = False
    """Whether a post may ask for it by `type: name`."""

    fallback: bool = False
    """Whether it is for the posts that no other kind claims."""

    def claims(self, path: str, values: Node) -> int:
        """Tell how surely a post is of this kind; 0 if it is not."""
        if self.file:
            return 10_000 if path == self.file else 0
        if self.typed and values.get("type") == self.name:
            return 5_000
        if self.folder and path.startswith(f"{self.folder}/"):
            return 1 + len(self.folder)
        return 1 if self.fallback else 0


def build_all(
    value: Value, build: Build, depth: int, source: str, *, required: bool = False
) -> tuple[Field, ...]:
    """Make the fields of a list of nodes.

    Args:
        value: The list, or anything else that stands in its place.
        build: Makes one field.
        depth: How many levels of fields stand above.
        source: The configuration's name.
        required: Whether a field is required whose node says nothing of it.
    """
    if depth >= DEEPEST:
        return ()
    fields = []
    for node in nodes(value):
        field = build(node, depth + 1)
        if field is None:
            continue
        default = node.get("default")
        fields.append(
            replace(
                field,
                title=text(node, "title") or text(node, "label"),
                description=text(node, "description") or text(node, "hint"),
                required=node.get("required", required) is True,
                default=None if isinstance(default, str) and "{{" in default else default,
                source=source,
            )
        )
    return tuple(fields)


def nodes(value: Value) -> list[dict[str, Value]]:
    """Return the mappings in a list; nothing of anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(node: Node, key: str) -> str:
    """Return a text of a mapping; empty if there is none."""
    value = node.get(key)
    return value if isinstance(value, str) else ""


def strings(value: Value) -> tuple[str, ...]:
    """Return the texts in a list; nothing of anything else."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def options(value: Value) -> tuple[str, ...]:
    """Return what a choice offers: texts, or the `id` or `value` of mappings."""
    if not isinstance(value, list):
        return ()
    found = [text(item, "id") or text(item, "value") if isinstance(item, dict) else item for item in value]
    return tuple(str(item) for item in found if item not in (None, ""))


def list_named(name: str) -> List:
    """Return the field of a list of texts: its name alone tells tags from others."""
    return {"tags": Tags, "categories": Categories}.get(name.lower(), List)(name=name)
