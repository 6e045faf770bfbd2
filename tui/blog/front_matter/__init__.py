"""Front matter: one module a format that reads it, one that edits it."""

from __future__ import annotations

from tui.blog.front_matter import json_reader, org_reader, toml_reader, yaml_reader
from tui.blog.front_matter.handlers import Reader

READERS: dict[str, Reader] = {
    "yaml": yaml_reader.read,
    "toml": toml_reader.read,
    "json": json_reader.read,
    "org": org_reader.read,
}
"""What reads the values of a block, by format."""
