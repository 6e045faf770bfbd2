"""Front matter: one module a format, each with its reader and its edits.

`READERS` give the values of a block, fast; `FORMATS` the editing view. A format that is only
read, as Org's, is in the first alone.
"""

from __future__ import annotations

from tui.blog.front_matter import json_reader, org_reader, toml_reader, yaml_reader
from tui.blog.front_matter.base import FrontMatter
from tui.blog.front_matter.handlers import Reader
from tui.blog.front_matter.json import JsonFrontMatter
from tui.blog.front_matter.toml import TomlFrontMatter
from tui.blog.front_matter.yaml import YamlFrontMatter

READERS: dict[str, Reader] = {
    "yaml": yaml_reader.read,
    "toml": toml_reader.read,
    "json": json_reader.read,
    "org": org_reader.read,
}
"""What reads the values of a block, by format."""

FORMATS: dict[str, type[FrontMatter]] = {
    kind.format: kind for kind in (YamlFrontMatter, TomlFrontMatter, JsonFrontMatter)
}
"""What edits a block, by format."""

__all__ = ["FORMATS", "READERS", "FrontMatter"]
