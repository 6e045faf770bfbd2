"""What the first paint needs, kept from the last time: it waits for no site to be opened.

To know a site its configuration must be read, and all that reads configurations imported. The posts
are in the index's cache already; a glance remembers where, and what the title bar says.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.library import Library


class Glance(msgspec.Struct, frozen=True):
    """Where the posts of a path were kept."""

    title: str
    """What the title bar says of the site."""

    counts: str
    """What it says of the posts."""

    cache: str
    """The folder in which the index keeps what it read."""

    under: str
    """The folder whose posts are listed; a path from the site's root, or empty."""

    @classmethod
    def recall(cls, path: Path) -> Self | None:
        """Return what is remembered of a path that is still there, or None."""
        if not path.exists():
            return None
        try:
            return msgspec.msgpack.decode(_place(path).read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError):
            return None

    @classmethod
    def of(cls, desk: Desk, title: str, counts: str) -> Self:
        """Return what is to be remembered of an opened site."""
        return cls(title, counts, str(desk.cache), desk.under)

    def remember(self, path: Path) -> None:
        """Keep this for the next start, where the disk lets us, and paths are UTF-8."""
        place = _place(path)
        with suppress(OSError, UnicodeEncodeError):
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.write_bytes(msgspec.msgpack.encode(self))

    def library(self) -> Library | None:
        """Return the posts as they were kept, which may be old by now, or None."""
        from tui.blog.index.cache import Cache

        kept = Cache(Path(self.cache)).load()
        if kept is None:
            return None
        library = kept.library(())
        return library.under(f"{self.under}/") if self.under else library


def _place(path: Path) -> Path:
    from platformdirs import user_cache_path

    name = sha256(str(path.absolute()).encode(sys.getfilesystemencoding(), "surrogateescape")).hexdigest()
    return user_cache_path("postdesk", appauthor=False) / "glances" / name[:24]
