"""The front matter of a document as Hugo reads it.

Hugo's YAML is that of version 1.2: `yes`, `no`, `on` and `off` are words there.
"""

from __future__ import annotations

import re

import yaml

from tui.blog.document import Document
from tui.blog.errors import FrontMatterError
from tui.blog.front_matter import yaml_reader
from tui.blog.post import Problem
from tui.blog.sites.fields import values_of
from tui.blog.values import Value

_OLD_BOOL = re.compile(rb"(?i)[:\[,-][ \t]*(?:yes|no|on|off|y|n)[ \t]*(?:[,\]}#\r\n]|$)")


def read_values(document: Document) -> tuple[dict[str, Value], Problem | None]:
    """Return the values of a document, or none and why they can't be read."""
    values, problem = values_of(document)
    if values and document.format == "yaml" and _OLD_BOOL.search(document.block):
        try:
            root = yaml_reader.compose(document.block.decode())
        except FrontMatterError:
            return values, problem
        if isinstance(root, yaml.MappingNode):
            return _mapping(root, values), problem
    return values, problem


def _respelled(node: yaml.Node, value: Value) -> Value:
    """Return a value with the words that YAML 1.1 takes for truth values as they are written."""
    if isinstance(node, yaml.ScalarNode):
        is_word = isinstance(value, bool) and node.value.lower() not in ("true", "false")
        return str(node.value) if is_word else value
    if isinstance(node, yaml.MappingNode) and isinstance(value, dict):
        return _mapping(node, value)
    if isinstance(node, yaml.SequenceNode) and isinstance(value, list):
        return [_respelled(child, item) for child, item in zip(node.value, value, strict=True)]
    return value


def _mapping(node: yaml.MappingNode, values: dict[str, Value]) -> dict[str, Value]:
    nodes = {key.value: child for key, child in node.value}
    return {key: _respelled(nodes[key], value) if key in nodes else value for key, value in values.items()}
