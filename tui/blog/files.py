"""Files as bytes: bounded reading, digests, and a replacement that is whole or not at all.

A file is replaced as databases do it: the new bytes are written to a hidden file in the same
folder and synced, then take the name in one step, then the folder is synced. Whatever happens in
between, the file holds its old bytes or its new ones. The digest of what stands there is compared
right before that step; what another program writes in the microseconds between the two is the
one thing that no file system lets us see.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from tui.blog.errors import DiskFull, FileChanged, FileError, OutsideSite

LIMIT = 32 * 1024 * 1024
"""The largest file that is read, in bytes. The largest post known has a tenth of it."""

_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW

_REASONS = {
    errno.ENOENT: "it is not there",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "its disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.ELOOP: "it is a link that leads nowhere",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EFBIG: "it would be larger than this account may write",
    errno.EIO: "the disk reports an error",
}
_HINTS = {
    errno.EACCES: "look at the permissions of the file and of its folder",
    errno.EPERM: "look at the permissions of the file and of its folder",
    errno.ENOSPC: "make room and try again",
    errno.EDQUOT: "make room and try again",
}
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def _told(path: Path, doing: str) -> Iterator[None]:
    """Turn an error of the system's into one of ours; `doing` is a participle, such as `written`."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        code = error.errno if isinstance(error, OSError) else None
        reason = _REASONS.get(code or 0) or getattr(error, "strerror", None) or str(error)
        kind = DiskFull if code in _FULL else FileError
        raise kind(f"can't be {doing}: {reason}", path=path, hint=_HINTS.get(code or 0, "")) from error


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, as `sha256sum` prints it."""
    from hashlib import sha256  # as others below only where it is used: reading takes none

    return sha256(data).hexdigest()


def read(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: The file; a link is followed.
        limit: The most that is read, in bytes.

    Raises:
        FileError: It can't be read, is no regular file (a pipe would wait, a device may never
            end), or is larger than the limit.
    """
    with _told(path, "read"):
        source = os.open(path, _READ)
        try:
            status = os.fstat(source)
            if stat.S_ISDIR(status.st_mode):
                raise FileError("can't be read: it is a folder", path=path)
            if not stat.S_ISREG(status.st_mode):
                raise FileError("can't be read: it is a pipe, socket or device, not a file", path=path)
            data = _read_all(source, status.st_size, limit)
        finally:
            os.close(source)
    if len(data) > limit:
        raise FileError(f"is not read: it is larger than {limit / 2**20:.0f} MB", path=path)
    return data


def _read_all(source: int, size: int, limit: int) -> bytes:
    """Read to the end, or one byte past the limit; the size is only a good guess."""
    chunks = []
    room = limit + 1
    while room and (chunk := os.read(source, min(room, max(size, 4096)))):
        chunks.append(chunk)
        room -= len(chunk)
    return b"".join(chunks)


def inside(root: Path, path: Path | str) -> Path:
    """Return the absolute path of something in a site.

    Args:
        root: The site's folder.
        path: A path from the root, or an absolute one.

    Raises:
        OutsideSite: It leaves the root, by `..`, as an absolute path or through a link.
    """
    joined = root / path
    try:
        real = Path(os.path.realpath(joined))
    except ValueError as error:
        raise OutsideSite("is not a path: it holds a NUL character", path=str(path)) from error
    if not real.is_relative_to(_real(root)):
        raise OutsideSite(
            "leaves the site",
            path=path,
            hint=f"it leads to {real}" if joined != real else "only files of the site are read and written",
        )
    return real if ".." in joined.parts else joined


@lru_cache(maxsize=16)
def _real(root: Path) -> str:
    """Return where a site really is; should that change meanwhile, all in it counts as outside."""
    return os.path.realpath(root)


