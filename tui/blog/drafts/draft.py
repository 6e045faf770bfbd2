"""A draft: edits of one post, or of several at once, that are not saved yet.

It knows what the posts were when the editing began. When they are saved, or when another program
writes one of them in between, both changes are merged; what can't be merged is a conflict. A post
whose front matter can't be read is edited as its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.blog.document import Document
from tui.blog.drafts.drafts import Kept, Typed
from tui.blog.drafts.several import shared
from tui.blog.drafts.source import Source, unreadable
from tui.blog.edits import Edit
from tui.blog.errors import BlogError
from tui.blog.merge import Conflict, merge
from tui.blog.plan import Change, Plan
from tui.blog.values import Key, Value, same

if TYPE_CHECKING:
    from tui.blog.desk import Desk


@dataclass(frozen=True)
class Rebased:
    """What became of a draft when another program wrote the post."""

    taken: tuple[str, ...]
    """The keys that only the other changed; taken over."""

    conflicts: tuple[Conflict, ...]
    """What both changed; with any, nothing was taken over."""

    mine: Document
    """The post as it is to be now."""


class Draft:
    """Edits of posts, field by field, or of the source of one.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root; all get the same edits.
        kept: Work on these posts that was never saved. What it did to fields is to be said again.

    Raises:
        FileError: A post can't be read.
        FrontMatterError: The front matter of one of several can't be read, or is no text.
    """

    def __init__(self, desk: Desk, paths: Sequence[str], kept: Kept | None = None) -> None:
        self.desk = desk
        self.paths = tuple(paths)
        self.site = desk.site.nearest(self.paths[0])
        self.bases = {path: kept.of(path)[0] if kept else desk.read(path) for path in self.paths}
        self.edits: dict[Key, tuple[Edit, ...]] = {}
        """What is to be true of each field, in the order it was asked for."""

        self.typed: dict[Key, Typed] = {}
        """What is typed into fields but is no value of their types."""

        self.body: bytes | None = None
        """The body that one post is to have, where unsaved work on it is at hand too."""

        self.source: Source | None = None
        """The front matter as text, where that of the one post can't be read or is wanted so; else None."""

        self.as_text = False
        """Whether it is wanted as text, though it can be read."""

        self.text = ""
        """The source as it is to be."""

        if len(self.paths) == 1:
            try:
                self._choose(self.base, self.base)
            except BlogError as error:
                raise error.at(self.paths[0]) from None
        for path, base in self.bases.items():
            if len(self.paths) > 1 and (why := unreadable(base)):
                raise why.at(path)
        if kept is not None:
            for path in self.paths:
                self._begin(path, *kept.of(path))
            self.typed = {typed.key: typed for typed in kept.typed}
            if (whole := self.typed.pop((), None)) is not None:
                if self.source is None:
                    self.as_text, self.source = True, Source(self.base)
                self.text = whole.text

    def _choose(self, base: Document, mine: Document) -> None:
        """Edit one post by its source if it can't be read as it was, or as it is to be; else by fields."""
        if not self.as_text and unreadable(base) is None and unreadable(mine) is None:
            self.source, self.text = None, ""
        else:
            self.source = Source(base)
            self.text = self.source.text_of(mine)

    def _begin(self, path: str, base: Document, mine: Document) -> None:
        """Take up a post as it is to be; which edits of its fields led there is yet to be said."""
        self.bases[path] = base
        if len(self.paths) == 1:
            self._choose(base, mine)
        body = None if self.source is not None and self.source.whole else _body(mine)
        self.body = None if body == _body(base) else body

    @property
    def can_turn(self) -> bool:
        """Whether there is front matter of one post, which can be read."""
        return len(self.paths) == 1 and bool(self.base.format) and (self.source is None or self.as_text)

    def turn(self) -> None:
        """Go on with the front matter of one post as text, or by fields again.

        Raises:
            Refused: The edits can't be made.
        """
        mine = self.mine(self.paths[0])
        self.as_text = not self.as_text
        self._choose(self.base, mine)
        self.edits.clear()

    @property
    def base(self) -> Document:
        """The post, or the first of several, as it was when the editing began."""
        return self.bases[self.paths[0]]

    @property
    def changed(self) -> bool:
        """Whether anything would be written."""
        as_text = self.source is not None and self.text != self.source.text
        return as_text or self.body is not None or any(self.edits.values())

    @property
    def unsaved(self) -> bool:
        """Whether anything would be lost."""
        return self.changed or bool(self.typed)

    def values(self) -> dict[str, Value]:
        """Return the values of the post; of several, those that all share."""
        return shared([base.values for base in self.bases.values()])

    def want(self, key: Key, edits: Iterable[Edit], typed: Typed | None = None) -> None:
        """Say what is to be true of a field, in place of what was said before; without edits, nothing is.

        Args:
            key: The field.
            edits: What is to be true of it.
            typed: What was typed instead, where that is no value of it.
        """
        self.edits.pop(key, None)
        self.typed.pop(key, None)
        if wanted := tuple(edits):
            self.edits[key] = wanted
        if typed is not None:
            self.typed[key] = typed

    def mine(self, path: str) -> Document:
        """Return a post with the edits made.

        Raises:
            Refused: One of them can't be made, or can't be proved right.
        """
        base = self.bases[path]
        if self.source is not None:
            mine = self.source.with_text(self.text)
        else:
            edits = [edit for edits in self.edits.values() for edit in edits]
            mine = base.edit(*edits, format=self.site.format, fold=self.site.folds_keys) if edits else base
        return mine if self.body is None else _with_body(mine, self.body)

    def mines(self) -> dict[str, Document]:
        """Return every post as it is to be; as it was where the edits can't be made."""
        found = {}
        for path, base in self.bases.items():
            try:
                found[path] = self.mine(path)
            except BlogError:
                found[path] = base
        return found

    def refused(self, edits: Iterable[Edit]) -> BlogError | None:
        """Return why edits of one field can't be made, or None if they can."""
        try:
            self.base.edit(*edits, format=self.site.format, fold=self.site.folds_keys)
        except BlogError as error:
            return error
        return None

    def diff(self, path: str) -> list[str]:
        """Return the lines of a post that change, each with `-` or `+` before it; safe to show.

        Raises:
            Refused: The edits can't be made.
        """
        place = self.desk.locate(path)
        lines = Change(place, self.bases[path], self.mine(path)).diff(self.site.root).splitlines()
        return [line for line in lines[2:] if line[:1] in "+-"]

    def rebase(self, path: str) -> Rebased | None:
        """Take over what another program wrote, unless it changed what was edited here too.

        Returns:
            What became of it; None if nothing changed on disk.

        Raises:
            FileError: The post can't be read; it may be gone.
            FrontMatterError: Its front matter can't be read any more.
            Refused: The edits can't be made.
        """
        base, theirs = self.bases[path], self.desk.read(path)
        if theirs.data == base.data:
            return None
        merged = merge(base, self.mine(path), theirs)
        if merged.conflicts:
            return Rebased((), merged.conflicts, merged.document)
        taken = _taken(base, theirs)
        self._begin(path, theirs, merged.document)
        return Rebased(taken, (), merged.document)

    def rename(self, old: str, new: str) -> None:
        """Go on with a post under another name."""
        self.paths = tuple(new if path == old else path for path in self.paths)
        self.bases = {new if path == old else path: base for path, base in self.bases.items()}

    def plan(self, title: str) -> Plan:
        """Return what a save writes. Where a post changed on disk meanwhile, the plan merges both."""
        plan = Plan(title)
        for path, base in self.bases.items():
            try:
                plan = plan.add(self.desk.locate(path), base, self.mine(path))
            except BlogError as error:
                plan = plan.refuse(error.at(path))
        return plan


def _body(document: Document) -> bytes:
    return document.data[document.body_start :]


def _with_body(document: Document, body: bytes) -> Document:
    return Document.split(document.data[: document.body_start] + body)


def _taken(base: Document, theirs: Document) -> tuple[str, ...]:
    """Return the keys that another program changed; none where that can't be told."""
    if unreadable(base) or unreadable(theirs):
        return ()
    old, new = base.values, theirs.values
    return tuple(name for name in {**old, **new} if not same(old.get(name), new.get(name)))
