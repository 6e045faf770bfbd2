"""A schema written for Front Matter CMS, so that what was inferred need not be typed again."""

from __future__ import annotations

from collections.abc import Iterable

from tui.blog.schema.fields import Field
from tui.blog.schema.nested import Block, Fields
from tui.blog.schema.schema import Schema
from tui.blog.values import Value

SCHEMA_URL = "https://frontmatter.codes/frontmatter.schema.json"


def to_frontmatter_json(schemas: Iterable[Schema]) -> dict[str, Value]:
    """Return what the `frontmatter.json` of a site's kinds of post holds.

    Only fields that a form would show are written: reserved keys that no post uses would bury them.
    """
    groups: list[Value] = []
    types: list[Value] = []
    folders: dict[str, list[Value]] = {}
    for schema in schemas:
        shown = [field for field in schema.fields if field.usual]
        types.append(
            {
                "name": schema.name,
                "pageBundle": False,
                "fields": [_node(f, schema.name, groups) for f in shown],
            }
        )
        if schema.folder:
            folders.setdefault(schema.folder, []).append(schema.name)
    config: dict[str, Value] = {"$schema": SCHEMA_URL, "frontMatter.taxonomy.contentTypes": types}
    if folders:
        config["frontMatter.content.pageFolders"] = [
            {"title": names[0], "path": f"[[workspace]]/{folder}", "contentTypes": names}
            for folder, names in folders.items()
        ]
    if groups:
        config["frontMatter.taxonomy.fieldGroups"] = groups
    return config


def _node(field: Field, path: str, groups: list[Value]) -> Value:
    """Write a field; the fields of a block go to a group that it names."""
    node: dict[str, Value] = {"title": field.title or field.name, "name": field.name, "type": field.type}
    node |= field.properties()
    if field.description:
        node["description"] = field.description
    if field.required:
        node["required"] = True
    if field.default is not None:
        node["default"] = field.default
    if isinstance(field, Fields):
        inner: list[Value] = [_node(each, f"{path}.{field.name}", groups) for each in field.fields]
        if isinstance(field, Block):
            group = f"{path}.{field.name}"
            groups.append({"id": group, "fields": inner})
            node["fieldGroup"] = [group]
        else:
            node["fields"] = inner
    return node
