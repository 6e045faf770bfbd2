"""Files read for the index: the head first, and what tells a file from its earlier self."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from tui.blog.document import Document
from tui.blog.errors import FileError
from tui.blog.files import LIMIT, read

HEAD = 2048
"""Bytes of a file that are read first: the front matter of all but a few posts ends within."""

_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_FRESH = 2_000_000_000  # nanoseconds: the coarsest clock of a file system still in use

UNKNOWN = 0
"""The stamp of a file that has to be read again: it changed so lately that it may do so unseen."""


class Reading(NamedTuple):
    """A file as it was read."""

    document: Document
    whole: bool
    """Whether the document holds all of the file, not its head alone."""

    stamp: int
    modified: float
    """When the file last changed, in seconds since the epoch."""


def stamp_of(status: os.stat_result) -> int:
    """Return what tells a file from its earlier self: its size, time and inode as one number."""
    return hash((status.st_size, status.st_mtime_ns, status.st_ino)) or 1


def is_settled(path: str) -> bool:
    """Tell whether a file is there and has not changed so lately that it may do so unseen."""
    try:
        return _stamp(os.stat(path)) != UNKNOWN  # noqa: PTH116  # twice as fast here
    except OSError:
        return False


def read_head(path: str) -> Reading:
    """Read a file as far as its front matter needs, all of it if it is short.

    Raises:
        FileError: It can't be read, or is no regular file.
        FileNotFoundError: It is not there (any more).
    """
    data, status = _start(path)
    if len(data) < HEAD:
        return _reading(data, status, whole=True)
    document = Document.split(data[: data.rfind(b"\n") + 1])
    if document.problem or not document.format:
        return read_whole(path)
    return Reading(document, False, _stamp(status), status.st_mtime)


def read_whole(path: str) -> Reading:
    """Read all of a file, up to the limit of `tui.blog.files`; the head alone of a larger one.

    Raises:
        FileError: It can't be read, or is no regular file.
        FileNotFoundError: It is not there (any more).
    """
    data, status = _start(path)
    if len(data) < HEAD:
        return _reading(data, status, whole=True)
    if status.st_size > LIMIT:
        return _reading(data, status, whole=False)
    return _reading(read(Path(path)), status, whole=True)


def read_stamped(path: str, stamp: int) -> bytes:
    """Return the bytes of a file while it is the one that a stamp tells; none of any other, or unread."""
    try:
        source = os.open(path, _OPEN)
    except OSError:
        return b""
    try:
        status = os.fstat(source)
        return os.read(source, status.st_size) if stamp_of(status) == stamp else b""
    except OSError:
        return b""
    finally:
        os.close(source)


def _start(path: str) -> tuple[bytes, os.stat_result]:
    """Return the first bytes of a file, and its status from before they were read."""
    try:
        source = os.open(path, _OPEN)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FileError(f"can't be read: {error.strerror}", path=path) from error
    try:
        status = os.fstat(source)
        if not stat.S_ISREG(status.st_mode):
            raise FileError("can't be read: it is no regular file", path=path)
        return os.read(source, HEAD), status
    except OSError as error:
        raise FileError(f"can't be read: {error.strerror}", path=path) from error
    finally:
        os.close(source)


def _reading(data: bytes, status: os.stat_result, *, whole: bool) -> Reading:
    return Reading(Document.split(data), whole, _stamp(status), status.st_mtime)


def _stamp(status: os.stat_result) -> int:
    return UNKNOWN if time.time_ns() - status.st_mtime_ns < _FRESH else stamp_of(status)
