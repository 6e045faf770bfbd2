"""Full text: which bodies hold a word or phrase.

Files that are in the store are looked up there, all others are read and searched, so the
answer is the same whether the store is empty, half built, full, or can't be used at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.blog.errors import FileError
from tui.blog.index.reading import UNKNOWN, Reading, read_stamped, read_whole
from tui.blog.query import Query
from tui.blog.search.documents import Known
from tui.blog.search.excerpts import Excerpt, quote
from tui.blog.search.learning import MANY, learn, learn_beside
from tui.blog.search.match import Match
from tui.blog.search.store import FILE, Candidates, Store

if TYPE_CHECKING:
    from tui.blog.index.index import Cancelled, Index, Progress
    from tui.blog.post import Post

T = TypeVar("T")

_QUOTED = 500  # excerpts that are kept, more than any screen shows

_PRIMARY = 0xFF  # the bits of SQLite's result codes that tell the kind of failure
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_WRONG = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG)  # with the question: others may well be answered


class Texts:
    """The bodies of an index's posts, searched. Its methods may be called from any thread.

    Args:
        index: The index.
        folder: The site's folder in the user's cache; None searches without a store.
    """

    def __init__(self, index: Index, folder: Path | None) -> None:
        self._index = index
        self._store = Store(folder / FILE) if folder else None
        self._quoted: dict[tuple[str, int, Sequence[str]], Excerpt | None] = {}
        self.problem = ""
        """Why bodies are read instead of looked up, for the user; empty if they are not."""

    def update(self, progress: Progress | None = None, cancelled: Cancelled = lambda: False) -> None:
        """Bring the store up to the index: put in what is new or different, take out what is gone.

        Args:
            progress: Told how many texts are in, of those that have to be put in.
            cancelled: Asked again and again whether to stop.
        """
        self._index.settle()
        stamps, root = self._index.stamps, self._index.site.root

        def put(store: Store) -> None:
            if store.is_wasteful():
                store.renew()
            if gone := store.gone(stamps):
                store.write((), gone)
            waiting = self._newest_last(store.lacks(stamps))

            def told(done: int) -> None:
                if progress:
                    progress(done, len(waiting))

            if not waiting or cancelled():
                store.tidy(cancelled)  # which may have been stopped the last time
                return
            if len(waiting) < MANY or not learn_beside(store, root, waiting, told, cancelled):
                learn(store, root, waiting, told, cancelled)

        self._ask(put, cancelled)

    def clear(self) -> None:
        """Forget all that the store holds."""
        self._ask(Store.renew)

    @property
    def size(self) -> int:
        """What the store takes on disk, in bytes."""
        return self._store.size if self._store else 0

    def _newest_last(self, paths: Collection[str]) -> list[str]:
        """Return paths in the order that is put in: so the newest posts stand together."""
        if len(paths) < 2:  # one that is saved needs no order
            return list(paths)
        places = {path: place for place, path in enumerate(self._index.library.select(Query()).paths)}
        return sorted(paths, key=lambda path: -places.get(path, len(places)))

    def lacks(self) -> Collection[str]:
        """Return the paths of the posts that the store says nothing of."""
        stamps = self._index.stamps
        lacking = self._ask(partial(Store.lacks, stamps=stamps))
        return stamps.keys() if lacking is None else lacking

    def candidates(self, match: Match, among: Sequence[str]) -> Candidates | None:
        """Return what the store says of a word, of some posts or of all; None if nothing."""
        return self._ask(partial(Store.candidates, word=match.word, among=among))

    def look(self, paths: Sequence[str], matches: Mapping[str, Match]) -> Iterator[list[str]]:
        """Read bodies, and yield of each which words it holds.

        Args:
            paths: The posts.
            matches: The words.
        """
        stamps, store = self._index.stamps, self._store
        known = store.known(paths, stamps) if store else repeat(None)
        for path, text in zip(paths, known, strict=False):
            holds = self._body(path, text)
            yield [word for word, match in matches.items() if holds(match)]

    def _body(self, path: str, text: Known | None) -> Callable[[Match], bool]:
        """Read a body, and return what tells whether it holds a word.

        Args:
            path: The file.
            text: What is known of it, if anything is.
        """
        if text and (data := read_stamped(f"{self._index.site.root}/{path}", text.stamp)):
            return lambda match: match.is_in(data, text.start, text.odd)
        read = self._read(path)
        return lambda match: read is not None and match.holds(read.document.body)

    def quote(self, posts: Iterable[Post], words: Sequence[str]) -> Mapping[str, Excerpt]:
        """Return why posts were found, by path; those of which nothing says so are left out.

        Args:
            posts: The posts, no more than a screen shows.
            words: The words and phrases that were sought.
        """
        found: dict[str, Excerpt] = {}
        stamps = self._index.stamps
        if len(self._quoted) > _QUOTED:
            self._quoted = {}
        for post in posts:
            stamp = stamps.get(post.path, UNKNOWN)
            key = post.path, stamp, words
            if stamp == UNKNOWN or key not in self._quoted:
                read = self._read(post.path)
                self._quoted[key] = quote(post, read.document.body if read else "", words)
            if one := self._quoted[key]:
                found[post.path] = one
        return found

    def _read(self, path: str) -> Reading | None:
        """Read a file, or return None where it can't be read."""
        try:
            return read_whole(f"{self._index.site.root}/{path}")
        except (FileError, FileNotFoundError):
            return None

    def _ask(self, question: Callable[[Store], T], cancelled: Cancelled = lambda: True) -> T | None:
        """Ask the store, or return None: the answer is looked for without it.

        One that is corrupt is begun anew, and one that can't be used is given up.

        Args:
            question: What to ask.
            cancelled: Whether to go without where another program writes, which was waited for a while.
        """
        corrupt = 0
        while self._store is not None:
            try:
                return question(self._store)
            except sqlite3.Error as error:
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
                if code in _BUSY:
                    if cancelled():
                        return None
                elif code in _CORRUPT and not corrupt:
                    self._store.drop()
                    corrupt += 1
                elif code in _WRONG:
                    self.problem = f"the text index could not be asked, bodies were searched instead: {error}"
                    return None
                else:
                    self._give_up(error)
            except OSError as error:
                self._give_up(error)
        return None

    def _give_up(self, reason: object) -> None:
        self.problem = f"bodies are searched without an index, which takes longer: {reason}"
        self._store = None
