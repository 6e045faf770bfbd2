"""Unsaved work kept in the state folder, so that a closed terminal or a killed process loses nothing.

A post is never touched by this: what is kept is the post as it was and as it was to be, whole, so
that the work can be merged with whatever stands on disk when it is taken up again.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from tui.blog import files
from tui.blog.document import Document
from tui.blog.errors import FileError

SIZE = 3 * files.LIMIT
"""Bytes of the largest record: a post twice, and its path."""


class Kept(msgspec.Struct, frozen=True):
    """Unsaved work on one post."""

    path: str
    """The post, from the site's root."""

    base: bytes
    """The post as it was when the work began."""

    mine: bytes
    """The post as it was to be."""

    saved: float
    """When this was kept, in seconds since the epoch."""

    @property
    def documents(self) -> tuple[Document, Document]:
        """The post as it was and as it was to be."""
        return Document.split(self.base), Document.split(self.mine)


class Drafts:
    """The unsaved work on the posts of one site.

    Args:
        folder: Where it is kept; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: str, base: Document, mine: Document, moment: float) -> None:
        """Keep work on a post in the place of what was kept of it; work that changes nothing is dropped.

        Args:
            path: The post, from the site's root.
            base: The post as it was when the work began.
            mine: The post as it is to be.
            moment: Now, in seconds since the epoch.

        Raises:
            FileError: It can't be written.
        """
        if base.data == mine.data:
            self.drop(path)
            return
        record = msgspec.msgpack.encode(Kept(path, base.data, mine.data, moment))
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FileError(f"unsaved work can't be kept: {error.strerror}", path=self.folder) from error
        place = self._place(path)
        try:
            before = files.digest(files.read(place, SIZE))
        except FileError:
            before = None
        files.replace(place, record, expect=before)

    def find(self, path: str) -> Kept | None:
        """Return the work kept of a post, or None. What can't be read counts as nothing."""
        try:
            record = msgspec.msgpack.decode(files.read(self._place(path), SIZE), type=Kept)
        except (FileError, msgspec.DecodeError):
            return None
        return record if record.path == path and record.base != record.mine else None

    def all(self) -> list[Kept]:
        """Return all work that is kept, the latest first."""
        found = []
        for place in sorted(self.folder.glob("*.draft")):
            with suppress(FileError, msgspec.DecodeError):
                found.append(msgspec.msgpack.decode(files.read(place, SIZE), type=Kept))
        return sorted(found, key=lambda kept: -kept.saved)

    def drop(self, path: str) -> None:
        """Forget the work on a post: it is saved, or not wanted."""
        with suppress(OSError):
            self._place(path).unlink(missing_ok=True)

    def _place(self, path: str) -> Path:
        name = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
        return self.folder / f"{name}.draft"
