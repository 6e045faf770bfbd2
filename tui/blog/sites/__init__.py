"""Sites: what each generator would say of its posts. `SITES` lists the generators."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tui.blog.errors import SiteError
from tui.blog.kinds import GUESSES, SITES, Kind, kind_at, nearest
from tui.blog.sites.base import Site, Source, Taxonomy

__all__ = ["SITES", "Site", "Source", "Taxonomy", "open_site", "root_of"]


DEPTH = 4
"""How far below a folder sites are looked for, in folders."""

MOST = 5000
"""How many folders are looked into for sites below, at most."""

_SKIPPED = frozenset({"node_modules", "vendor", "_site", "venv", "site-packages", "__pycache__"})


def open_site(path: Path, configs: Sequence[str] = ()) -> Site:
    """Open the site that a folder or a file belongs to.

    A folder without a site at or above it, but with sites below, is opened as all of them.

    Args:
        path: The folder or the file.
        configs: The configuration files to go by, as `jekyll build --config a,b` takes them.

    Raises:
        SiteError: There is nothing, it can't be read, or its generator takes no such files.
        OutsideSite: One of these files is not in the site's folder.
    """
    try:
        path = path.resolve()
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            raise SiteError("there is no such file or folder", path=path)
        folder = path if is_folder else path.parent
        os.listdir(folder)  # noqa: PTH208  # a name is not needed, only whether it can be read
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SiteError(f"it can't be read: {why}", path=path, hint="see its permissions") from error
    found = nearest(folder)
    if found is not None:
        kind, root = found[0].site, found[1]
        if not configs:
            return kind.load(root)
        from tui.blog.sites.jekyll import Jekyll

        if issubclass(kind, Jekyll):
            return kind.load(root, configs)
    if configs:
        raise SiteError("it is no Jekyll site, and --config is Jekyll's", path=found[1] if found else path)
    below = _below(folder) if is_folder else []
    if below:
        from tui.blog.sites.folder import Folder

        return Folder.over(folder, below)
    from tui.blog.sites.plain import Plain

    return Plain.load(folder)


def root_of(path: Path) -> Path | None:
    """Return the root of the site that a folder or a file belongs to, or None if there is none."""
    path = path.resolve()
    found = nearest(path if path.is_dir() else path.parent)
    return found and found[1]


def _below(folder: Path) -> list[tuple[Kind, Path]]:
    """Return the sites below a folder with their roots, the nearest first; not the sites within sites."""
    found = []
    looked = 0
    waiting = [folder]
    for _ in range(DEPTH):
        inner = [below for above in waiting for below in _folders(above)][: MOST - looked]
        looked += len(inner)
        waiting = []
        for root in inner:
            kind = kind_at(root, SITES) or kind_at(root, GUESSES)
            if kind:
                found.append((kind, root))
            else:
                waiting.append(root)
    return found


def _folders(folder: Path) -> list[Path]:
    """Return the folders in a folder that may be sites, or hold some, in order."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                Path(entry.path)
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and entry.name not in _SKIPPED and entry.name[0] != "."
            )
    except OSError:
        return []
