"""The files that change what is said of others: configuration, cascades, defaults."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tui.blog.errors import SiteError
from tui.blog.index.reading import UNKNOWN, stamp_of
from tui.blog.sites.base import Site


def stamped(root: Path, paths: Iterable[str]) -> dict[str, int]:
    """Return the stamps of files below a root by their paths from there; what is not there has none."""
    stamps = {}
    for path in paths:
        try:
            stamps[path] = stamp_of(os.stat(f"{root}/{path}"))  # noqa: PTH116  # twice as fast here
        except FileNotFoundError:
            continue
        except OSError:
            stamps[path] = UNKNOWN  # reading it will tell what is wrong
    return stamps


def rulers(
    site: Site, found: Collection[str], known: Collection[str], before: Collection[str]
) -> dict[str, int]:
    """Return the stamps of the files that rule others.

    Args:
        site: The site.
        found: Every file that it lists.
        known: Those that were there before.
        before: The rulers there were before; none of `known` can have become one.
    """
    folders = {path.rpartition("/")[0] for path in found}
    roots = {site.root, *(site.nearest(f"{folder}/").root for folder in folders)}
    beside = {path for root in roots for path in _settings(site.root, root) if site.governs(path)}
    among = {path for path in found if path in before or (path not in known and site.governs(path))}
    return stamped(site.root, sorted(beside | among | {*site.configs}))


def reloaded(site: Site) -> Site:
    """Return a site with its configuration as it is now; as it was, if it can't be read now."""
    from tui.blog.sites import open_site

    try:
        new = open_site(site.root, site.configs)
    except SiteError:
        return site
    return new if new.root == site.root else site


def files_below(folder: Path) -> Iterator[str]:
    """Yield the paths of the files below a folder, from there."""
    for place, _, names in os.walk(folder):
        inside = Path(place).relative_to(folder)
        yield from ((inside / name).as_posix() for name in names)


def _settings(top: Path, root: Path) -> Iterator[str]:
    """Yield the files where generators keep their settings: beside the content and in `config`."""
    inside = root.relative_to(top)
    with suppress(OSError), os.scandir(root) as entries:
        yield from ((inside / entry.name).as_posix() for entry in entries if entry.is_file())
    yield from ((inside / "config" / name).as_posix() for name in files_below(root / "config"))
