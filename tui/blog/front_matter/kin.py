"""Where a new key goes: beside the keys that people write next to it."""

from __future__ import annotations

from tui.blog.front_matter.node import Node

_FAMILIES = (
    ("title", "linktitle", "subtitle"),
    ("date", "publishdate", "pubdate", "lastmod", "last_modified_at", "modified", "updated", "expirydate"),
    ("draft", "published"),
    ("slug", "url", "permalink", "aliases", "redirect_from"),
    ("description", "summary", "excerpt"),
    ("categories", "category", "tags", "tag", "keywords", "series"),
    ("author", "authors"),
)
_FAMILY = {name: family for family in _FAMILIES for name in family}


def place_for(node: Node, name: str) -> int:
    """Return the position in a map where a new key is at home: behind the last of its kin, else last."""
    family = _FAMILY.get(name.lower(), ())
    kin = [at for at, key in enumerate(node.keys) if key.text.lower() in family]
    return kin[-1] + 1 if kin else len(node.keys)
