"""Decap CMS (https://decapcms.org/docs/widgets/) and Sveltia CMS, which reads the same `admin/config.yml`."""

from __future__ import annotations

from collections.abc import Iterator

from tui.blog import front_matter
from tui.blog.schema.datetimes import DateTime
from tui.blog.schema.fields import Boolean, Choice, Draft, Field, Number, String
from tui.blog.schema.lists import List
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.sources.base import Kind, Node, build_all, list_named, nodes, options, text
from tui.blog.schema.texts import File, Image, Slug
from tui.blog.values import Value


def read(source_text: str, source: str) -> Iterator[Kind]:
    """Return the collections that a configuration defines.

    Raises:
        FrontMatterError: It is not YAML.
    """

    def fields(value: Value, depth: int = 0) -> tuple[Field, ...]:
        return build_all(value, field, depth, source, required=True)

    def field(node: Node, depth: int) -> Field | None:
        name, widget = text(node, "name"), text(node, "widget") or "string"
        many = node.get("multiple") is True
        if not name or widget == "hidden" or (name == "body" and widget in ("markdown", "richtext")):
            return None
        match widget:
            case "string" | "color" | "compute" | "uuid":
                return Slug(name=name) if name == "slug" else String(name=name)
            case "text" | "markdown" | "richtext" | "code":
                return String(name=name, single=False)
            case "number":
                return Number(name=name)
            case "boolean":
                return Draft(name=name) if name == "draft" else Boolean(name=name)
            case "date" | "datetime":
                return DateTime(name=name)
            case "select":
                offered = options(node.get("options"))
                return List(name=name, options=offered) if many else Choice(name=name, choices=offered)
            case "image" | "file" | "relation" if many:
                return List(name=name)
            case "image":
                return Image(name=name)
            case "file":
                return File(name=name)
            case "relation":
                return String(name=name)
            case "object":
                return Fields(name=name, fields=fields(node.get("fields"), depth))
            case "list" if "fields" in node:
                return Block(name=name, fields=fields(node["fields"], depth))
            case "list" if "types" not in node:
                return list_named(name)
            case _:
                return Json(name=name)

    for collection in nodes(front_matter.read(source_text, "yaml").get("collections")):
        if folder := text(collection, "folder").strip("/"):
            name = text(collection, "label") or text(collection, "name")
            yield Kind(name, fields(collection.get("fields")), source, folder=folder)
        for one in nodes(collection.get("files")):
            name = text(one, "label") or text(one, "name")
            yield Kind(name, fields(one.get("fields")), source, file=text(one, "file").strip("/"))
