"""Schemas: which fields a post has, of what type, and how sure that is."""

from __future__ import annotations

from tui.blog.schema.datetimes import DateTime
from tui.blog.schema.export import to_frontmatter_json
from tui.blog.schema.fields import Boolean, Choice, Draft, Field, Known, Number, String
from tui.blog.schema.lists import Categories, List, Tags, Taxonomy
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.schema import Schema, Schemas
from tui.blog.schema.texts import File, Image, Slug

__all__ = [
    "TYPES",
    "Block",
    "Boolean",
    "Categories",
    "Choice",
    "DateTime",
    "Draft",
    "Field",
    "Fields",
    "File",
    "Image",
    "Json",
    "Known",
    "List",
    "Number",
    "Schema",
    "Schemas",
    "Slug",
    "String",
    "Tags",
    "Taxonomy",
    "to_frontmatter_json",
]

TYPES: dict[str, type[Field]] = {
    kind.type: kind
    for kind in (
        String, Number, DateTime, Boolean, Choice, List, Tags, Categories, Taxonomy, Image, File, Slug,
        Fields, Block, Json, Draft,
    )
}  # fmt: skip
"""Every type of field by its name in Front Matter CMS."""
