"""The index: what is on disk, kept as a library.

Files are read by their heads first, which hold nearly every front matter whole; bodies are read
later, for their words and for the full text. What was read is kept in the user's cache by each
file's size, time and inode, so that the next start shows posts before it looks at one of them.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from tui.blog.collecting import seldom_collected
from tui.blog.index.cache import Cache, Kept
from tui.blog.index.helper import judge_heads
from tui.blog.index.judging import Judged, judge_whole
from tui.blog.index.reading import UNKNOWN
from tui.blog.index.rulers import compare, files_below, reloaded, stamped
from tui.blog.index.stamps import Stamps
from tui.blog.index.verdicts import Verdicts
from tui.blog.library import Library
from tui.blog.packed.post import Packed, pack, unpack
from tui.blog.sites.base import Site

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many files are done, and of how many."""

Cancelled: TypeAlias = Callable[[], bool]
"""Asked between two files whether to stop."""

_BATCH = 256  # files read before they are shown, …
_MORE = 2  # … or a part of all that are known, for each time takes longer the more there are
_MOST = 8192  # … but no more than take some ten megabytes while they wait
_TOLD = 50  # files between two reports of progress
_UNKEPT = 100  # of so many posts, one may have changed since they were kept
_LATER = 256  # files read whole while nothing else waits
_FEW = 200  # files changed together whose bodies are read at once; of more, the heads alone


