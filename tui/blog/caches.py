"""The user's cache kept clean: what was kept of sites that are gone, and by earlier versions, is dropped.

Each site has a folder there. A file in it tells where the site is, and by its time when it was last used.
A folder without one, or with another name than that site's, is not ours to drop.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

OLD = 60 * 86_400
"""For how long what is kept of a site that is gone must be unused, in seconds: its disk may only be away."""

LEFT = 7 * 86_400
"""For how long a program of an earlier version may have a text index open without a change, in seconds."""

_SITE = "site"
_GONE = ".gone-"  # what the name of a folder begins with that is being removed
_SMALL = ("openings", "glances")  # folders of files that each start writes anew
_LONGEST = 4096  # bytes of a path


def key(root: Path) -> str:
    """Return the name of a site's folders in the user's cache and state."""
    name = str(root).encode("utf-8", "surrogateescape")
    return f"{root.name or 'root'}-{blake2b(name, digest_size=6).hexdigest()}"


def tidy(folder: Path, root: Path) -> None:
    """Say that a site's folder is in use, and drop what nobody uses any more, where the disk lets us.

    Other programs may do the same at once. Links are not followed.

    Args:
        folder: The site's folder in the user's cache.
        root: The site's own folder.
    """
    with suppress(OSError):
        (folder / _SITE).write_bytes(os.fsencode(root))
    _drop_earlier_stores(folder)
    oldest = time.time() - OLD
    with suppress(OSError), os.scandir(folder.parent) as entries:
        for entry in entries:
            with suppress(OSError):
                if not entry.is_dir(follow_symlinks=False):
                    continue
                if entry.name in _SMALL:
                    _drop_old_files(entry.path, oldest)
                elif entry.name.startswith(_GONE) or _is_left(Path(entry.path), oldest):
                    _drop(Path(entry.path))


def _drop_earlier_stores(folder: Path) -> None:
    """Remove the text indexes of earlier versions, unless one is open: by its `-shm`.

    A program that was killed leaves that too, but it is touched no more.
    """
    from tui.blog.search.store import NAME, VERSION  # a start needs none of it

    for number in range(1, VERSION):
        log, memory, base = (folder / (NAME.format(number) + end) for end in ("-wal", "-shm", ""))
        with suppress(OSError):
            if not memory.exists() or time.time() - memory.stat().st_mtime > LEFT:
                for part in (log, memory, base):
                    part.unlink(missing_ok=True)


def _drop_old_files(folder: str, oldest: float) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.stat(follow_symlinks=False).st_mtime < oldest:
                with suppress(OSError):  # another may do the same
                    Path(entry.path).unlink()


def _is_left(folder: Path, oldest: float) -> bool:
    """Tell whether a folder is that of a site that is gone, and was not used for long."""
    told = folder / _SITE
    if told.lstat().st_mtime > oldest:
        return False
    with told.open("rb") as file:
        root = Path(os.fsdecode(file.read(_LONGEST)))
    return folder.name.startswith(key(root)) and not root.exists()


def _drop(folder: Path) -> None:
    """Remove a folder: first it gets another name, so that nobody finds half of it."""
    import shutil  # a start needs none of it

    gone = folder
    if not folder.name.startswith(_GONE):
        gone = folder.rename(folder.with_name(f"{_GONE}{folder.name}"))
    shutil.rmtree(gone, ignore_errors=True)
