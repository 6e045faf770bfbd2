"""Full text: which bodies hold a word or phrase.

Files whose pairs and words are in the store are looked up there, all others are read and searched, so the
answer is the same whether the store is empty, half built, full, or can't be used at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from tui.blog.errors import FileError
from tui.blog.index.reading import UNKNOWN, Reading, read_stamped, read_whole
from tui.blog.query import Query
from tui.blog.search.excerpts import Excerpt, quote
from tui.blog.search.grams import distinct, pairs, words
from tui.blog.search.match import Match
from tui.blog.search.store import Candidates, Store, Text

if TYPE_CHECKING:
    from tui.blog.index.index import Cancelled, Index, Progress
    from tui.blog.post import Post

T = TypeVar("T")

_MANY = 200  # texts put in, after which the store is tidied
_BATCH = 128  # texts written together: more are written faster, and take more memory until they are
_FIRST = 256  # paths that are asked about alone, so that what a screen shows is known first
_QUOTED = 500  # excerpts that are kept, more than any screen shows


class Texts:
    """The bodies of an index's posts, searched. Its methods may be called from any thread.

    Args:
        index: The index.
        folder: The site's folder in the user's cache; None searches without a store.
    """

    def __init__(self, index: Index, folder: Path | None) -> None:
        self._index = index
        self._store = Store(folder / "text-2.db") if folder else None  # the number: of the store's layout
        self._quoted: dict[tuple[str, int, Sequence[str]], Excerpt | None] = {}
        self.problem = ""
        """Why bodies are read at each search instead of looked up, for the user; empty if they are not."""

    def update(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        """Bring the store up to the index: put in what is new or different, take out what is gone.

        Args:
            progress: Told how many texts are in, of those that have to be put in.
            cancelled: Asked before each text.
        """
        self._index.settle()
        stamps = self._index.stamps
        known = self._ask(Store.stamps) or {}
        if gone := [path for path in known if path not in stamps]:
            self._ask(partial(Store.write, texts=(), gone=gone))
        places = {path: place for place, path in enumerate(self._index.library.select(Query()).paths)}
        waiting = [path for path, stamp in stamps.items() if known.get(path) != stamp]
        waiting.sort(key=lambda path: places.get(path, -1), reverse=True)  # the newest stand together, last
        batch: list[Text] = []
        writer: Thread | None = None
        for done, path in enumerate(waiting, start=1):
            if self._store is None or (cancelled and cancelled()):
                break
            if text := self._text(path):
                batch.append(text)
            if len(batch) == _BATCH or done == len(waiting):
                if writer:
                    writer.join()
                # SQLite works while the next texts are read; a thread that nobody waits for at the end
                writer = Thread(target=self._ask, args=[partial(Store.write, texts=batch)], daemon=True)
                writer.start()
                batch = []
                if progress:
                    progress(done, len(waiting))
        if writer:
            writer.join()
        if len(waiting) > _MANY:
            self._ask(Store.tidy)

    def find(self, text: str, cancelled: Cancelled | None = None) -> frozenset[str]:
        """Return the paths of all posts whose bodies hold a word or phrase.

        Args:
            text: The word or phrase; case, width, kana and runs of white space don't count.
            cancelled: Asked before each body that has to be read; what was found by then is returned.
        """
        match, stamps = Match(text), self._index.stamps
        return frozenset(self._among(stamps, self._told(match, stamps), stamps, match, cancelled))

    def search(self, text: str, paths: Iterable[str], cancelled: Cancelled | None = None) -> Iterator[str]:
        """Yield those of some paths whose bodies hold a word or phrase, in their order, as they are found.

        So the first of a list are known before the rest is looked at.

        Args:
            text: The word or phrase.
            paths: The posts to look into.
            cancelled: Asked before each body that has to be read.
        """
        match, stamps, paths = Match(text), self._index.stamps, iter(paths)
        first = list(islice(paths, _FIRST))
        told = self._told(match, stamps, first)
        yield from self._among(first, told, stamps, match, cancelled)
        if told.part:
            told = self._told(match, stamps)
        yield from self._among(paths, told, stamps, match, cancelled)

    def _told(self, match: Match, stamps: Mapping[str, int], among: Sequence[str] = ()) -> Candidates:
        """Return what the store says of a word."""
        if not match.word:
            return Candidates(sure=tuple(stamps))
        told = self._ask(partial(Store.candidates, word=match.word, stamps=stamps, among=among))
        return told or Candidates(unknown=tuple(stamps))

    def _among(
        self,
        paths: Iterable[str],
        told: Candidates,
        stamps: Mapping[str, int],
        match: Match,
        cancelled: Cancelled | None,
    ) -> Iterator[str]:
        """Yield those of some paths whose bodies hold a word, by what the store says, or else by reading."""
        unknown = set(told.unknown)
        sure = set(told.sure) - unknown
        for path in filter({*sure, *told.likely, *unknown}.__contains__, paths):
            if path not in sure:
                if cancelled and cancelled():
                    return
                start = None if path in unknown else told.likely[path]
                if not self._holds(path, stamps[path], start, match):
                    continue
            yield path

    def _holds(self, path: str, stamp: int, start: int | None, match: Match) -> bool:
        """Look into a file whether its body holds a word.

        Args:
            path: The file.
            stamp: What tells it from an earlier or later self.
            start: Where its body begins, in bytes, if that is known of the stamp.
            match: The word.
        """
        place = f"{self._index.site.root}/{path}"
        if start is not None and (data := read_stamped(place, stamp)):
            return match.is_in(data, start)
        read = self._read(path)
        return read is not None and match.holds(read.document.body)

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

    def _text(self, path: str) -> Text | None:
        """Return what of a file is put in; None where it can't be read, or is not sure to stay as it is."""
        read = self._read(path)
        if read is None or read.stamp == UNKNOWN:
            return None
        document = read.document
        searchable = read.whole and document.codec == "utf-8"
        text = distinct(document.body)
        return Text(path, read.stamp, document.body_start if searchable else None, pairs(text), words(text))

    def _read(self, path: str) -> Reading | None:
        """Read a file, or return None where it can't be read."""
        try:
            return read_whole(f"{self._index.site.root}/{path}")
        except (FileError, FileNotFoundError):
            return None

    def _ask(self, question: Callable[[Store], T]) -> T | None:
        """Ask the store; one that is corrupt is begun anew, one that can't be used is given up."""
        for _ in range(2):
            if self._store is None:
                return None
            try:
                return question(self._store)
            except sqlite3.OperationalError as error:  # locked, read-only, full, without FTS5
                self._give_up(error)
            except sqlite3.DatabaseError:
                self._store.drop()
        self._give_up("it can't be mended")
        return None

    def _give_up(self, reason: object) -> None:
        self.problem = f"bodies are searched without an index, which takes longer: {reason}"
        self._store = None
