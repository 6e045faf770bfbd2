"""The rows of the form: a draft laid out by a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.blog.drafts.draft import Draft
from tui.blog.drafts.drafts import Typed
from tui.blog.drafts.several import differing, shared
from tui.blog.errors import BlogError
from tui.blog.schema import Block, Field, Known, Schema, Slug
from tui.blog.schema.entries import Entry, entries, item_entries
from tui.blog.schema.texts import slugs
from tui.blog.values import Key, look_up
from tui.widgets.form import Row, Written

if TYPE_CHECKING:
    from tui.blog.document import Document


def rows_of(draft: Draft, schema: Schema, known: Known, mines: Mapping[str, Document]) -> Iterator[Row]:
    """Yield a row for each field of the posts.

    Args:
        draft: The posts as they were, and what is typed that they can't hold.
        schema: Their fields.
        known: What values are checked against.
        mines: The posts as they are to be.
    """
    before = [base.values for base in draft.bases.values()]
    after = [mines[path].values for path in draft.paths]
    was, now = shared(before), shared(after)
    mine = mines[draft.paths[0]]
    title = look_up(now, ("title",), fold=schema.folds)
    typed = dict(draft.typed)
    for entry in entries(schema, was, now):
        mixed = differing(before, entry.key, fold=schema.folds)
        written = Written(
            was="" if mixed else _source(draft.base, entry.key, folds=schema.folds),
            now=_source(mine, entry.key, folds=schema.folds),
            offers=_offers(entry.field, title),
            mixed=mixed,
            mixed_now=differing(after, entry.key, fold=schema.folds),
            typed=typed.pop(entry.key, None),
        )
        yield Row(_headed(entry) if mixed else entry, written, known)
    for key, text in typed.items():
        if len(key) == 1:
            yield from new_rows(schema.field(key), known, title, text)


def new_rows(field: Field, known: Known, title: object, typed: Typed | None = None) -> list[Row]:
    """Return the rows of a field that is added to a post; a slug is made of its title.

    Args:
        field: The field.
        known: What values are checked against.
        title: The post's title.
        typed: What is typed into it already.
    """
    schema = Schema("", (replace(field, usual=True),))
    offers = _offers(field, title)
    if offers and typed is None:
        typed = Typed((field.name,), offers[0])
    written = Written(offers=offers, typed=typed)
    return [Row(entry, written, known) for entry in entries(schema, {}, {})]


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


def _offers(field: Field, title: object) -> tuple[str, ...]:
    return tuple(slugs(title)) if isinstance(field, Slug) and isinstance(title, str) else ()


def _source(document: Document, key: Key, *, folds: bool) -> str:
    """Return how a field is written; empty where it is not there or can't be told."""
    try:
        return document.front_matter.source(key, fold=folds) if document.format else ""
    except BlogError:
        return ""


def _headed(entry: Entry) -> Entry:
    """Return the entry of a field that differs among posts: what has no type is only named."""
    if entry.source or isinstance(entry.field, Block):
        return replace(entry, heading=True, source=False)
    return entry