class Index:
    """Keeps a library equal to a site on disk. Its methods may be called from any thread.

    Args:
        site: The site. A changed configuration replaces it: ask for `site` anew.
        cache: The site's folder in the user's cache; None keeps nothing.
        clock: Tells the moment that statuses are judged by.
        under: Only posts in this folder are listed; a path from the site's root, or empty.
    """

    def __init__(
        self, site: Site, *, cache: Path | None, clock: Callable[[], datetime], under: str = ""
    ) -> None:
        self.site = site
        self.library = Library((), site.taxonomies)
        """The posts as they are known now."""

        self._cache = Cache(cache)
        self._clock = clock
        self._under = f"{under}/" if under else ""
        self._lock = RLock()
        self._forget()

    def _forget(self) -> None:
        self._all = Library((), self.site.taxonomies)  # of the whole site, whatever is listed
        self._stamps = Stamps(self._all.columns, array("q"), bytearray())
        self._governing: dict[str, int] = {}
        self._turns: dict[str, float] = {}
        self._verdicts = Verdicts()
        self._kept: Kept | None = None

    @property
    def next_turn(self) -> datetime | None:
        """When the next post changes its status by itself; `refresh` without paths sees to it then."""
        return datetime.fromtimestamp(min(self._turns.values()), UTC) if self._turns else None

    def load(self) -> Library:
        """Return the library as it was kept, without a look at the posts; an empty one if it was not."""
        with self._lock:
            kept = self._cache.load()
            if (
                kept
                and kept.judges == self._judges
                and kept.governing == stamped(self.site.root, kept.governing)
            ):
                self._forget()
                self._all = kept.library(self.site.taxonomies)
                self._governing = kept.governing
                self._turns = kept.turns
                self._verdicts = Verdicts(map(unpack, kept.first))
                self._kept = kept
                self._publish()
            return self.library

    def clear(self) -> None:
        """Forget what was kept: the next scan reads every file."""
        with self._lock:
            self._cache.clear()
            self._forget()
            self._publish()

    def scan(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Library:
        """Read what changed on disk since it was last read, and return the library.

        While many files are read, `library` already has those read so far. Cancelled, it keeps them.

        Args:
            progress: Told how many files are read, of those that have to be.
            cancelled: Asked before each file.
        """
        with self._lock:
            self._keep(self._scan((), progress, cancelled))
            return self.library

    def refresh(self, paths: Iterable[Path] = ()) -> Library:
        """Read files again that may have changed, and return the library. Any path will do.

        Args:
            paths: Files or folders, new, different, gone or none of these; absolute.
        """
        root = self.site.root
        with self._lock:
            self._unpack()
            names = {path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)}
            known = {name for name in names if name in self._stamps and not self.site.governs(name)}
            known |= self._due()
            if any(map(self._unsettles, names - known)) or not all((root / name).is_file() for name in known):
                self._scan(known, None, None)
            elif known:
                self._read(known, whole=len(known) <= _FEW)
            return self.library

    def count_words(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Library:
        """Read whole what only a head was read of, and return the library with all words counted.

        Args:
            progress: Told how many files are read, of those that have to be.
            cancelled: Asked before each file.
        """
        with self._lock:
            self._unpack()
            waiting = sorted(self._stamps.heads, reverse=True)
        for start in range(0, len(waiting), _LATER):
            with self._lock:  # let go between batches: a save must not wait for all the bodies
                batch = [path for path in waiting[start : start + _LATER] if self._stamps.is_head(path)]
                self._read(batch, whole=True, cancelled=cancelled)
            if cancelled and cancelled():
                break
            if progress:
                progress(min(start + _LATER, len(waiting)), len(waiting))
        with self._lock:
            self._keep(len(waiting))
        return self.library

    def settle(self) -> Library:
        """Read again what changed too lately to be sure that it did not change once more since."""
        with self._lock:
            self._unpack()
            lately = [path for path, stamp in self._stamps.items() if stamp == UNKNOWN]
            if lately:
                self._read(lately, whole=len(lately) <= _FEW)
            return self.library

    @property
    def stamps(self) -> Mapping[str, int]:
        """What tells each listed file from its earlier self, by path; `UNKNOWN` where nothing does."""
        if self._kept:
            with self._lock:
                self._unpack()
        return self._stamps

    def _unpack(self) -> None:
        """Unpack what was kept of each file; not needed for the first rows, so not done with them."""
        if self._kept:
            self._stamps = self._kept.stamps(self._all)
            self._kept = None

    def _scan(self, again: Collection[str], progress: Progress | None, cancelled: Cancelled | None) -> int:
        """Compare the disk with what is known; return how many files were other.

        Args:
            again: Paths to read whatever their stamps say.
            progress: Told how many files are read.
            cancelled: Asked before each.
        """
        self._unpack()
        found = compare(self.site, self._stamps, self._governing)
        if self._stamps and found.governing != self._governing:
            self.site = reloaded(self.site)
            self._all = self._all.grouped(self.site.taxonomies)
            found = compare(self.site, self._stamps, self._governing, anew=True)
        self._governing = found.governing
        wanted = sorted(  # names often begin with a date: the newest first
            {*found.other, *again, *self._due()}.difference(found.gone), reverse=True
        )
        if found.gone:
            self._put(Judged(path, None) for path in found.gone)
        whole = bool(self._stamps) and len(wanted) <= _FEW  # what did not change is told by its words too
        return len(found.gone) + self._read(wanted, whole=whole, progress=progress, cancelled=cancelled)

    def _due(self) -> set[str]:
        """Return the posts whose status has changed by itself."""
        now = self._clock().timestamp()
        return {path for path, when in self._turns.items() if when <= now}

    def _unsettles(self, name: str) -> bool:
        """Tell whether a path that is no known post may change what posts there are, or others of them."""
        if name == "." or self.site.governs(name):
            return True
        place = self.site.root / name
        if place.is_file():
            return self.site.is_post(name)
        if not place.is_dir():
            return any(path.startswith(f"{name}/") for path in self._stamps)
        below = (f"{name}/{inner}" for inner in files_below(place))
        return any(path not in self._stamps and self.site.is_post(path) for path in below)

    def _read(
        self,
        paths: Collection[str],
        *,
        whole: bool,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> int:
        """Read files, put what they are into the library, and return how many they are."""
        now = self._clock()
        judged = judge_whole(self.site, paths, now) if whole else judge_heads(self.site, paths, now)
        done, size = 0, _BATCH
        batch: list[Judged] = []
        with closing(judged), seldom_collected():
            while not (cancelled and cancelled()) and (one := next(judged, None)):
                batch.append(one)
                done += 1
                if len(batch) == size:
                    self._put(batch)
                    batch, size = [], min(max(_BATCH, len(self._stamps) // _MORE), _MOST)
                if progress and done % _TOLD == 0:
                    progress(done, len(paths))
            if batch:
                self._put(batch)
        if progress:
            progress(done, len(paths))
        return done

    def _put(self, judged: Iterable[Judged]) -> None:
        """Put what became of files into the library."""
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
        if len(posts) <= _FEW:  # a change of a few is often none: then nobody has to be told
            posts = [post for post in posts if post.record != self._as_told(post.path)]
        before = self._all
        self._all = self._verdicts.put(self.site, before, posts, gone)
        self._stamps = self._stamps.replaced(self._all.columns, read, gone)
        if self._all is not before:
            self._publish()

    def _as_told(self, path: str) -> bytes | None:
        """Return the record of a post as the site saw it alone."""
        post = self._verdicts.first.get(path) or self._all.get(path)
        return pack(post) if post else None

    def _publish(self) -> None:
        self.library = self._all.under(self._under) if self._under else self._all

    def _keep(self, changed: int) -> None:
        """Keep what is known for the next start, if reading again what changed would take it longer."""
        if changed > len(self._stamps) // _UNKEPT:
            self.keep()

    def keep(self) -> None:
        """Keep what is known for the next start."""
        with self._lock:
            self._unpack()
            self._cache.save(
                Kept.of(
                    self._all,
                    self._stamps,
                    self._verdicts.first.values(),
                    judges=self._judges,
                    governing=self._governing,
                    turns=self._turns,
                )
            )

    @property
    def _judges(self) -> str:
        """What posts are judged by besides files."""
        return f"{self.site.generator} {time.timezone} {time.tzname}"
