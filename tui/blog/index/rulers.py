"""What is on disk, and which of it changes what is said of others: configuration, cascades, defaults."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui.blog.errors import SiteError
from tui.blog.index.reading import UNKNOWN, stamp_of
from tui.blog.sites.base import Site


class Found(NamedTuple):
    """What is on disk, held against what was known."""

    other: list[str]
    """The files that are new, or other than they were."""

    gone: Collection[str]
    governing: dict[str, int]
    """The files that rule others, with their stamps."""


def compare(site: Site, known: Mapping[str, int], before: Collection[str], *, anew: bool = False) -> Found:
    """Compare the files of a site with what is known of them.

    Args:
        site: The site.
        known: The stamps of its files.
        before: Its rulers, as they were known.
        anew: Take every file for another.
    """
    other: list[str] = []
    among: list[str] = []
    folders: set[str] = set()
    seen = 0
    for path in site.walk():
        folders.add(path.rpartition("/")[0])
        stamp = known.get(path)
        seen += stamp is not None
        if stamp is None or anew or stamp != _stamp(site.root, path):
            other.append(path)
        # what is known can't have become a ruler
        if path in before or ((stamp is None or anew) and site.governs(path)):
            among.append(path)
    roots = {site.root, *(site.nearest(f"{folder}/").root for folder in folders)}
    beside = {path for root in roots for path in _settings(site.root, root) if site.governs(path)}
    governing = stamped(site.root, sorted({*beside, *among, *site.configs}))
    gone = known.keys() - set(site.walk()) if seen < len(known) else ()
    return Found(other, gone, governing)


def stamped(root: Path, paths: Iterable[str]) -> dict[str, int]:
    """Return the stamps of files below a root by their paths from there; what is not there has none."""
    return {path: stamp for path in paths if (stamp := _stamp(root, path)) is not None}


def _stamp(root: Path, path: str) -> int | None:
    try:
        return stamp_of(os.stat(f"{root}/{path}"))  # noqa: PTH116  # twice as fast here
    except FileNotFoundError:
        return None
    except OSError:
        return UNKNOWN  # reading it will tell what is wrong


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
