"""The index: what is on disk, kept as a library.

Files are read by their heads first, which hold nearly every front matter whole; bodies are read
later, for their words and for the full text. What was read is kept in the user's cache by each
file's size, time and inode, so that the next start shows posts before it looks at one of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from tui.blog.collecting import seldom_collected
from tui.blog.index.cache import Cache
from tui.blog.index.helper import judge_all
from tui.blog.index.judging import Judged
from tui.blog.index.known import FEW, Known
from tui.blog.index.reading import UNKNOWN, is_settled
from tui.blog.index.rulers import compare, files_below, reloaded, stamped
from tui.blog.library import Library
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
        self._known = Known(site)
        self._shown = self._known.library

    @property
    def next_turn(self) -> datetime | None:
        """When the next post changes its status by itself; `refresh` without paths sees to it then."""
        return self._known.next_turn

    def load(self) -> Library:
        """Return the library as it was kept, without a look at the posts; an empty one if it was not."""
        with self._lock:
            kept = self._cache.load()
            if (
                kept
                and kept.judges == self._judges
                and kept.governing == stamped(self.site.root, kept.governing)
            ):
                self._known = Known(self.site, kept)
                self._show()
            return self.library

    def clear(self) -> None:
        """Forget what was kept: the next scan reads every file."""
        with self._lock:
            self._cache.clear()
            self._known = Known(self.site)
            self._show()

    def scan(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Library:
        """Read what changed on disk since it was last read, and return the library.

        While more files are read than are known, `library` already has those read so far; fewer come in one
        step. Cancelled, it keeps what was read.

        Args:
            progress: Told how many files are read, of those that have to be.
            cancelled: Asked before each file.
        """
        with self._lock:
            changed = self._scan((), progress, cancelled)
            self._show()
            self._keep(changed)
            return self.library

    def refresh(self, paths: Iterable[Path] = ()) -> Library:
        """Read files again that may have changed, and return the library, in one step. Any path will do.

        Args:
            paths: Files or folders, new, different, gone or none of these; absolute.
        """
        root = self.site.root
        with self._lock:
            names = {path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)}
            known = {name for name in names if name in self._known.stamps and not self.site.governs(name)}
            known |= self._known.due(self._clock())
            if any(map(self._unsettles, names - known)) or not all((root / name).is_file() for name in known):
                self._scan(known, aside=True)
            elif known:
                self._read(known, whole=len(known) <= FEW, aside=True)
            self._show()
            return self.library

    def count_words(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None, *, aside: bool = False
    ) -> Library:
        """Read whole what only a head was read of, and return the library with all words counted.

        They are shown when all are counted, as a screen is laid out anew each time.

        Args:
            progress: Told how many files are read, of those that have to be.
            cancelled: Asked before each file.
            aside: Whether to count as little as may be in this process.
        """
        with self._lock:
            waiting = sorted(self._known.stamps.heads, reverse=True)
        self._read_on(waiting, progress, cancelled, aside=aside)
        return self.library

    def settle(self) -> Library:
        """Read again what changed too lately to be sure that it did not change once more since."""
        with self._lock:
            lately = [path for path in self._known.stamps if self._known.stamps.is_unknown(path)]
        settled = [path for path in lately if is_settled(f"{self.site.root}/{path}")]
        self._read_on(settled)
        return self.library

    def _read_on(
        self,
        paths: Collection[str],
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        *,
        aside: bool = False,
    ) -> None:
        """Read files whole while nothing waits for that: a save is shown meanwhile.

        What changed since it was read here is left to who is told of the change. What is read is kept now and
        then, so that who leaves early need not begin anew.

        Args:
            paths: The files.
            progress: Told how many are read.
            cancelled: Asked before each.
            aside: Whether to read as little as may be in this process.
        """
        site = self.site
        batches = self._judged(paths, whole=True, aside=aside, progress=progress, cancelled=cancelled)
        with closing(batches):
            for batch in batches:
                with self._lock:
                    if self.site is not site or (cancelled and cancelled()):
                        return
                    still = list(filter(self._is_still, batch))
                    self._known.put(site, still)
                    self._keep(len(still))
        with self._lock:
            self._show()

    def _is_still(self, one: Judged) -> bool:
        """Tell whether a file is as it was read, so far as that shows: what just changed is settled later."""
        found = stamped(self.site.root, [one.path])
        return found == {one.path: one.stamp} or (one.stamp == UNKNOWN and bool(found))

    @property
    def stamps(self) -> Mapping[str, int]:
        """What tells each listed file from its earlier self, by path; `UNKNOWN` where nothing does."""
        if not self._known.has_stamps:
            with self._lock:
                return self._known.stamps
        return self._known.stamps  # without waiting for what is being read

    def _scan(
        self,
        again: Collection[str] = (),
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        *,
        aside: bool = False,
    ) -> int:
        """Compare the disk with what is known; return how many files were other.

        Args:
            again: Paths to read whatever their stamps say.
            progress: Told how many files are read.
            cancelled: Asked before each.
            aside: Whether to read as little as may be in this process.
        """
        known = self._known
        found = compare(self.site, known.stamps, known.governing)
        if known.stamps and found.governing != known.governing:
            self.site = reloaded(self.site)
            known.library = known.library.grouped(self.site.taxonomies)
            found = compare(self.site, known.stamps, known.governing, anew=True)
        known.governing = found.governing
        wanted = {*found.other, *again, *known.due(self._clock())}.difference(found.gone)
        if found.gone:
            known.put(self.site, (Judged(path, None) for path in found.gone))
        return len(found.gone) + self._read(
            sorted(wanted, reverse=True),  # names often begin with a date: the newest first
            whole=len(wanted) <= FEW and bool(known.stamps),  # what did not change is told by its words too
            gradually=len(wanted) > len(known.stamps),
            aside=aside,
            progress=progress,
            cancelled=cancelled,
        )

    def _unsettles(self, name: str) -> bool:
        """Tell whether a path that is no known post may change what posts there are, or others of them."""
        if name == "." or self.site.governs(name):
            return True
        place = self.site.root / name
        if place.is_file():
            return self.site.is_post(name)
        if not place.is_dir():
            return any(path.startswith(f"{name}/") for path in self._known.stamps)
        below = (f"{name}/{inner}" for inner in files_below(place))
        return any(path not in self._known.stamps and self.site.is_post(path) for path in below)

    def _read(
        self,
        paths: Collection[str],
        *,
        whole: bool,
        gradually: bool = False,
        aside: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> int:
        """Read files, put what they are into the library, and return how many they are.

        Args:
            paths: The files.
            whole: Whether to read all of each, not its head alone.
            gradually: Whether to show what is read so far.
            aside: Whether to read as little as may be in this process.
            progress: Told how many are read.
            cancelled: Asked before each.
        """
        done = 0
        for batch in self._judged(
            paths, whole=whole, gradually=gradually, aside=aside, progress=progress, cancelled=cancelled
        ):
            self._known.put(self.site, batch)
            if gradually:
                self._show()
            done += len(batch)
        return done

    def _judged(
        self,
        paths: Collection[str],
        *,
        whole: bool,
        gradually: bool = False,
        aside: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Generator[list[Judged]]:
        """Read files, and yield what they are, some thousands at a time, or fewer while few are known."""
        judged = judge_all(self.site, paths, self._clock(), whole=whole, aside=aside)
        done, size = 0, _BATCH if gradually else _MOST
        batch: list[Judged] = []
        with closing(judged), seldom_collected():
            while not (cancelled and cancelled()) and (one := next(judged, None)):
                batch.append(one)
                done += 1
                if len(batch) == size:
                    yield batch
                    batch, size = [], min(max(_BATCH, len(self._known.stamps) // _MORE), _MOST)
                if progress and done % _TOLD == 0:
                    progress(done, len(paths))
            if batch:
                yield batch
        if progress:
            progress(done, len(paths))

    def _show(self) -> None:
        """Let the library be what is known."""
        if self._shown is not self._known.library:
            self._shown = self._known.library
            self.library = self._known.library.under(self._under) if self._under else self._known.library

    def _keep(self, changed: int) -> None:
        """Keep what is known for the next start, if reading again what changed would take it longer."""
        if changed > len(self._known.stamps) // _UNKEPT:
            self.keep()

    def keep(self) -> None:
        """Keep what is known for the next start."""
        with self._lock:
            self._cache.save(self._known.kept(self._judges))

    @property
    def _judges(self) -> str:
        """What posts are judged by besides files."""
        return f"{self.site.generator} {time.timezone} {time.tzname}"
