"""Sites: what each generator would say of its posts. `SITES` lists the generators."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tui.blog.errors import SiteError
from tui.blog.sites.base import Site, Source, Taxonomy

__all__ = ["GUESSES", "SITES", "Kind", "Site", "Source", "Taxonomy", "open_site", "root_of"]


class Kind(NamedTuple):
    """A kind of site, which is imported only where a folder may be one."""

    where: str
    """Its class: the module in this package, a colon, and the name."""

    markers: tuple[str, ...]
    """Files and folders of which its root has at least one; the class tells whether it is one then."""

    @property
    def site(self) -> type[Site]:
        """The class."""
        module, _, name = self.where.partition(":")
        found: type[Site] = getattr(import_module(f"{__name__}.{module}"), name)
        return found

    def at(self, folder: Path) -> bool:
        """Tell whether a folder is the root of such a site."""
        return any((folder / name).exists() for name in self.markers) and self.site.at(folder)


def _named(stems: Sequence[str], ends: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{stem}.{end}" for stem in stems for end in ends)


SITES = (
    Kind("conventions:Zola", ("config.toml", "zola.toml")),
    Kind("hugo:Hugo", (*_named(("hugo", "config"), ("toml", "yaml", "yml", "json")), "config/_default")),
    Kind("conventions:Hexo", ("_config.yml", "_config.yaml")),
    Kind("jekyll:Jekyll", _named(["_config"], ("yml", "yaml", "toml"))),
    Kind("conventions:Docusaurus", _named(["docusaurus.config"], ("js", "ts", "mjs", "cjs", "mts"))),
    Kind("conventions:Astro", _named(["astro.config"], ("mjs", "js", "ts", "mts", "cjs"))),
    Kind(
        "conventions:Eleventy",
        (".eleventy.js", *_named(["eleventy.config"], ("js", "mjs", "cjs", "ts", "mts"))),
    ),
)
"""The generators, told by their configuration; the first that knows a folder has it.

Zola comes before Hugo and Hexo before Jekyll: each knows its own configuration from the other's.
"""

GUESSES = (Kind("jekyll:Posts", ("_posts",)), Kind("conventions:Obsidian", (".obsidian",)))
"""What a folder may be where neither it nor a folder above it is one of `SITES`."""

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
    found = _above(folder)
    if found is not None:
        kind, root = found
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
    found = _above(path if path.is_dir() else path.parent)
    return found and found[1]


def _above(folder: Path) -> tuple[type[Site], Path] | None:
    """Return the site that a folder is, or the nearest one it is in, and that site's root."""
    for kinds in (SITES, GUESSES):
        for root in (folder, *folder.parents):
            if kind := _kind(root, kinds):
                return kind, root
    return None


def _below(folder: Path) -> list[tuple[type[Site], Path]]:
    """Return the sites below a folder with their roots, the nearest first; not the sites within sites."""
    found = []
    looked = 0
    waiting = [folder]
    for _ in range(DEPTH):
        inner = [below for above in waiting for below in _folders(above)][: MOST - looked]
        looked += len(inner)
        waiting = []
        for root in inner:
            kind = _kind(root, SITES) or _kind(root, GUESSES)
            if kind:
                found.append((kind, root))
            else:
                waiting.append(root)
    return found


def _kind(folder: Path, kinds: tuple[Kind, ...]) -> type[Site] | None:
    try:
        return next((kind.site for kind in kinds if kind.at(folder)), None)
    except OSError:
        return None


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
