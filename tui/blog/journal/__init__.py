"""What was written, kept so that it can be undone, also after a crash.

Before a plan touches its files, an entry with every change is on disk. From then on the plan is a
promise: whatever interrupts it, the next start can finish it or roll it back. An entry goes
through four states, and one rename of its file takes it from one to the next:

    begun ──→ done ──→ undoing ──→ undone

`begun` and `undoing` seen while nobody writes mean that somebody was interrupted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tui.blog import files
from tui.blog.batch import Cancelled, Progress, Replaced, Replacement, replace_all
from tui.blog.errors import DiskFull, FileChanged, FileError
from tui.blog.journal.records import Record, Write
from tui.blog.journal.shelf import Entry, History, Shelf, State

__all__ = ["Entry", "History", "Journal", "Standing", "State", "Write"]


class Standing(NamedTuple):
    """How far an interrupted plan came, or its undoing."""

    done: tuple[Path, ...]
    """The files that are as they were to be."""

    left: tuple[Path, ...]
    """Those that are as they were."""

    changed: tuple[Path, ...]
    """Those that another program changed since; they are left alone."""


class Journal:
    """The plans applied to one site.

    Args:
        folder: Where the entries are; made when first written to.
        keep: How many entries are kept.
        size: How many bytes of entries are kept.
        wait: How long to wait for another process that writes to the site, in seconds.
    """

    def __init__(
        self, folder: Path, *, keep: int = 200, size: int = 64 * 1024 * 1024, wait: float = 30
    ) -> None:
        self.folder = folder
        self._wait = wait
        self._shelf = Shelf(folder, keep=keep, size=size)
        self._key = files.digest(os.fsencode(folder))[:8]

    def history(self) -> History:
        """Read what the journal holds. A damaged entry is reported and passed over."""
        return self._shelf.history()

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that can be read, newest first."""
        return self.history().entries

    def last(self) -> Entry | None:
        """Return what undo would take back: the newest plan that stands, whole or interrupted."""
        return next((entry for entry in self.entries() if entry.state != "undone"), None)

    def unfinished(self) -> tuple[Entry, ...]:
        """Return the plans that were interrupted, newest first; none while another process writes."""
        if not any(entry.interrupted for entry in self.entries()):
            return ()
        try:
            with self._shelf.locked(0):
                return tuple(entry for entry in self.entries() if entry.interrupted)
        except FileError:
            return ()

    def paths(self, entry: Entry) -> tuple[Path, ...]:
        """Return the files that a plan changes.

        Raises:
            FileError: The entry can't be read.
        """
        return tuple(record.place for record in self._shelf.records(entry)[0])

    def standing(self, entry: Entry) -> Standing:
        """Say how far an interrupted plan came, or its undoing.

        Raises:
            FileError: The entry can't be read.
        """
        done: list[Path] = []
        left: list[Path] = []
        changed: list[Path] = []
        for record in self._shelf.records(entry)[0]:
            goal = record.reverse() if entry.state == "undoing" else record
            try:
                there = _digest(record.place)
            except FileError:
                changed.append(record.place)
            else:
                where = done if there == goal.after else left if there == goal.before else changed
                where.append(record.place)
        return Standing(tuple(done), tuple(left), tuple(changed))

    def write(
        self,
        title: str,
        writes: Iterable[Write],
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Replaced:
        """Write files, after an entry that can take it back.

        A file that changed, or can't be written, is left and reported; the others go on. Cancelled
        means as if never begun: what was written by then is taken back.

        Raises:
            DiskFull: There is no room. Nothing was written.
            FileError: The entry can't be written, so nothing was.
        """
        records = [Record.of(write) for write in writes]
        if not records:
            return Replaced((), ())
        with self._shelf.locked(self._wait):
            entry = self._shelf.begin(title, records)
            try:
                result = self._carry_out(entry, records, progress, cancelled)
            except DiskFull:
                entry.path.unlink()
                raise
            written = _of(records, result.done)
            if result.cancelled:
                back = self._carry_out(entry, [record.reverse() for record in written])
                written = [record for record in written if record.place not in set(back.done)]
                result = replace(result, done=(), failed=(*result.failed, *back.failed))
            if not written:
                entry.path.unlink()
                return result
            if len(written) < len(records):
                entry = self._shelf.reduce(entry, written)
            self._shelf.mark(entry, "done")
            self._shelf.prune()
        return result

    def undo(
        self, entry: Entry, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Replaced:
        """Give the files of a plan their old bytes back; of an interrupted one, those it had written.

        A file that changed since is left and reported. Where another reason keeps a file from being
        written, the entry stands, so that it can be undone again. Cancelled means as if never begun.

        Raises:
            DiskFull: There is no room. Nothing was written.
            FileError: The plan is undone already, or not in the journal any more.
        """
        with self._shelf.locked(self._wait):
            found = self._shelf.current(entry)
            if found.state == "undone":
                raise FileError("is undone already", path=found.path)
            records, damaged = self._shelf.records(found)
            if found.interrupted:
                self._sweep(found, records)
            entry = self._shelf.mark(found, "undoing")
            try:
                backward = [record.reverse() for record in records]
                result = self._carry_out(entry, backward, progress, cancelled)
            except DiskFull:
                self._shelf.mark(entry, found.state)
                raise
            if result.cancelled:
                again = self._carry_out(entry, _of(records, result.done))
                result = replace(result, done=(), failed=(*result.failed, *again.failed))
            stands = result.cancelled or any(not isinstance(error, FileChanged) for error in result.failed)
            self._shelf.mark(entry, "done" if stands else "undone")
        return replace(result, failed=(*result.failed, *damaged))

    def finish(self, entry: Entry) -> Replaced:
        """Do what is left of an interrupted plan, or of its undoing.

        Raises:
            FileError: It was not interrupted, is not in the journal any more, or there is no room.
        """
        return self.undo(entry) if entry.state == "undoing" else self._complete(entry)

    def roll_back(self, entry: Entry) -> Replaced:
        """Take back what was done of an interrupted plan, or of its undoing.

        Raises:
            FileError: It was not interrupted, is not in the journal any more, or there is no room.
        """
        return self._complete(entry) if entry.state == "undoing" else self.undo(entry)

    def _complete(self, entry: Entry) -> Replaced:
        """Give all files of an interrupted plan their new bytes."""
        with self._shelf.locked(self._wait):
            entry = self._shelf.current(entry)
            if not entry.interrupted:
                raise FileError("was not interrupted", path=entry.path)
            records, damaged = self._shelf.records(entry)
            self._sweep(entry, records)
            result = self._carry_out(entry, records)
            self._shelf.mark(entry, "done")
        return replace(result, failed=(*result.failed, *damaged))

    def _carry_out(
        self,
        entry: Entry,
        records: Sequence[Record],
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Replaced:
        """Bring every file from `before` to `after`; one that is there already stays."""
        replacements: list[Replacement] = []
        failed: list[FileError] = []
        for record in records:
            place = record.place
            try:
                data = files.read(place) if os.path.lexists(place) else None
                there = None if data is None else files.digest(data)
                if there == record.before:
                    made = record.carry_out(data)
                    replacements.append(Replacement(place, made, there, self._token(entry, place)))
                elif there != record.after:
                    failed.append(files.changed(place, there, record.before))
            except FileError as error:
                failed.append(error)
        result = replace_all(replacements, progress=progress, cancelled=cancelled)
        return replace(result, failed=(*failed, *result.failed))

    def _token(self, entry: Entry, place: Path) -> str:
        """Return what marks the hidden name of a file: known beforehand, so that it can be swept."""
        return f"{self._key}-{entry.number}-{files.digest(os.fsencode(place))[:8]}"

    def _sweep(self, entry: Entry, records: Iterable[Record]) -> None:
        """Remove the hidden files that an interrupted plan left."""
        for record in records:
            target = Path(os.path.realpath(record.place))
            with suppress(OSError):
                target.with_name(files.hidden_name(self._token(entry, record.place))).unlink(missing_ok=True)


def _digest(place: Path) -> str | None:
    """Return the digest of a file; None if there is none.

    Raises:
        FileError: It can't be read.
    """
    return files.digest(files.read(place)) if os.path.lexists(place) else None


def _of(records: Iterable[Record], paths: Iterable[Path]) -> list[Record]:
    """Return the records of some files."""
    wanted = set(paths)
    return [record for record in records if record.place in wanted]