def replace(path: Path, data: bytes, *, expect: str | None) -> None:
    """Give a file new bytes, whole or not at all, and durably.

    Mode, owner and extended attributes are kept; of a link the target is replaced, so the link stays.

    Args:
        path: The file.
        data: Its new bytes.
        expect: The digest of what must stand there now; None if there must be no file.

    Raises:
        FileChanged: What stands there is not what was expected. Nothing was written.
        FileError: It can't be written. The file is as it was.
    """
    staged = Staged(path, data, expect=expect)
    try:
        staged.place()
    finally:
        staged.discard()
    sync_folder(staged.target.parent)


def changed(path: Path, there: str | None, expect: str | None) -> FileChanged:
    """Return the error that says how a file is not what was expected.

    Args:
        path: The file.
        there: The digest of what stands there; None if there is no file.
        expect: The digest of what was to stand there; None if there was to be no file.
    """
    if there is None:
        surprise = "was removed since by another program"
    else:
        surprise = "is there already" if expect is None else "was changed since by another program"
    return FileChanged(surprise, path=path, hint="it was left as it is")


def hidden_name(token: str) -> str:
    """Return the name of a file that site generators, their servers and our own index ignore."""
    return f".postdesk-{token}.tmp"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the file system can."""
    with suppress(OSError):  # not every network file system lets a folder be synced
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Staged:
    """New bytes beside the file that they are for: once made, no want of room or rights can stop them.

    Attributes:
        path: The file as it was named.
        target: Where it really is, links followed.
    """

    def __init__(self, path: Path, data: bytes | None, *, expect: str | None, token: str = "") -> None:
        """Write and sync the new bytes under a hidden name.

        Args:
            path: The file.
            data: Its new bytes; None to remove it.
            expect: The digest of what must stand there; None if there must be no file.
            token: What makes the hidden name unique; random if empty.

        Raises:
            FileError: It can't be written. Nothing is left behind.
        """
        self.path = path
        self.expect = expect
        with _told(path, "written"):
            self.target = Path(os.path.realpath(path))
            self._hidden = self.target.with_name(hidden_name(token or os.urandom(8).hex()))
            self._data = data
            old = _status(self.target)
            if old and not os.access(self.target, os.W_OK):
                read_only = os.statvfs(self.target).f_flag & os.ST_RDONLY
                raise OSError(errno.EROFS if read_only else errno.EACCES, "")
            if data is not None:
                self._write(data, old)

    def _write(self, data: bytes, old: os.stat_result | None) -> None:
        handle = os.open(self._hidden, _CREATE, 0o600 if old else 0o666)
        try:
            with open(handle, "wb", closefd=False) as file:
                file.write(data)
            if old:
                new = os.fstat(handle)
                if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
                    os.fchown(handle, old.st_uid, old.st_gid)
                from shutil import copystat

                copystat(self.target, self._hidden)  # mode, access lists, flags: all but …
                os.utime(self._hidden)  # … the time, for it did change
            os.fsync(handle)
        except BaseException:
            self.discard()
            raise
        finally:
            os.close(handle)

    def place(self) -> None:
        """Let the new bytes take the file's place; the folder is left to be synced.

        Raises:
            FileChanged: What stands there is not what was expected.
            FileError: The system refuses.
        """
        with _told(self.path, "written"):
            there = digest(read(self.target)) if _status(self.target) else None
            if there != self.expect:
                raise changed(self.path, there, self.expect)
            if self._data is None:
                self.target.unlink(missing_ok=True)
            elif self.expect is None:
                self._place_new()
            else:
                self._hidden.replace(self.target)

    def _place_new(self) -> None:
        try:
            os.link(self._hidden, self.target)  # unlike a rename, never over a file just made
        except FileExistsError:
            raise changed(self.path, "", None) from None
        except OSError:  # a file system without hard links
            self._hidden.rename(self.target)
        else:
            self._hidden.unlink()

    def discard(self) -> None:
        """Remove what is left under the hidden name, if anything."""
        with suppress(OSError):
            self._hidden.unlink(missing_ok=True)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None
