"""Pages CMS: content in `.pages.yml` (https://pagescms.org/docs/configuration/)."""

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
    """Return the content that a configuration defines.

    Raises:
        FrontMatterError: It is not YAML.
    """
    config = front_matter.read(source_text, "yaml")
    components = config.get("components")
    shared = components if isinstance(components, dict) else {}

    def fields(value: Value, depth: int = 0) -> tuple[Field, ...]:
        return build_all(value, field, depth, source)

    def field(node: Node, depth: int) -> Field | None:
        component = shared.get(text(node, "component"))
        if isinstance(component, dict):
            node = {**component, **node}
        name, kind = text(node, "name"), text(node, "type") or "string"
        if not name or node.get("hidden") is True or (name == "body" and kind in ("rich-text", "code")):
            return None
        many = bool(node.get("list"))
        setting = node.get("options")
        setting = setting if isinstance(setting, dict) else {}
        match kind:
            case "object":
                inner = fields(node.get("fields"), depth)
                return Block(name=name, fields=inner) if many else Fields(name=name, fields=inner)
            case "select":
                offered = options(setting.get("values"))
                many = many or setting.get("multiple") is True
                return List(name=name, options=offered) if many else Choice(name=name, choices=offered)
            case "string" | "text" | "image" | "file" | "reference" | "uuid" if many:
                return list_named(name)
            case _ if many:
                return Json(name=name)
            case "string" | "reference" | "uuid":
                return Slug(name=name) if name == "slug" else String(name=name)
            case "text" | "rich-text" | "code":
                return String(name=name, single=False)
            case "number":
                return Number(name=name)
            case "boolean":
                return Draft(name=name) if name == "draft" else Boolean(name=name)
            case "date":
                return DateTime(name=name)
            case "image":
                return Image(name=name)
            case "file":
                return File(name=name)
            case _:
                return Json(name=name)

    for content in nodes(config.get("content")):
        name = text(content, "label") or text(content, "name")
        path = text(content, "path").strip("/")
        if path and text(content, "type") == "file":
            yield Kind(name, fields(content.get("fields")), source, file=path)
        elif path:
            yield Kind(name, fields(content.get("fields")), source, folder=path)
