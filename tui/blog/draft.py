"""A draft: edits of one post, or of several at once, that are not saved yet.

It knows what the posts were when the editing began. When they are saved, or when another program
writes one of them in between, both changes are merged; what can't be merged is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.errors import BlogError
from tui.blog.merge import Conflict, merge
from tui.blog.plan import Change, Plan
from tui.blog.values import Key, Value, look_up

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
    """Edits of posts, field by field.

    Args:
        desk: The site and what can be done with it.
        paths: The posts, from the site's root; all get the same edits.

    Raises:
        FileError: A post can't be read.
        FrontMatterError: Its front matter can't be read.
    """

    def __init__(self, desk: Desk, paths: Sequence[str]) -> None:
        self.desk = desk
        self.paths = tuple(paths)
        self.site = desk.site.nearest(self.paths[0])
        self.bases = {path: desk.read(path) for path in self.paths}
        self.edits: dict[Key, tuple[Edit, ...]] = {}
        """What is to be true of each field, in the order it was asked for."""

        self.body: bytes | None = None
        """The body that one post is to have, where unsaved work on it is at hand too."""

        for path, base in self.bases.items():
            try:
                _ = base.values
            except BlogError as error:
                raise error.at(path) from None

    @property
    def base(self) -> Document:
        """The post, or the first of several, as it was when the editing began."""
        return self.bases[self.paths[0]]

    @property
    def changed(self) -> bool:
        """Whether anything would be written."""
        return self.body is not None or any(self.edits.values())

    def values(self) -> dict[str, Value]:
        """Return the values of the post; of several, those that all share."""
        first, *others = (base.values for base in self.bases.values())
        merged = {name: value for values in (first, *others) for name, value in values.items()}
        return {
            name: _shared([values.get(name) for values in (first, *others)]) if others else value
            for name, value in merged.items()
        }

    def mixed(self, key: Key) -> list[Value]:
        """Return the differing values that several posts have at a key; nothing where they agree."""
        found: list[Value] = []
        for base in self.bases.values():
            value = look_up(base.values, key, fold=self.site.folds_keys)
            if not any(same(value, other) for other in found):
                found.append(value)
        return found if len(found) > 1 else []

    def want(self, key: Key, edits: Iterable[Edit]) -> None:
        """Say what is to be true of a field; nothing takes back what was said before."""
        self.edits.pop(key, None)
        if wanted := tuple(edits):
            self.edits[key] = wanted

    def mine(self, path: str) -> Document:
        """Return a post with the edits made.

        Raises:
            Refused: One of them can't be made, or can't be proved right.
        """
        base = self.bases[path]
        edits = [edit for edits in self.edits.values() for edit in edits]
        mine = base.edit(*edits, format=self.site.format, fold=self.site.folds_keys) if edits else base
        return mine if self.body is None else _with_body(mine, self.body)

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

    def take_up(self, path: str, base: Document, mine: Document) -> None:
        """Go on with work that was never saved.

        Args:
            path: The post.
            base: The post as it was when the work began.
            mine: The post as it was to be; its fields are to be edited again, its body is taken over.
        """
        self.bases[path] = base
        body = _body(mine)
        self.body = None if body == _body(base) else body

    def rename(self, old: str, new: str) -> None:
        """Go on with a post under the name that another program gave it."""
        self.paths = tuple(new if path == old else path for path in self.paths)
        self.bases = {new if path == old else path: base for path, base in self.bases.items()}

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
        old, new = base.values, theirs.values
        taken = tuple(name for name in {**old, **new} if not same(old.get(name), new.get(name)))
        self.take_up(path, theirs, merged.document)
        return Rebased(taken, (), merged.document)

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


def changes(key: Key, old: Value, new: Value) -> tuple[Edit, ...]:
    """Return the fewest edits that turn one value into another.

    Items of a list come and go one by one, so that the spelling of the others stays.

    Args:
        key: The field.
        old: Its value now; None if it is not there.
        new: Its value then; None to take the field out.
    """
    if same(old, new):
        return ()
    if new is None:
        return (Unset(key),)
    if isinstance(old, list) and isinstance(new, list):
        gone = [item for item in old if not _among(item, new)]
        come = [item for item in new if not _among(item, old)]
        kept = [item for item in old if _among(item, new)]
        if same([*kept, *come], new) and (kept or not old):
            return (*(Remove(key, item) for item in gone), *(Add(key, item) for item in come))
    return (Set(key, new),)


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are the same, and of the same type: `1`, `1.0` and `true` are not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return one == other


def _among(item: Value, items: Sequence[Value]) -> bool:
    return any(same(item, other) for other in items)


def _shared(values: list[Value]) -> Value:
    """Return what several posts share of a field: an equal value, the items all have, or nothing."""
    first = values[0]
    if all(same(first, other) for other in values):
        return first
    if all(isinstance(value, dict) for value in values):
        maps = [value for value in values if isinstance(value, dict)]
        return {name: _shared([each.get(name) for each in maps]) for each in maps for name in each}
    return None
