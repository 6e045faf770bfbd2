"""Walking a site's folder: fast, inside the site, and never stopped by what can't be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tui.blog.post import Problem


@dataclass(frozen=True, slots=True)
class Walk:
    """The files of a site that its rules let through.

    Links are followed where they stay inside the root, and no folder is entered twice.
    """

    root: Path
    """The folder to walk, absolute, with links resolved."""

    enters: Callable[[str], bool]
    """Whether to look into a folder, given its path from the root."""

    keeps: Callable[[str, list[str]], Iterable[str]]
    """Which files of a folder are wanted, given its path from the root and the names of all of them."""

    unreadable: list[Problem] = field(default_factory=list)
    """Folders that could not be read, known when the walk is over."""

    def __iter__(self) -> Iterator[str]:
        seen: set[str] = set()
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            lead = f"{folder}/" if folder else ""
            files: list[str] = []
            folders: list[str] = []
            try:
                with os.scandir(f"{self.root}/{folder}") as entries:
                    for entry in entries:
                        if not entry.is_symlink():
                            (folders if entry.is_dir() else files).append(entry.name)
                        elif self._stays(entry.path, seen):
                            (folders if os.path.isdir(entry.path) else files).append(entry.name)  # noqa: PTH112  # quick
            except OSError as error:
                self.unreadable.append(unreadable(folder or ".", error))
            for name in self.keeps(folder, files):
                yield lead + name
            waiting += filter(self.enters, [lead + name for name in folders])

    def reaches(self, path: str) -> bool:
        """Tell whether the walk would yield a path, were the file there."""
        folder = path
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if not self.enters(folder):
                return False
        folder, _, name = path.rpartition("/")
        return name in self.keeps(folder, [*self._names(folder), name])

    def _names(self, folder: str) -> list[str]:
        try:
            return os.listdir(f"{self.root}/{folder}")  # noqa: PTH208  # names are all that is needed
        except OSError:
            return []

    def _stays(self, link: str, seen: set[str]) -> bool:
        """Tell whether a link leads to a file, or to a folder not seen yet, inside the root."""
        target = os.path.realpath(link)
        root = str(self.root)
        if not target.startswith(root + os.sep) or target in seen:
            return False
        if os.path.isdir(target):  # noqa: PTH112  # quick
            seen.add(target)
            return not link.startswith(target + os.sep)
        return True


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem of a folder that can't be read."""
    return Problem("unreadable", f"{path} can't be read: {error.strerror or error}")
