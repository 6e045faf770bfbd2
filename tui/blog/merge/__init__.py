"""Mine, theirs and base: when a file changed on disk while it was being edited, both changes live.

Front matter is merged by field, the body by paragraph. What both sides changed, each its own way,
is a conflict that the user decides; until then theirs stands, for theirs is on disk.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui.blog.document import Document
from tui.blog.edits import Edit
from tui.blog.errors import FrontMatterError, Refused
from tui.blog.merge.fields import ABSENT, Absent, Side, edit_of, merge_fields
from tui.blog.merge.texts import Clash, Segment, merge_lines, merge_paragraphs
from tui.blog.values import Key, same

__all__ = ["ABSENT", "Absent", "Conflict", "Merge", "Part", "Side", "merge"]

Part: TypeAlias = Literal["field", "front matter", "body", "file"]
"""What is in conflict: a field, the front matter where it can't be told field by field, a place in the
body, or the whole file where theirs can't be read."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed, each its own way."""

    part: Part
    key: Key
    """The field; empty if it is none."""

    base: Side
    mine: Side
    theirs: Side
    """The value, or the text of the part, on each side."""


@dataclass(frozen=True)
class Merge:
    """What became of the two sides."""

    base: Document
    mine: Document
    theirs: Document
    document: Document
    """Theirs, with all of mine that can live beside it."""

    conflicts: tuple[Conflict, ...]
    _body: tuple[Segment, ...] = ()

    @property
    def taken(self) -> tuple[str, ...]:
        """What only theirs changed: names of fields, and `body`. It lives already."""
        if any(one.part in ("file", "front matter") for one in self.conflicts):
            return ()
        asked = {one.key[0] for one in self.conflicts if one.key}
        try:
            old, new = self.base.values, self.theirs.values
        except FrontMatterError:
            return ()
        names = [
            name
            for name in {**old, **new}
            if name not in asked and not same(old.get(name, ABSENT), new.get(name, ABSENT))
        ]
        clashes = sum(isinstance(one, Clash) for one in self._body)
        if _body(self.base) != _body(self.theirs) and not clashes:
            names.append("body")
        return tuple(names)

    def resolve(self, mine: Collection[int]) -> Document:
        """Return the document with every conflict decided.

        Args:
            mine: The positions in `conflicts` where mine is to live; elsewhere theirs does.

        Raises:
            Refused: A field can't be written so.
        """
        chosen = [conflict for number, conflict in enumerate(self.conflicts) if number in mine]
        if any(conflict.part == "file" for conflict in chosen):
            return self.mine
        whole = any(conflict.part == "front matter" for conflict in chosen)
        head = _head(self.mine if whole else self.document)
        places = iter(number for number, one in enumerate(self.conflicts) if one.part == "body")
        body = b"".join(
            segment
            if isinstance(segment, bytes)
            else (segment.mine if next(places) in mine else segment.theirs)
            for segment in self._body
        )
        document = Document.split(head + body)
        edits = [edit_of(conflict.key, conflict.mine) for conflict in chosen if conflict.part == "field"]
        return document.edit(*edits) if edits else document


def merge(base: Document, mine: Document, theirs: Document) -> Merge:
    """Merge two changes of one document.

    Args:
        base: What both sides began with.
        mine: What one of them made of it.
        theirs: What stands on disk now.
    """
    if mine.data in (base.data, theirs.data):
        return Merge(base, mine, theirs, theirs, ())
    if theirs.data == base.data:
        return Merge(base, mine, theirs, mine, ())
    if theirs.problem:
        whole = Conflict("file", (), *map(_text, (base.data, mine.data, theirs.data)))
        return Merge(base, mine, theirs, theirs, (whole,))
    head, conflicts = _merge_heads(base, mine, theirs)
    body = tuple(merge_paragraphs(_body(base), _body(mine), _body(theirs)))
    conflicts += [
        Conflict("body", (), _text(one.base), _text(one.mine), _text(one.theirs))
        for one in body
        if isinstance(one, Clash)
    ]
    document = Document.split(head + b"".join(one if isinstance(one, bytes) else one.theirs for one in body))
    return Merge(base, mine, theirs, document, tuple(conflicts), body)


def _merge_heads(base: Document, mine: Document, theirs: Document) -> tuple[bytes, list[Conflict]]:
    """Return the merged front matter with its fences, and what is to be decided in it."""
    old, my, their = _head(base), _head(mine), _head(theirs)
    if my in (old, their):
        return their, []
    if their == old:
        return my, []
    try:
        fields = merge_fields(base.values, mine.values, theirs.values)
        edited = theirs.edit(*fields.edits)
        lines = _merge_lines(old, my, their)
        if lines is not None and not fields.clashes and _reads_as(lines, edited):
            return lines, []
        if _explains(base, my, fields.edits, [edit_of(key, value) for key, _, value, _ in fields.clashes]):
            return _head(edited), [Conflict("field", *clash) for clash in fields.clashes]
    except (FrontMatterError, Refused):
        pass  # not to be told field by field, so decided as a whole
    return their, [Conflict("front matter", (), _text(old), _text(my), _text(their))]


def _merge_lines(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """Merge front matter as text, which keeps the comments of both; None if that can't be done."""
    segments = merge_lines(base, mine, theirs)
    agreed = [one for one in segments if isinstance(one, bytes)]
    return b"".join(agreed) if len(agreed) == len(segments) else None


def _reads_as(head: bytes, wanted: Document) -> bool:
    """Whether merged text holds the values that merging field by field gave."""
    merged = Document.split(head)
    return not merged.problem and merged.body_start == len(head) and same(merged.values, wanted.values)


def _explains(base: Document, mine: bytes, *edits: list[Edit]) -> bool:
    """Whether edits tell all of what mine did: no comment of mine is lost when they alone are kept."""
    told = set(_head(base.edit(*(one for some in edits for one in some))).splitlines())
    told.update(_head(base).splitlines())
    return not any(b"#" in line for line in mine.splitlines() if line not in told)


def _head(document: Document) -> bytes:
    return document.data[: document.body_start]


def _body(document: Document) -> bytes:
    return document.data[document.body_start :]


def _text(data: bytes) -> str:
    return data.decode(errors="replace")
