"""The full text index on disk: an SQLite file with the pairs and words of each body, no bodies.

Its tables can't forget a text (SQLite before 3.43 can't delete from such), so a changed one
gets a new number and the old number means nothing any more; when too many do, all is built anew.
Two programs may share the file: SQLite takes turns, and `generation` tells that numbers changed.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
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
        id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL, stamp INTEGER NOT NULL, start INTEGER
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS pairs USING fts5(
        text, content='', detail=none, columnsize=0, tokenize="{tokenizer}"
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
        text, content='', detail=none, columnsize=0, tokenize="{tokenizer}"
    );
    CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, row);
    INSERT INTO pairs(pairs, rank) VALUES ('hashsize', {memory});
    INSERT INTO state SELECT 0, 0 WHERE NOT EXISTS (SELECT * FROM state);
    COMMIT;
""".replace("{tokenizer}", TOKENIZER.replace('"', '""')).replace("{memory}", str(16 << 20))
_BUSY = 2.0  # seconds to wait for another program that writes
_WORDS = 4000  # words that hold what is sought, above which it is in nearly every text anyway
_ALL = 2**63  # above every number
_NEAR = 4  # how many times as many numbers as texts there may be between the first and the last of some
_WASTE = 1000  # numbers that mean nothing any more, beside as many as there are texts, before a new start


@dataclass(frozen=True, slots=True)
class Text:
    """A text to put in."""

    path: str
    stamp: int
    start: int | None
    """Where it begins, in bytes of its file; None where the file can't be searched as UTF-8."""

    pairs: str
    words: str


@dataclass(slots=True)
class Documents:
    """What the file knows of texts, in memory."""

    generation: int = -1
    paths: dict[int, str] = field(default_factory=dict)
    """The path of each number; other numbers mean nothing any more."""

    numbers: dict[str, int] = field(default_factory=dict)
    """Each path's number."""

    stamps: dict[str, int] = field(default_factory=dict)
    """Each path's stamp when its text was put in."""

    starts: dict[str, int | None] = field(default_factory=dict)
    """Where each path's text begins."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    unknown: tuple[Mapping[str, int], list[str]] | None = None
    """Stamps that were asked about, and the paths that are not in with these."""

    def put(self, number: int, path: str, stamp: int, start: int | None) -> None:
        """Take in a text."""
        self.paths[number] = path
        self.numbers[path], self.stamps[path], self.starts[path] = number, stamp, start

    def drop(self, path: str) -> None:
        """Forget a text."""
        del self.paths[self.numbers.pop(path)], self.stamps[path], self.starts[path]

    def others(self, stamps: Mapping[str, int]) -> list[str]:
        """Return the paths whose texts are not in, or with other stamps."""
        if self.unknown is None or self.unknown[0] is not stamps:
            known = self.stamps
            self.unknown = stamps, [path for path, stamp in stamps.items() if known.get(path) != stamp]
        return self.unknown[1]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the file says of a word."""

    sure: Sequence[str] = ()
    """The paths of texts that hold it."""

    likely: Mapping[str, int | None] = field(default_factory=dict)
    """The paths of others that may, and where they begin."""

    unknown: Sequence[str] = ()
    """The paths of texts that it says nothing of."""

    part: bool = False
    """Whether this is said of no more than the paths that were asked about."""


