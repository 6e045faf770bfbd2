"""The full text index on disk: an SQLite file with what each body is cut into, no bodies.

Its table of grams can't forget a text (SQLite before 3.43 can't delete from such), so a changed one
gets a new number and the old number means nothing any more; when too many do, all is built anew.
Programs may share the file: SQLite takes turns, `generation` tells that texts were put in, `epoch` that
all was built anew. What a program was ended in is as if it had not been begun.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock

from tui.blog.search.documents import Documents, Known
from tui.blog.search.grams import TOKENIZER, Cut
from tui.blog.search.question import EVERY, Question, near

VERSION = 6
"""Of what is in the file: a number higher when it is something else."""

NAME = "text-{}.db"
"""The file's name, of whatever version."""

FILE = NAME.format(VERSION)
"""The file's name."""

_SCHEMA = """
    PRAGMA page_size = 16384;
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS state (epoch INTEGER, generation INTEGER, texts INTEGER, untidy INTEGER);
    CREATE TABLE IF NOT EXISTS documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL, stamp INTEGER, start INTEGER, odd BLOB
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS grams USING fts5(
        text, content='', detail=none, columnsize=0, tokenize="{tokenizer}"
    );
    CREATE TABLE IF NOT EXISTS vocabulary (id INTEGER PRIMARY KEY AUTOINCREMENT, lines BLOB NOT NULL);
    INSERT INTO grams(grams, rank) VALUES ('pgsz', 16200);
    INSERT INTO grams(grams, rank) VALUES ('hashsize', {memory});
    INSERT INTO state SELECT 0, 0, 0, 0 WHERE NOT EXISTS (SELECT * FROM state);
    COMMIT;
""".replace("{tokenizer}", TOKENIZER.replace('"', '""')).replace("{memory}", str(32 << 20))
_BUSY = 5.0  # seconds to wait for another program that writes
_WASTE = 1000  # numbers that mean nothing any more, beside as many as there are texts, before a new start
_UNTIDY = 200  # texts put in, after which it is worth tidying
_STEP = 128  # pages that are tidied in one transaction, so that it is soon over


