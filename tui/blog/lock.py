"""A lock that two processes at one site share, and that dies with its holder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.blog.errors import FileError

_PAUSE = 0.02
"""Seconds between two tries."""


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of a file.

    Args:
        path: The file, made if need be.
        wait: How long to wait for another holder, in seconds.

    Raises:
        FileError: Another holds it still, or it can't be made.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise FileError(f"can't be written: {error.strerror}", path=path) from error
    try:
        _take(handle, path, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _take(handle: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise FileError(
                    "another postdesk is at work here",
                    path=path,
                    hint="try again when it has finished",
                ) from None
        except OSError as error:
            raise FileError(f"can't be locked: {error.strerror}", path=path) from error
        else:
            return
        time.sleep(_PAUSE)
