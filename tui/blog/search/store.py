"""The full text index on disk: an SQLite file with the grams and words of each body, no bodies.

Its tables can't forget a text (SQLite before 3.43 can't delete from such), so a changed one
gets a new number and the old number means nothing any more; when too many do, all is built anew.
Two programs may share the file: SQLite takes turns, and `generation` tells that numbers changed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from tui.blog.search.grams import TOKENIZER, expression, is_exact, parts, term
from tui.blog.search.vocabulary import Vocabulary

_SCHEMA = """
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS state (generation INTEGER NOT NULL, texts INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL, stamp INTEGER NOT NULL
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS grams USING fts5(
        text, content='', detail=none, columnsize=0, tokenize="{tokenizer}"
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
        text, content='', detail=none, columnsize=0, tokenize="{tokenizer}"
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, row);
    INSERT INTO state SELECT 0, 0 WHERE NOT EXISTS (SELECT * FROM state);
    COMMIT;
""".replace("{tokenizer}", TOKENIZER.replace('"', '""'))
_BUSY = 2.0  # seconds to wait for another program that writes
_WORDS = 4000  # words that hold what is sought, above which it is in nearly every text anyway
_WASTE = 1000  # numbers that mean nothing any more, beside as many as there are texts, before a new start


@dataclass(frozen=True, slots=True)
class Text:
    """A text to put in."""

    path: str
    stamp: int
    grams: str
    words: str


@dataclass(slots=True)
class Documents:
    """What the file knows, in memory."""

    generation: int = -1
    numbers: dict[str, int] = field(default_factory=dict)
    """Each path's number; other numbers mean nothing any more."""

    stamps: dict[str, int] = field(default_factory=dict)
    """Each path's stamp when its text was put in."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the file says of a word. Asked path by path, for most are never looked at."""

    known: Documents
    latest: int
    """The last number there was: of later ones nothing is said."""

    sure: Collection[int]
    """The numbers of texts that hold the word."""

    likely: Collection[int]
    """The numbers of others that may."""

    def of(self, path: str, stamp: int | None) -> bool | None:
        """Tell whether a text holds the word; None where it has to be read.

        Args:
            path: Its path.
            stamp: What tells the text that is meant from earlier ones.
        """
        number = self.known.numbers.get(path)
        if (
            number is None
            or number > self.latest
            or number in self.likely
            or self.known.stamps.get(path) != stamp
        ):
            return None
        return number in self.sure


class Store:
    """The file.

    Its methods may raise `sqlite3.Error`, and be called from any thread.

    Args:
        file: Where it is.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._known = Documents()

    def stamps(self) -> dict[str, int]:
        """Return the stamps of the texts that are in, by path."""
        with self._open() as base:
            return self._documents(base).stamps.copy()

    def candidates(self, word: str) -> Candidates:
        """Return the texts that hold a normal word or phrase, as far as their parts tell."""
        with self._open() as base:
            known = self._documents(base)
            sure, likely = _numbers(base, word, known.vocabulary)
            (latest,) = base.execute("SELECT max(id) FROM documents").fetchone()
            return Candidates(known, latest or 0, sure, likely)

    def write(self, texts: Sequence[Text], gone: Sequence[str] = ()) -> None:
        """Put texts in, each in place of an earlier one of its path, and take others out.

        Args:
            texts: Those to put in.
            gone: The paths of those to take out.
        """
        with self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            known = self._documents(base)
            for path in (*gone, *(text.path for text in texts)):
                if path in known.numbers:
                    base.execute("DELETE FROM documents WHERE id = ?", (known.numbers.pop(path),))
                    del known.stamps[path]
            (there,) = base.execute("SELECT texts FROM state").fetchone()
            if there > 2 * len(known.stamps) + _WASTE:
                base.execute("INSERT INTO grams(grams) VALUES ('delete-all')")
                base.execute("INSERT INTO words(words) VALUES ('delete-all')")
                base.execute("DELETE FROM documents")
                self._known = known = Documents(known.generation)
                there = 0
            for text in texts:
                row = (os.fsencode(text.path), text.stamp)
                number = base.execute("INSERT INTO documents(path, stamp) VALUES (?, ?)", row).lastrowid or 0
                base.execute("INSERT INTO grams(rowid, text) VALUES (?, ?)", (number, text.grams))
                base.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, text.words))
                known.numbers[text.path], known.stamps[text.path] = number, text.stamp
                known.vocabulary.add(text.words.split(" "))
            known.generation += 1
            base.execute("UPDATE state SET generation = ?, texts = ?", (known.generation, there + len(texts)))

    def tidy(self) -> None:
        """Merge what many writes left apart, and give the room back to the disk."""
        with self._open() as base:
            for table in ("grams", "words"):
                base.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608  # names of our own
            base.commit()
            base.execute("VACUUM")

    def drop(self) -> None:
        """Remove the file: it is corrupt, or of another version of this program."""
        self._known = Documents()
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._file.with_name(self._file.name + end).unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction."""
        with self._lock, closing(sqlite3.connect(self._file, timeout=_BUSY)) as base:
            try:
                if not base.execute("SELECT 1 FROM sqlite_master").fetchone():
                    base.execute("PRAGMA journal_mode = WAL")
                    base.executescript(_SCHEMA)
                base.execute("PRAGMA synchronous = NORMAL")
                with base:
                    yield base
            except BaseException:
                self._known = Documents()  # what of it was written is not known
                raise

    def _documents(self, base: sqlite3.Connection) -> Documents:
        """Return what the file knows, read again if another program changed it."""
        (generation,) = base.execute("SELECT generation FROM state").fetchone()
        if generation != self._known.generation:
            known = Documents(generation)
            for number, path, stamp in base.execute("SELECT id, path, stamp FROM documents"):
                name = os.fsdecode(path)
                known.numbers[name], known.stamps[name] = number, stamp
            known.vocabulary.add(word for (word,) in base.execute("SELECT term FROM vocabulary"))
            self._known = known
        return self._known


def _numbers(base: sqlite3.Connection, word: str, vocabulary: Vocabulary) -> tuple[set[int], set[int]]:
    """Return the numbers of the texts that hold a normal word for sure, and of others that may."""
    if is_exact(word):
        return _matching(base, "grams", expression(word)), set()
    found: set[int] | None = None
    for run in parts(word):
        holding = vocabulary.holding(run, _WORDS)
        if holding is not None:
            texts = _matching(base, "words", " OR ".join(map(term, holding))) if holding else set()
            if run.run == word:
                return texts, set()
            found = texts if found is None else found & texts
    pairs = _matching(base, "grams", expression(word)) if found is None or found else set()
    return set(), pairs if found is None else pairs & found


def _matching(base: sqlite3.Connection, table: str, query: str) -> set[int]:
    found = base.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (query,))  # noqa: S608  # names of our own
    return {number for (number,) in found}
