"""The rows of the form: a draft laid out by a schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.blog.draft import Draft
from tui.blog.errors import BlogError
from tui.blog.schema import Block, Field, Known, Schema, Slug
from tui.blog.schema.entries import Entry, entries, item_entries
from tui.blog.schema.texts import slugs
from tui.blog.values import Key, look_up
from tui.widgets.form import Row, Written

if TYPE_CHECKING:
    from tui.blog.document import Document


def rows_of(draft: Draft, schema: Schema, known: Known, mine: Document | None) -> Iterator[Row]:
    """Yield a row for each field of the posts.

    Args:
        draft: The posts as they were.
        schema: Their fields.
        known: What values are checked against.
        mine: The post as it is to be, where there is unsaved work on it.
    """
    was = draft.values()
    title = look_up(mine.values if mine else was, ("title",), fold=schema.folds)
    for entry in entries(schema, was, mine.values if mine else was):
        mixed = tuple(draft.mixed(entry.key)) if len(draft.paths) > 1 else ()
        old = "" if mixed else _source(draft.base, entry.key, folds=schema.folds)
        new = _source(mine, entry.key, folds=schema.folds) if mine else old
        offers = tuple(slugs(title)) if isinstance(entry.field, Slug) and isinstance(title, str) else ()
        yield Row(_headed(entry) if mixed else entry, Written(old, new, offers, mixed), known)


def new_rows(field: Field, known: Known, title: str) -> list[Row]:
    """Return the rows of a field that is added to a post of a title."""
    schema = Schema("", (replace(field, usual=True),))
    offers = tuple(slugs(title)) if isinstance(field, Slug) else ()
    return [Row(entry, Written(offers=offers), known) for entry in entries(schema, {}, {})]


def new_item(block: Row, inside: Sequence[Row], known: Known) -> list[Row]:
    """Return the rows of another item of a list of maps.

    Args:
        block: The row of the list.
        inside: It, and the rows below it.
        known: What values are checked against.
    """
    field = block.entry.field
    if not isinstance(field, Block):
        return []
    depth = len(block.key)
    positions = [int(row.key[depth]) for row in inside if len(row.key) > depth]
    key: Key = (*block.key, max(positions, default=-1) + 1)
    return [Row(entry, Written(), known) for entry in item_entries(field, key)]


def _source(document: Document | None, key: Key, *, folds: bool) -> str:
    """Return how a field is written; empty where it is not there or can't be told."""
    try:
        return document.front_matter.source(key, fold=folds) if document and document.format else ""
    except BlogError:
        return ""


def _headed(entry: Entry) -> Entry:
    """Return the entry of a field that differs among posts: what has no type is only named."""
    if entry.source or isinstance(entry.field, Block):
        return replace(entry, heading=True, source=False)
    return entry
