"""Front Matter CMS: content types in `frontmatter.json` (https://frontmatter.codes/docs/settings)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tui.blog.errors import SchemaError
from tui.blog.schema.datetimes import DateTime
from tui.blog.schema.fields import Boolean, Choice, Draft, Field, Number, String
from tui.blog.schema.lists import Categories, List, Tags, Taxonomy
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.sources.base import Kind, Node, build_all, nodes, options, strings, text
from tui.blog.schema.texts import File, Image, Slug
from tui.blog.values import Value

_SHOWN = ("divider", "heading", "contentRelationship", "customField")
"""Types that hold nothing that a form could edit, or need Visual Studio Code."""

_WORKSPACE = re.compile(r"^(?:\[\[workspace\]\]|\.)(?:/|$)")
_STRING = r'("(?:[^"\\\n]|\\.)*")'


def read(source_text: str, source: str) -> Iterator[Kind]:
    """Return the content types that a `frontmatter.json` defines.

    Raises:
        SchemaError: It is not JSON.
    """
    try:
        config: Value = json.loads(plain_json(source_text))
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"not JSON: {error}") from None
    if not isinstance(config, dict):
        raise SchemaError("not a JSON object")
    reader = _Reader(config, source)
    folders = [
        (
            re.sub(r"^\[\[workspace\]\]/?|^\./", "", text(page, "path")).strip("/"),
            strings(page.get("contentTypes")),
        )
        for page in nodes(config.get("frontMatter.content.pageFolders"))
    ]
    for node in nodes(config.get("frontMatter.taxonomy.contentTypes")):
        name = text(node, "name")
        fields = build_all(node.get("fields"), reader.field, 0, source)
        places = [folder for folder, types in folders if name in types]
        for place in places or [""]:
            yield Kind(name, fields, source, folder=place, typed=True, fallback=name == "default")


class _Reader:
    """Makes fields; some of their settings stand elsewhere in the file."""

    def __init__(self, config: Node, source: str) -> None:
        status = config.get("frontMatter.content.draftField")
        self.source = source
        self.status: Node = status if isinstance(status, dict) else {}
        self.groups = {
            text(group, "id"): group for group in nodes(config.get("frontMatter.taxonomy.fieldGroups"))
        }

    def field(self, node: Node, depth: int) -> Field | None:
        """Make the field of a node; None if a form doesn't show it."""
        name, kind = text(node, "name"), text(node, "type")
        if not name or kind in _SHOWN or node.get("hidden") is True:
            return None
        most = node.get("taxonomyLimit")
        limit = most if isinstance(most, int) else 0
        match kind:
            case "string":
                return String(name=name, single=node.get("single") is True or name == "title")
            case "number":
                return Number(name=name)
            case "datetime":
                return DateTime(name=name)
            case "boolean":
                return Boolean(name=name)
            case "draft" if text(self.status, "type") == "choice":
                return Choice(name=name, choices=strings(self.status.get("choices")))
            case "draft":
                return Draft(name=name)
            case "choice" if node.get("multiple") is True:
                return List(name=name, options=options(node.get("choices")))
            case "choice":
                return Choice(name=name, choices=options(node.get("choices")))
            case "tags":
                return Tags(name=name, taxonomy="tags", limit=limit)
            case "categories":
                return Categories(name=name, taxonomy="categories", limit=limit)
            case "taxonomy":
                return Taxonomy(name=name, taxonomy=text(node, "taxonomyId"), limit=limit)
            case "list":
                return List(name=name)
            case "image" | "file" if node.get("multiple") is True:
                return List(name=name)
            case "image":
                return Image(name=name)
            case "file":
                return File(name=name)
            case "slug":
                return Slug(name=name)
            case "fields":
                return Fields(name=name, fields=build_all(node.get("fields"), self.field, depth, self.source))
            case "block":
                return Block(name=name, fields=self._group(node, depth))
            case _:
                return Json(name=name)

    def _group(self, node: Node, depth: int) -> tuple[Field, ...]:
        """Return the fields of the groups that a block may hold, each once."""
        fields: dict[str, Field] = {}
        for name in strings(node.get("fieldGroup")) or (text(node, "fieldGroup"),):
            group = self.groups.get(name, {})
            for field in build_all(group.get("fields"), self.field, depth, self.source):
                fields.setdefault(field.name, field)
        return tuple(fields.values())


def plain_json(source_text: str) -> str:
    """Drop comments and trailing commas, which Visual Studio Code's reader takes."""
    bare = re.sub(rf"{_STRING}|//[^\n]*|/\*.*?\*/", lambda m: m[1] or " ", source_text, flags=re.DOTALL)
    return re.sub(rf"{_STRING}|,(?=\s*[}}\]])", lambda m: m[1] or "", bare)
