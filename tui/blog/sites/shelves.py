"""Where a site keeps the files that its posts name: pictures, downloads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.blog.sites.walk import Walk

_TOOLS = frozenset({"node_modules", "vendor"})
"""Folders that hold what tools need."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of files that a post may name."""

    folder: str
    """The folder, from the site's root; empty for the root itself."""

    lead: str = ""
    """What the address of a file begins with, before its path in the folder."""

    def files(self, root: Path) -> Iterator[tuple[str, str]]:
        """Yield the path of each file, from the site's root, and its address.

        Args:
            root: The site's folder, with links resolved.
        """
        place = (root / self.folder).resolve()
        if not place.is_relative_to(root) or not place.is_dir():
            return
        for path in Walk(place, enters=_is_looked_at, keeps=_looked_at):
            yield f"{self.folder}/{path}" if self.folder else path, self.lead + path


def _looked_at(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if _is_looked_at(name)]


def _is_looked_at(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not name.startswith((".", "_")) and name not in _TOOLS
