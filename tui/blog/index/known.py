"""What is known of a site's files: the posts they are, what tells them from other files, when they turn."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property

from tui.blog.index.cache import Kept
from tui.blog.index.judging import Judged
from tui.blog.index.stamps import Stamps
from tui.blog.index.verdicts import Verdicts
from tui.blog.library import Library
from tui.blog.packed.post import Packed, pack, unpack
from tui.blog.sites.base import Site

FEW = 200
"""Files changed together that are read whole: of more the heads alone, at first."""


class Known:
    """What is known of the files of a site, whatever of it is listed; nothing at first.

    Args:
        site: The site.
        kept: What was kept of it.
    """

    def __init__(self, site: Site, kept: Kept | None = None) -> None:
        self.library = kept.library(site.taxonomies) if kept else Library((), site.taxonomies)
        self.governing: Mapping[str, int] = kept.governing if kept else {}
        """The files that rule others, with their stamps."""

        self._turns = dict(kept.turns) if kept else {}
        self._verdicts = Verdicts(map(unpack, kept.first)) if kept else Verdicts()
        self._kept = kept

    @property
    def has_stamps(self) -> bool:
        """Whether the stamps are unpacked: only one thread may do that."""
        return "stamps" in self.__dict__

    @cached_property
    def stamps(self) -> Stamps:
        """What tells each file from its earlier self; the first rows need none, so they don't wait for it."""
        kept, self._kept = self._kept, None
        return kept.stamps(self.library) if kept else Stamps(self.library.columns, array("q"), bytearray())

    @property
    def next_turn(self) -> datetime | None:
        """When the next post changes its status by itself."""
        return datetime.fromtimestamp(min(self._turns.values()), UTC) if self._turns else None

    def due(self, now: datetime) -> set[str]:
        """Return the posts whose status has changed by itself."""
        seconds = now.timestamp()
        return {path for path, when in self._turns.items() if when <= seconds}

    def put(self, site: Site, judged: Iterable[Judged]) -> None:
        """Put in what became of files."""
        posts: list[Packed] = []
        gone: list[str] = []
        read: dict[str, tuple[int, bool]] = {}
        for path, post, stamp, partly, turns in judged:
            self._turns.pop(path, None)
            if post is None:
                gone.append(path)
                continue
            posts.append(post)
            read[path] = stamp, partly
            if turns:
                self._turns[path] = turns
        if len(posts) <= FEW:  # a change of a few is often none: then nobody has to be told
            posts = [post for post in posts if post.record != self._as_told(post.path)]
        stamps = self.stamps
        self.library = self._verdicts.put(site, self.library, posts, gone)
        self.stamps = stamps.replaced(self.library.columns, read, gone)

    def kept(self, judges: str) -> Kept:
        """Return what to keep for the next start.

        Args:
            judges: What posts were judged by besides files.
        """
        return Kept.of(
            self.library,
            self.stamps,
            self._verdicts.first.values(),
            judges=judges,
            governing=self.governing,
            turns=self._turns,
        )

    def _as_told(self, path: str) -> bytes | None:
        """Return the record of a post as the site saw it alone."""
        post = self._verdicts.first.get(path) or self.library.get(path)
        return pack(post) if post else None