@dataclass(frozen=True, slots=True)
class Text:
    """A text to put in."""

    path: str
    stamp: int
    start: int
    """Where it begins, in bytes of its file; -1 where the file can't be searched as UTF-8."""

    cut: Cut


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the file says of a word."""

    sure: Sequence[str] = ()
    """The paths of texts that hold it."""

    likely: Sequence[str] = ()
    """The paths of others that may."""

    whole: bool = True
    """Whether this is said of all texts, not only of those that were asked about."""


class Store:
    """The file.

    Its methods may raise `sqlite3.Error`, and be called from any thread.

    Args:
        file: Where it is.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        """Where it is."""

        self._writing = Lock()
        self._lock = Lock()  # for what is known and what reads it
        self._known = Documents()
        self._reader: tuple[int, sqlite3.Connection] | None = None
        self._words: set[str] = set()  # in the vocabulary for sure

    def lacks(self, stamps: Mapping[str, int]) -> frozenset[str]:
        """Return the paths whose texts are not in, or with other stamps; `stamps` is never changed."""
        with self._read() as (known, _):
            return known.unknown(stamps)

    def gone(self, stamps: Mapping[str, int]) -> list[str]:
        """Return the paths whose texts are in, and that there are no more."""
        with self._read() as (known, _):
            return [path for path in known.texts if path not in stamps]

    def known(self, paths: Iterable[str], stamps: Mapping[str, int]) -> list[Known | None]:
        """Return what is known of texts that are of the same stamp and can be searched as UTF-8."""
        with self._lock:
            texts = [(self._known.texts.get(path), stamps.get(path)) for path in paths]
        return [text if text and text.stamp == stamp and text.start >= 0 else None for text, stamp in texts]

    def candidates(self, word: str, among: Iterable[str] = ()) -> Candidates:
        """Return the texts that hold a normal word or phrase, as far as their parts tell.

        What is said of paths that the store lacks means nothing.

        Args:
            word: The word.
            among: The paths to ask about alone if their texts were put in together, which is quicker.
        """
        with self._read() as (known, base):
            numbers = near(known.texts[path].number for path in among if path in known.texts)
            sure, likely = Question(base, known.vocabulary, numbers).ask(word)
            return Candidates(
                [path for path in map(known.paths.get, sure) if path is not None],
                [path for path in map(known.paths.get, likely) if path is not None],
                whole=numbers == EVERY,
            )

    def is_wasteful(self) -> bool:
        """Tell whether most of the file means nothing any more."""
        with self._read() as (known, base):
            (texts,) = base.execute("SELECT texts FROM state").fetchone()
            return bool(texts > 2 * len(known.texts) + _WASTE)

    def renew(self) -> None:
        """Take all texts out."""
        with self._writing, self._change() as base:
            base.execute("INSERT INTO grams(grams) VALUES ('delete-all')")
            base.execute("DELETE FROM documents")
            base.execute("DELETE FROM vocabulary")
            base.execute("UPDATE state SET epoch = epoch + 1, texts = 0")
            self._words = set()

    def write(self, texts: Iterable[Text], gone: Iterable[str] = ()) -> None:
        """Put texts in, each in place of an earlier one of its path, and take others out.

        Args:
            texts: Those to put in.
            gone: The paths of those to take out.
        """
        with self._writing, self._change() as base:
            with self._lock:
                known = self._known_now(base).texts
            before = [known[path].number for path in gone if path in known]
            words: set[str] = set()
            count = 0
            for text in texts:
                if text.path in known:
                    if known[text.path].stamp == text.stamp:
                        continue  # another program was quicker
                    before.append(known[text.path].number)
                _insert(base, text)
                words |= text.cut.words
                count += 1
            base.executemany("DELETE FROM documents WHERE id = ?", ((number,) for number in before))
            words -= self._words
            if words:
                lines = "\n".join([*words, ""]).encode("utf-8", "surrogatepass")
                base.execute("INSERT INTO vocabulary(lines) VALUES (?)", (lines,))
            base.execute(
                "UPDATE state SET generation = generation + 1, texts = texts + ?, untidy = untidy + ?",
                (count, count),
            )
        self._words |= words
        with self._lock:
            for path in gone:
                self._known.drop(path)

    def tidy(self, cancelled: Callable[[], bool]) -> None:
        """Merge what many writes left apart, and give the room back to the disk, step by step.

        Args:
            cancelled: Asked before each step.
        """
        with self._writing, self._connect() as base:
            (untidy,) = base.execute("SELECT untidy FROM state").fetchone()
            if untidy < _UNTIDY:
                return
            for _ in chain(_merge(base), _unite(base), _shrink(base)):
                if cancelled():
                    return
            base.execute("UPDATE state SET untidy = 0")

    @property
    def size(self) -> int:
        """What the file takes, in bytes, with what is written and not yet put into it."""
        files = (self.file, self.file.with_name(f"{self.file.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def drop(self) -> None:
        """Remove the file: it is corrupt, or of another version of this program."""
        with self._lock:
            self._forget()
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                self.file.with_name(self.file.name + end).unlink(missing_ok=True)

    def _forget(self) -> None:
        if self._reader is not None:
            self._reader[1].close()
        self._reader, self._known, self._words = None, Documents(), set()

    @contextmanager
    def _read(self) -> Iterator[tuple[Documents, sqlite3.Connection]]:
        """Give what is known, and what asks the file in the same state, whatever other programs write."""
        with self._lock:
            try:
                base = self._opened()
                base.execute("BEGIN")
                try:
                    yield self._known_now(base), base
                finally:
                    base.execute("ROLLBACK")
            except sqlite3.Error:
                self._forget()
                raise

    def _opened(self) -> sqlite3.Connection:
        """Return the connection that reads, a new one where the file is another one."""
        if self._reader is not None:
            with suppress(OSError):
                if self.file.stat().st_ino == self._reader[0]:
                    return self._reader[1]
            self._forget()
        base = _connected(self.file)
        self._reader = self.file.stat().st_ino, base
        return base

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        with closing(_connected(self.file)) as base:
            yield base

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction that writes."""
        with self._connect() as base, base:
            base.execute("BEGIN IMMEDIATE")
            yield base

    def _known_now(self, base: sqlite3.Connection) -> Documents:
        """Return what the file knows, read on if another program wrote."""
        epoch, generation = base.execute("SELECT epoch, generation FROM state").fetchone()
        if epoch != self._known.epoch:
            self._known = Documents(epoch)
        if generation != self._known.generation:
            self._known.read(base, generation)
        return self._known


def _connected(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=_BUSY, isolation_level=None, check_same_thread=False)
    try:
        base.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone():
            base.executescript(_SCHEMA)
        base.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        base.close()
        raise
    return base


def _insert(base: sqlite3.Connection, text: Text) -> None:
    path, odd = text.path.encode("utf-8", "surrogateescape"), text.cut.odd.encode("utf-8", "surrogatepass")
    number = base.execute(
        "INSERT INTO documents(path, stamp, start, odd) VALUES (?, ?, ?, ?)",
        (path, text.stamp, text.start, odd),
    ).lastrowid
    base.execute("INSERT INTO grams(rowid, text) VALUES (?, ?)", (number, text.cut.grams))


def _merge(base: sqlite3.Connection) -> Iterator[None]:
    """Merge the grams' segments into one, some pages at a time."""
    pages = -_STEP  # takes all segments for ones to merge
    while True:
        yield
        before = base.total_changes
        base.execute("INSERT INTO grams(grams, rank) VALUES ('merge', ?)", (pages,))
        if base.total_changes - before < 2:  # nothing but the order itself
            return
        pages = _STEP


def _unite(base: sqlite3.Connection) -> Iterator[None]:
    """Put the words of all writes together, each once."""
    yield
    with base:
        base.execute("BEGIN IMMEDIATE")
        rows = base.execute("SELECT lines FROM vocabulary").fetchall()
        lines = b"\n".join([*{*b"".join(line for (line,) in rows).split()}, b""])
        base.execute("DELETE FROM vocabulary")
        base.execute("INSERT INTO vocabulary(lines) VALUES (?)", (lines,))
        base.execute("UPDATE state SET generation = generation + 1")


def _shrink(base: sqlite3.Connection) -> Iterator[None]:
    """Give pages that are free back to the disk."""
    while base.execute("PRAGMA freelist_count").fetchone()[0]:
        yield
        base.execute(f"PRAGMA incremental_vacuum({_STEP})").fetchall()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
