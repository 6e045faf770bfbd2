"""Front matter: one module for each format, with its reader and its edits.

`read` gives the values of a block, fast; `editor` the editing view. A format that is only read, as
Org's, has no editor. Only formats that are met are imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from tui.blog.front_matter import yaml_quick
from tui.blog.front_matter.yaml_scalars import core_scalar, scalar
from tui.blog.values import Value

if TYPE_CHECKING:
    from tui.blog.front_matter.base import FrontMatter

__all__ = ["FORMATS", "Reader", "editor", "read", "reader"]

Reader: TypeAlias = Callable[[str], dict[str, Value]]
"""Gives the values of a block."""

FORMATS = ("yaml", "toml", "json")
"""The formats that are edited."""


def read(text: str, format: str, *, core: bool = False) -> dict[str, Value]:
    """Return the values of a block: python-frontmatter's answer, by our readers.

    Args:
        text: The block.
        format: One of `FORMATS`, or `org`.
        core: Whether YAML is read as Hugo does, by its version 1.2: `yes`, `no`, `on` and `off` are texts.

    Raises:
        FrontMatterError: The block can't be read; the line counts from the block's first.
    """
    if format == "yaml":
        values = yaml_quick.read(text, core_scalar if core else scalar)
        if values is not None:
            return values
    from tui.blog.front_matter import handlers

    return handlers.read(text, reader(format, core=core))


def reader(format: str, *, core: bool = False) -> Reader:
    """Return what reads all that a format can hold; for the arguments see `read`."""
    match format:
        case "yaml":
            from tui.blog.front_matter import yaml_reader

            return yaml_reader.read_core if core else yaml_reader.read
        case "toml":
            from tui.blog.front_matter import toml_reader

            return toml_reader.read
        case "json":
            from tui.blog.front_matter import json_reader

            return json_reader.read
        case _:
            from tui.blog.front_matter import org_reader

            return org_reader.read


def editor(format: str) -> type[FrontMatter]:
    """Return what edits a block of one of `FORMATS`."""
    if format == "yaml":
        from tui.blog.front_matter.yaml import YamlFrontMatter

        return YamlFrontMatter
    if format == "toml":
        from tui.blog.front_matter.toml import TomlFrontMatter

        return TomlFrontMatter
    from tui.blog.front_matter.json import JsonFrontMatter

    return JsonFrontMatter
