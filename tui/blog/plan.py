"""Plans: edits over documents, seen before anything is written, and written so that they can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tui.blog import files
from tui.blog.batch import Cancelled, Progress
from tui.blog.diff import unified
from tui.blog.document import Document
from tui.blog.edits import Edit
from tui.blog.errors import BlogError, FileError
from tui.blog.journal import Journal, Write
from tui.blog.merge import Merge, merge
from tui.blog.moving import Moving
from tui.blog.text import visible


@dataclass(frozen=True)
class Change:
    """One document as it is and as it is to be."""

    path: Path
    """The file, absolute."""

    before: Document
    after: Document
    edits: tuple[Edit, ...] = ()
    """What leads from the one to the other, where edits do."""

    def name(self, root: Path) -> str:
        """Return what it changes, from the root."""
        return self.path.relative_to(root).as_posix()

    def patch(self, root: Path | None = None) -> bytes:
        """Return the change as `patch -p1` and `git apply` take it.

        Args:
            root: The folder that the file is named from; None for the file system's.
        """
        name = self.path.relative_to(root or self.path.anchor)
        return b"".join(unified(self.before.data, self.after.data, f"a/{name}", f"b/{name}"))

    def diff(self, root: Path | None = None) -> str:
        """Return the change as text that is safe to show, however odd its bytes.

        A line's ending is shown only where the file does not have one kind throughout.
        """
        lines = self.patch(root).split(b"\n")
        if all(_is_crlf(document.data) for document in (self.before, self.after)):
            lines = [line.removesuffix(b"\r") for line in lines]
        return "\n".join(visible(line.decode(errors="backslashreplace")) for line in lines)


@dataclass(frozen=True)
class Outcome:
    """What came of a plan."""

    written: tuple[Path, ...] = ()
    merged: frozenset[Path] = frozenset()
    """Those of the written that another program had changed meanwhile: both changes live."""

    conflicts: Mapping[Path, Merge] = field(default_factory=dict)
    """Files that another program changed in the same place. They are as it left them."""

    failed: tuple[FileError, ...] = ()
    """Why other files were not written."""

    cancelled: bool = False
    """It was stopped: nothing is written, or, by name in `failed`, could not be taken back."""


@dataclass(frozen=True)
class Plan:
    """Changes of any number of files, each once."""

    title: str
    """What it does, as the journal and `undo` call it."""

    changes: tuple[Change, ...] = ()
    moves: tuple[Moving, ...] = ()
    """Files that get another place. With any, all of the plan is done or nothing: half a move would leave
    a post in two places, or in none."""

    refused: tuple[BlogError, ...] = ()
    """Why other documents can't be changed, each with its path."""

    @property
    def parts(self) -> tuple[Change | Moving, ...]:
        """Every change and every move."""
        return (*self.changes, *self.moves)

    def without(self, out: Collection[int]) -> Plan:
        """Return a plan that leaves parts out, by their positions."""
        kept = [part for position, part in enumerate(self.parts) if position not in out]
        changes = tuple(part for part in kept if isinstance(part, Change))
        moves = tuple(part for part in kept if isinstance(part, Moving))
        return replace(self, changes=changes, moves=moves)

    def add(self, path: Path, before: Document, after: Document, edits: Sequence[Edit] = ()) -> Plan:
        """Return a plan that changes one more document; itself if nothing changes."""
        if before.data == after.data:
            return self
        return replace(self, changes=(*self.changes, Change(path, before, after, tuple(edits))))

    def refuse(self, error: BlogError) -> Plan:
        """Return a plan that tells of one more document that can't be changed."""
        return replace(self, refused=(*self.refused, error))

    def apply(
        self, journal: Journal, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Outcome:
        """Write the changes, each file whole or not at all, after a journal entry that can take them back.

        Where another program changed a file meanwhile, both changes are merged; a conflict is not
        written. Cancelled means as if never begun.

        Args:
            journal: What is to remember it.
            progress: Told how many files are ready, and of how many.
            cancelled: Asked before each file, from several threads.

        Raises:
            DiskFull: There is no room. Nothing was written.
            FileError: The journal can't be written, so nothing was.
        """
        writes: list[Write] = []
        merged: set[Path] = set()
        conflicts: dict[Path, Merge] = {}
        failed: list[FileError] = []
        for change in self.changes:
            try:
                there = files.read(change.path)
            except FileError as error:
                failed.append(error)
                continue
            after = change.after
            if there != change.before.data:
                both = merge(change.before, change.after, Document.split(there))
                if both.conflicts:
                    conflicts[change.path] = both
                    continue
                after = both.document
                merged.add(change.path)
            if after.data != there:
                writes.append(Write(change.path, there, after.data))
        for moving in self.moves:
            try:
                moving.new.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                failed.append(FileError(f"can't be made: {error.strerror}", path=moving.new.parent))
            writes += moving.writes()
        if self.moves and (failed or conflicts):
            return Outcome(conflicts=conflicts, failed=tuple(failed))
        result = journal.write(self.title, writes, progress=progress, cancelled=cancelled)
        if self.moves and result.failed:
            if result.done and (entry := journal.last()):
                journal.undo(entry)
            return Outcome(failed=result.failed)
        return Outcome(
            written=result.done,
            merged=frozenset(merged.intersection(result.done)),
            conflicts=conflicts,
            failed=(*failed, *result.failed),
            cancelled=result.cancelled,
        )


def _is_crlf(data: bytes) -> bool:
    return b"\n" in data and data.count(b"\n") == data.count(b"\r\n")