class Store:
    """The file.

    Its methods may raise `sqlite3.Error`, and be called from any thread.

    Args:
        file: Where it is.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._writing = Lock()
        self._lock = Lock()  # for `_known` and its generation: never held for long
        self._known = Documents()

    def stamps(self) -> dict[str, int]:
        """Return the stamps of the texts that are in, by path."""
        with self._open() as base, self._lock:
            return self._documents(base).stamps.copy()

    def candidates(self, word: str, stamps: Mapping[str, int], among: Sequence[str] = ()) -> Candidates:
        """Return the texts that hold a normal word or phrase, as far as their parts tell.

        Args:
            word: The word.
            stamps: What tells the texts that are meant from earlier ones; never changed.
            among: The paths to ask about alone if their texts were put in together, which is quicker.
        """
        with self._open() as base, self._lock:
            base.execute("BEGIN")  # what another program writes meanwhile is not seen
            known = self._documents(base)
            numbers = range(1, _ALL)
            if some := list(filter(None, map(known.numbers.get, among))):
                near = range(min(some), max(some) + 1)
                numbers = near if len(near) <= _NEAR * len(some) < len(known.numbers) else numbers
            sure, likely = _Question(base, known.vocabulary, numbers).ask(word)
            paths = [path for path in map(known.paths.get, likely) if path is not None]
            return Candidates(
                [path for path in map(known.paths.get, sure) if path is not None],
                dict(zip(paths, map(known.starts.__getitem__, paths), strict=True)),
                known.others(stamps),
                part=numbers.stop < _ALL,
            )

    def write(self, texts: Sequence[Text], gone: Sequence[str] = ()) -> None:
        """Put texts in, each in place of an earlier one of its path, and take others out.

        Args:
            texts: Those to put in.
            gone: The paths of those to take out.
        """
        with self._writing, self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            with self._lock:
                known = self._documents(base)
            dropped = [path for path in (*gone, *(text.path for text in texts)) if path in known.numbers]
            for path in dropped:
                base.execute("DELETE FROM documents WHERE id = ?", (known.numbers[path],))
            (there,) = base.execute("SELECT texts FROM state").fetchone()
            anew = there > 2 * (len(known.numbers) - len(dropped)) + _WASTE
            if anew:
                base.execute("INSERT INTO pairs(pairs) VALUES ('delete-all')")
                base.execute("INSERT INTO words(words) VALUES ('delete-all')")
                base.execute("DELETE FROM documents")
                there = 0
            numbers = [_insert(base, text) for text in texts]
            generation = known.generation + 1
            base.execute("UPDATE state SET generation = ?, texts = ?", (generation, there + len(texts)))
            with self._lock:
                base.commit()
                if anew:
                    known = self._known = Documents()
                else:
                    for path in dropped:
                        known.drop(path)
                for number, text in zip(numbers, texts, strict=True):
                    known.put(number, text.path, text.stamp, text.start)
                    known.vocabulary.add(text.words.split(" "))
                known.generation, known.unknown = generation, None

    def tidy(self) -> None:
        """Merge what many writes left apart, and give the room back to the disk."""
        with self._writing, self._open() as base:
            for table in ("pairs", "words"):
                base.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608  # names of our own
            base.commit()
            base.execute("VACUUM")

    def drop(self) -> None:
        """Remove the file: it is corrupt, or of another version of this program."""
        with self._lock:
            self._known = Documents()
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._file.with_name(self._file.name + end).unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction."""
        with closing(sqlite3.connect(self._file, timeout=_BUSY)) as base:
            try:
                if not base.execute("SELECT 1 FROM sqlite_master").fetchone():
                    base.execute("PRAGMA journal_mode = WAL")
                    base.executescript(_SCHEMA)
                base.execute("PRAGMA synchronous = NORMAL")
                with base:
                    yield base
            except BaseException:
                with self._lock:
                    self._known = Documents()  # what of it was written is not known
                raise

    def _documents(self, base: sqlite3.Connection) -> Documents:
        """Return what the file knows, read again if another program changed it."""
        (generation,) = base.execute("SELECT generation FROM state").fetchone()
        if generation != self._known.generation:
            (lines,) = base.execute("SELECT group_concat(term, char(10)) FROM vocabulary").fetchone()
            known = Documents(generation, vocabulary=Vocabulary(f"\n{lines or ''}\n"))
            for number, path, stamp, start in base.execute("SELECT id, path, stamp, start FROM documents"):
                known.put(number, os.fsdecode(path), stamp, start)
            self._known = known
        return self._known


def _insert(base: sqlite3.Connection, text: Text) -> int:
    """Put a text in, and return its number."""
    row = os.fsencode(text.path), text.stamp, text.start
    number = base.execute("INSERT INTO documents(path, stamp, start) VALUES (?, ?, ?)", row).lastrowid or 0
    base.execute("INSERT INTO pairs(rowid, text) VALUES (?, ?)", (number, text.pairs))
    base.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, text.words))
    return number


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of the tables about texts of some numbers."""

    base: sqlite3.Connection
    vocabulary: Vocabulary
    numbers: range

    def ask(self, word: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the numbers of the texts that hold a normal word for sure, and of others that may."""
        if is_exact(word):
            return self._matching("pairs", expression(word)), ()
        found: set[int] | None = None
        for run in parts(word):
            holding = self.vocabulary.holding(run, _WORDS)
            if holding is not None:
                texts = self._matching("words", " OR ".join(map(term, holding))) if holding else []
                if run.run == word:
                    return texts, ()
                found = set(texts) if found is None else found.intersection(texts)
        if found is not None and not found:
            return (), ()
        likely = self._matching("pairs", expression(word))
        return (), likely if found is None else list(found.intersection(likely))

    def _matching(self, table: str, query: str) -> list[int]:
        """Return the numbers of which an expression is true; one text is read faster than rows."""
        found = self.base.execute(
            f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?",  # noqa: S608  # names of our own
            (query, self.numbers.start, self.numbers.stop - 1),
        )
        numbers: list[int] = json.loads(f"[{found.fetchone()[0] or ''}]")
        return numbers
