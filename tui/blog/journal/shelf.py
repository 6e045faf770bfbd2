"""The entries of a journal on disk: one file each, its state in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, cast

import msgspec

from tui.blog import files
from tui.blog.errors import FileError
from tui.blog.journal.records import Header, Record, decode_header, decode_records, encode
from tui.blog.lock import locked

State: TypeAlias = Literal["begun", "done", "undoing", "undone"]

_NAME = re.compile(r"(\d{8,})\.(begun|done|undoing|undone)\.jsonl")

_LIMIT = 512 * 1024 * 1024
"""The largest entry that is read, in bytes."""

_HEADER = 64 * 1024
"""The longest header that is read, in bytes."""

_TITLE = 200
"""The longest title that is kept, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan that was applied, or was being applied."""

    number: int
    state: State
    title: str
    began: datetime
    files: int
    """How many files it changes."""

    path: Path
    """The entry itself."""

    @property
    def interrupted(self) -> bool:
        """Whether it is under way; if nobody is writing, somebody was interrupted."""
        return self.state in ("begun", "undoing")


class History(NamedTuple):
    """What a journal holds, newest first, and what of it can't be read."""

    entries: tuple[Entry, ...]
    problems: tuple[FileError, ...]


class Shelf:
    """A folder of entries.

    Args:
        folder: The folder; made when first written to.
        keep: How many entries are kept.
        size: How many bytes of entries are kept.
    """

    def __init__(self, folder: Path, *, keep: int, size: int) -> None:
        self.folder = folder
        self._keep = keep
        self._size = size

    @contextmanager
    def locked(self, wait: float) -> Iterator[None]:
        """Keep other processes from writing to the site meanwhile.

        Args:
            wait: How long to wait for one that does, in seconds.

        Raises:
            FileError: It writes still, or the folder can't be made.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            why = f"what is needed to undo it can't be kept: {error.strerror}"
            raise FileError(why, hint=f"it belongs in {self.folder}") from error
        with locked(self.folder / "lock", wait):
            yield

    def history(self) -> History:
        """Read the headers of all entries. A damaged one is reported and passed over."""
        entries: list[Entry] = []
        problems: list[FileError] = []
        for number, state, path in self._names():
            try:
                entries.append(_open(number, state, path))
            except FileError as error:
                problems.append(error)
        return History(tuple(entries), tuple(problems))

    def current(self, entry: Entry) -> Entry:
        """Return an entry as it is now, for another process may have come first.

        Raises:
            FileError: It is gone.
        """
        for number, state, path in self._names():
            if number == entry.number:
                return replace(entry, state=state, path=path)
        raise FileError("is not in the journal any more", path=entry.path)

    def begin(self, title: str, records: Sequence[Record]) -> Entry:
        """Write an entry, durably."""
        names = self._names()
        number = names[0][0] + 1 if names else 1
        title = title.encode(errors="replace").decode()  # arguments may hold bytes that are no text
        title = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
        header = Header(title, datetime.now(UTC), len(records))
        path = self.folder / f"{number:08}.begun.jsonl"
        files.replace(path, encode(header, records), expect=None)
        return Entry(number, "begun", title, header.began, len(records), path)

    def records(self, entry: Entry) -> tuple[list[Record], list[FileError]]:
        """Read the records of an entry, and what of them is damaged."""
        read = list(decode_records(files.read(entry.path, _LIMIT), entry.path))
        records = [one for one in read if isinstance(one, Record)]
        return records, [one for one in read if isinstance(one, FileError)]

    def reduce(self, entry: Entry, records: Sequence[Record]) -> Entry:
        """Keep some records of an entry and drop the others."""
        data = encode(Header(entry.title, entry.began, len(records)), records)
        files.replace(entry.path, data, expect=files.digest(files.read(entry.path, _LIMIT)))
        return replace(entry, files=len(records))

    def mark(self, entry: Entry, state: State) -> Entry:
        """Give an entry another state, durably."""
        path = self.folder / f"{entry.number:08}.{state}.jsonl"
        entry.path.rename(path)
        files.sync_folder(self.folder)
        return replace(entry, state=state, path=path)

    def prune(self) -> None:
        """Drop the oldest entries beyond what is kept, but never the newest or an interrupted one."""
        total = 0
        for count, (_, state, path) in enumerate(self._names(), 1):
            with suppress(OSError):
                total += path.stat().st_size
                if count > 1 and (count > self._keep or total > self._size) and state in ("done", "undone"):
                    path.unlink()

    def _names(self) -> list[tuple[int, State, Path]]:
        """Return number, state and path of all entries, newest first."""
        try:
            found = [(path, match) for path in self.folder.iterdir() if (match := _NAME.fullmatch(path.name))]
        except OSError:
            return []
        return sorted(((int(m[1]), cast("State", m[2]), path) for path, m in found), reverse=True)


def _open(number: int, state: State, path: Path) -> Entry:
    """Read an entry's header.

    Raises:
        FileError: It can't be read.
    """
    try:
        with path.open("rb") as file:
            header = decode_header(file.readline(_HEADER))
    except OSError as error:
        raise FileError(f"can't be read: {error.strerror}", path=path) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FileError("is damaged: this plan can't be undone", path=path) from error
    return Entry(number, state, header.title, header.began, header.files, path)
