"""A judge of edits that shares nothing with what it judges: other readers, plain trees of text."""

from __future__ import annotations

import codecs
import copy
import json
import tomllib
from datetime import date, datetime, time
from typing import Any

import yaml

from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Remove, Rename, Set, Unset
from tui.blog.front_matter.lines import line_number
from tui.blog.values import DateText

SPLIT = ("tags", "categories")
NULLS = ("", "null", "~", "Null", "NULL")


def tree(document: Document) -> Any:
    """Read a document's block as another program would: YAML with all scalars as text."""
    block = document.block.decode()
    if document.format == "yaml":
        return yaml.load(block, Loader=yaml.CBaseLoader) or {}
    return _texts(tomllib.loads(block) if document.format == "toml" else json.loads(block))


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_texts(child) for child in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value


class _MayGo:
    """A list or map that is empty, or not there: both are right."""

    def __bool__(self) -> bool:
        return False


MAY_GO = _MayGo()


def written(value: Any, kind: str) -> Any:
    """Return what a value given to an edit must read as."""
    if isinstance(value, dict):
        return {key: written(child, kind) for key, child in value.items()}
    if isinstance(value, list):
        return [written(child, kind) for child in value]
    if kind == "toml" and isinstance(value, DateText):
        return _texts(_toml_date(value))
    if kind != "yaml" or isinstance(value, str):
        return str(value) if isinstance(value, str) else value
    if value is None:
        return None
    if isinstance(value, float):
        return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _toml_date(text: str) -> Any:
    try:
        return tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return str(text)


def expected(before: Any, edit: Edit, kind: str) -> Any:
    """Return the tree that must come of an edit; keys and lists are there, as the trials ask."""
    made = copy.deepcopy(before)
    *way, last = edit.key
    parent = made
    for part in way:
        parent = parent[part]
    match edit:
        case Set(_, value):
            parent[last] = written(value, kind)
        case Unset():
            del parent[last]
            if kind == "toml":
                _prune(made, way)
        case Rename(_, name):
            items = [(name if key == last else key, value) for key, value in parent.items()]
            parent.clear()
            parent.update(items)
        case Add(_, item):
            held = parent.get(last) if isinstance(parent, dict) else parent[last]
            parent[last] = _added(held, written(item, kind), str(last))
        case Remove(_, item):
            text = written(item, kind)
            if isinstance(parent[last], list):
                parent[last] = [one for one in parent[last] if one is None or text not in (one, str(one))]
    return made


def _prune(tree: Any, way: list[Any]) -> None:
    """Let go what TOML says by nothing but its last key or item."""
    for count in range(len(way), 0, -1):
        parent = tree
        for part in way[: count - 1]:
            parent = parent[part]
        held = parent[way[count - 1]]
        if any(child is not MAY_GO for child in (held.values() if isinstance(held, dict) else held)):
            return
        parent[way[count - 1]] = MAY_GO


def _added(held: Any, item: Any, key: str) -> Any:
    if isinstance(held, list):
        return held if item in held else [*held, item]
    if held is None or held in NULLS:
        return [item]
    if key in SPLIT and isinstance(held, str):
        terms = held.split()
        if item in terms:
            return held
        return f"{held.rstrip()} {item}" if item and not any(map(str.isspace, item)) else [*terms, item]
    return held if held == item else [held, item]


def equal(one: Any, other: Any) -> bool:
    """Tell whether two trees are equal; a null may be spelled in any way."""
    if isinstance(one, dict) and isinstance(other, dict):
        one = {key: value for key, value in one.items() if value is not MAY_GO or key in other}
        return set(one) == set(other) and all(equal(one[key], other[key]) for key in one)
    if one is MAY_GO:
        return _hollow(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if one is None or other is None:
        return (one is None or one in NULLS) and (other is None or other in NULLS)
    if isinstance(one, float) and isinstance(other, str):
        return float(other) == one
    return type(one) is type(other) and bool(one == other)


def _hollow(value: Any) -> bool:
    """Tell whether a value is a list or a map that holds nothing but such."""
    children = value.values() if isinstance(value, dict) else value
    return isinstance(value, (dict, list)) and all(map(_hollow, children))


def judge(before: Document, after: Document, edit: Edit) -> str:
    """Say what is wrong with an edit that was made; empty if nothing."""
    if _body(after) != _body(before):
        return "the body changed"
    if before.format and (after.prefix, after.suffix) != (before.prefix, before.suffix):
        return "bytes around the block changed"
    if after.format == "yaml" and isinstance(edit, (Add, Remove)) and edit.item in NULLS:
        return ""  # read as text, a null that is not written and an empty term are the same
    old, new = tree(before) if before.format else {}, tree(after)
    want = expected(old, edit, after.format)
    if not equal(want, new):
        return f"reads as {new!r} and not as {want!r}"
    moved = edit.key[0] if _has_headers(before, edit) else None
    kept = [key for key in old if key in new and key != moved]
    if kept != [key for key in new if key in old and key != moved]:
        return "the order of keys changed"
    return "" if moved else _lines(before, after, edit)


def _body(document: Document) -> bytes:
    """Return the bytes of the body; a byte order mark at the file's start is the file's, not the body's."""
    body = document.data[document.body_start :]
    return (body if document.body_start else body.removeprefix(codecs.BOM_UTF8)).strip(b"\r\n")


def _has_headers(document: Document, edit: Edit) -> bool:
    """Tell whether a field is a table of TOML on lines of its own, which another value can't stand on."""
    if document.format != "toml":
        return False
    block = document.block.decode()
    held = tree(document).get(edit.key[0])
    tables = isinstance(held, dict) or (
        isinstance(held, list) and any(isinstance(item, dict) for item in held)
    )
    return tables and not any(
        line.split("=")[0].strip(" \t\"'") == edit.key[0] for line in block.splitlines()
    )


def _lines(before: Document, after: Document, edit: Edit) -> str:
    """Say so if a line changed that does not belong to the field."""
    if not before.format:
        return ""
    old, new = before.block.splitlines(keepends=True), after.block.splitlines(keepends=True)
    top = 0
    while top < min(len(old), len(new)) and old[top] == new[top]:
        top += 1
    end = 0
    while end < min(len(old), len(new)) - top and old[-1 - end] == new[-1 - end]:
        end += 1
    gone = old[top : len(old) - end]
    front = before.front_matter
    alone = front.root.flow and (before.format == "yaml" or len(front.root.keys) == 1)
    if not gone or alone:
        return ""
    first = front.line(edit.key[:1])
    if first is None:  # a new key: no line goes, but one may get a comma or a final line break
        kept = gone[0].rstrip()
        if before.format == "json":
            kept = kept.removesuffix(b"}").rstrip()  # the object may end on the line of its last key
        fine = len(gone) == 1 and new[top].startswith(kept.rstrip(b","))
        return (
            "" if fine or len(old) == 1 or not gone[0].strip(b"{} \r\n") else f"a new key replaced {gone!r}"
        )
    names = [key.start for key in front.root.keys]
    following = [line_number(front.text, start) for start in names]
    last = min((line for line in following if line > first), default=len(old) + 1)
    slack = 1 if after.format == "json" else 0  # the comma on the line before
    if top + 1 < first - slack or len(old) - end >= last + slack:
        return f"lines {top + 1} to {len(old) - end} changed, the field is on {first} to {last - 1}"
    return ""
