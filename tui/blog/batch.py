"""Many files replaced together: all are made ready and synced before the first takes its place.

So a full disk is noticed before anything changed, and the syncs of many files are done at once: each
file costs a fraction of what it would cost alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tui.blog.errors import DiskFull, FileError
from tui.blog.files import Staged, sync_folder

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many files are ready, and of how many."""

Cancelled: TypeAlias = Callable[[], bool]
"""Asked between two files whether to stop."""

_WORKERS = 16
"""Threads that write: file systems join syncs that wait together; more threads gain little."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a file is to become."""

    path: Path
    data: bytes | None
    """Its new bytes; None removes it."""

    expect: str | None
    """The digest of what must stand there; None if there must be no file."""

    token: str
    """What makes its hidden name unique."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of replacing files."""

    done: tuple[Path, ...]
    failed: tuple[FileError, ...]
    cancelled: bool = False
    """It was stopped: `done` are the files that had taken their place by then."""


def replace_all(
    replacements: Sequence[Replacement],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Replaced:
    """Replace files, each whole or not at all, and durably.

    A file that can't be written, or changed since, is left and reported; the others go on.

    Args:
        replacements: The files, each once.
        progress: Told how many are ready to take their place, which is most of the work.
        cancelled: Asked before each file, from several threads.

    Raises:
        DiskFull: There is no room for all of them. None was touched.
    """
    stop = _Stop(cancelled)
    ready: dict[Path, Staged] = {}
    with ThreadPoolExecutor(_WORKERS) as pool:
        try:
            failed = _stage(pool, replacements, ready, progress, stop)
            waiting = (ready[one.path] for one in replacements if one.path in ready)
            done = _place(waiting, failed, stop)
            list(pool.map(sync_folder, {one.target.parent for one in done}))
        finally:
            pool.shutdown(cancel_futures=True)
            for one in ready.values():
                one.discard()
    return Replaced(tuple(one.path for one in done), tuple(failed), stop.asked)


class _Stop:
    """Whether to stop: once asked to, for good."""

    def __init__(self, cancelled: Cancelled | None) -> None:
        self._cancelled = cancelled
        self.asked = False

    def __call__(self) -> bool:
        self.asked = self.asked or (self._cancelled is not None and self._cancelled())
        return self.asked


def _stage(
    pool: ThreadPoolExecutor,
    replacements: Sequence[Replacement],
    ready: dict[Path, Staged],
    progress: Progress | None,
    stop: _Stop,
) -> list[FileError]:
    """Make all ready, in `ready`, and return what went wrong."""

    def stage(one: Replacement) -> FileError | None:
        if stop():
            return None
        try:
            ready[one.path] = Staged(one.path, one.data, expect=one.expect, token=one.token)
        except FileError as error:
            return error
        return None

    failed = []
    for number, error in enumerate(pool.map(stage, replacements), 1):
        if isinstance(error, DiskFull):
            raise error
        if error:
            failed.append(error)
        if progress:
            progress(number, len(replacements))
    return failed


def _place(waiting: Iterable[Staged], failed: list[FileError], stop: _Stop) -> list[Staged]:
    """Let all take their places, add to `failed` what went wrong, and return the rest."""
    done = []
    for one in waiting:
        if stop():
            break
        try:
            one.place()
        except FileError as error:
            failed.append(error)
        else:
            done.append(one)
    return done
