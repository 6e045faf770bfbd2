"""Unsaved work kept in the state folder, so that a closed terminal or a killed process loses nothing.

A post is never touched by this: what is kept is the post as it was and as it was to be, whole, so
that the work can be merged with whatever stands on disk when it is taken up again.

Each process keeps its work under a session of its own and holds that session's lock, which dies
with it. So two of them may work on one post, and what is offered again is only what nobody works on.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from tui.blog import files
from tui.blog.document import Document
from tui.blog.errors import FileError
from tui.blog.lock import locked
from tui.blog.packed import packing

SIZE = 3 * files.LIMIT
"""Bytes of the largest record: a post twice, and its path."""


class Work(msgspec.Struct, frozen=True):
    """Unsaved work on one post."""

    path: str
    """The post, from the site's root."""

    base: bytes
    """The post as it was when the work began."""

    mine: bytes
    """The post as it was to be."""


class Typed(msgspec.Struct, frozen=True):
    """What is typed into a field that no post can hold, for it is no value."""

    key: tuple[str | int, ...]
    """The field."""

    text: str
    """What is typed."""

    source: bool = False
    """Whether it is typed as source, in the field's own format."""


class Kept(msgspec.Struct, frozen=True):
    """Unsaved work on one post, or on several in one form."""

    works: tuple[Work, ...]
    """The posts, in the order of the form."""

    saved: float
    """When this was kept, in seconds since the epoch."""

    typed: tuple[Typed, ...] = ()
    """What is typed besides that is no value."""

    session: str = ""
    """The session that kept it."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The posts, from the site's root."""
        return tuple(work.path for work in self.works)

    def of(self, path: str) -> tuple[Document, Document]:
        """Return a post as it was and as it was to be."""
        work = next(work for work in self.works if work.path == path)
        return Document.split(work.base), Document.split(work.mine)


class Drafts:
    """The unsaved work on the posts of one site.

    Args:
        folder: Where it is kept; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = secrets.token_hex(6)
        self._hold = ExitStack()
        self._held = False

    def keep(
        self, posts: Mapping[str, tuple[Document, Document]], moment: float, typed: Iterable[Typed] = ()
    ) -> None:
        """Keep work in the place of what this session kept of the same posts; no work keeps nothing.

        Args:
            posts: Each post, by its path from the site's root: as it was when the work began, and as
                it is to be.
            moment: Now, in seconds since the epoch.
            typed: What is typed besides that is no value.

        Raises:
            FileError: It can't be written.
        """
        typed = tuple(typed)
        if not typed and all(base.data == mine.data for base, mine in posts.values()):
            self.drop(*posts)
            return
        works = tuple(Work(path, base.data, mine.data) for path, (base, mine) in posts.items())
        self._write(Kept(works, moment, typed, self.session))

    def find(self, *paths: str) -> Kept | None:
        """Return the latest work kept of a post, or of several in one form, that nobody works on."""
        return next((kept for kept in self.all() if kept.paths == paths), None)

    def all(self) -> list[Kept]:
        """Return all work that is kept and that nobody else works on, the latest first.

        What can't be read counts as nothing.
        """
        found = []
        for session, places in self._sessions():
            if session != self.session and not self._ended(session):
                continue
            for place in places:
                with suppress(FileError, msgspec.DecodeError, ValueError):
                    found.append(msgspec.convert(packing.decode(files.read(place, SIZE)), Kept))
        return sorted(found, key=lambda kept: -kept.saved)

    def adopt(self, kept: Kept) -> None:
        """Make another session's work this one's: it is dropped with it, and lives on if this ends early.

        Raises:
            FileError: It can't be written.
        """
        if kept.session != self.session:
            self._write(msgspec.structs.replace(kept, session=self.session))
            self.forget(kept)

    def forget(self, kept: Kept) -> None:
        """Forget work that is not wanted."""
        with suppress(OSError):
            self._place(kept.paths, kept.session).unlink(missing_ok=True)

    def drop(self, *paths: str) -> None:
        """Forget this session's work on a post, or on several in one form: it is saved, or not wanted."""
        with suppress(OSError):
            self._place(paths, self.session).unlink(missing_ok=True)

    def close(self) -> None:
        """End the session: what it kept is offered to others from now on."""
        self._hold.close()
        self._held = False

    def _write(self, kept: Kept) -> None:
        self._begin()
        place = self._place(kept.paths, self.session)
        try:
            before = files.digest(files.read(place, SIZE))
        except FileError:
            before = None
        data = packing.encode(msgspec.to_builtins(kept, builtin_types=(bytes,)))  # paths may be no UTF-8
        files.replace(place, data, expect=before)

    def _begin(self) -> None:
        """Hold the lock that tells others that this session lives."""
        if self._held:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FileError(f"its folder can't be made: {error.strerror}", path=self.folder) from error
        self._hold.enter_context(locked(self._lock(self.session), 0))
        self._held = True

    def _sessions(self) -> Iterator[tuple[str, list[Path]]]:
        """Yield the sessions that kept something, and where; tidy away what ended and kept nothing."""
        kept: dict[str, list[Path]] = {}
        for place in sorted(self.folder.glob("*.draft")):
            kept.setdefault(place.stem.rpartition(".")[2], []).append(place)
        yield from kept.items()
        for lock in self.folder.glob("*.lock"):
            if lock.stem not in kept and lock.stem != self.session and self._ended(lock.stem):
                with suppress(OSError):
                    lock.unlink()

    def _ended(self, session: str) -> bool:
        try:
            with locked(self._lock(session), 0):
                return True
        except FileError:
            return False

    def _lock(self, session: str) -> Path:
        return self.folder / f"{session}.lock"

    def _place(self, paths: Sequence[str], session: str) -> Path:
        name = blake2b("\0".join(paths).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
        return self.folder / f"{name}.{session}.draft"
