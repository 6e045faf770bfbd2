"""Texts put into the store: where there are many, by a process beside this one, which keys don't wait for."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from io import FileIO
from itertools import chain, islice
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Self

from tui.blog.beside import receive, send, start
from tui.blog.errors import FileError
from tui.blog.index.reading import UNKNOWN, read_whole
from tui.blog.search.grams import cut
from tui.blog.search.store import Store, Text

MANY = 200
"""Texts for which a process is started."""

_BATCH = 1024  # texts written together: more are written faster
_AHEAD = 64  # texts that wait to be written: more take more memory
_POLITE = 10  # how much more a key's work counts than this

_TURN = 5e-5  # seconds that a thread of two computes at most while SQLite waits to be told what is next

Told = Callable[[int], object]


def learn(store: Store, root: Path, paths: Sequence[str], told: Told, cancelled: Callable[[], bool]) -> None:
    """Read files and put their texts into the store, then tidy it.

    Args:
        store: The store.
        root: The site's folder.
        paths: The files, from there.
        told: Told how many are in.
        cancelled: Asked again and again whether to stop.

    Raises:
        sqlite3.Error: The store can't be written.
    """
    with Writer(store) as writer:
        for done, path in enumerate(paths):
            if cancelled():
                return
            if text := text_of(root, path):
                writer.put(text)
            if not done % _AHEAD:
                told(done)
    told(len(paths))
    store.tidy(cancelled)


class Writer:
    """SQLite working while the next texts are read. What was put is written where it ends.

    Args:
        store: The store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: Queue[Text | None] = Queue(_AHEAD)
        self._thread = Thread(target=self._write, daemon=True)  # nobody waits for it at the program's end
        self._error: BaseException | None = None

    def put(self, text: Text) -> None:
        """Have a text written.

        Raises:
            sqlite3.Error: One before could not be.
        """
        if self._error is not None:
            raise self._error
        self._waiting.put(text)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._waiting.put(None)
        self._thread.join()
        if self._error is not None:
            raise self._error

    def _write(self) -> None:
        texts = iter(self._waiting.get, None)
        try:
            for first in texts:
                self._store.write(chain([first], islice(texts, _BATCH - 1)))
        except BaseException as error:
            self._error = error
            for _ in texts:  # so that nobody waits for room
                pass


def text_of(root: Path, path: str) -> Text | None:
    """Return what of a file is put in; None where it can't be read, or is not sure to stay as it is."""
    try:
        read = read_whole(f"{root}/{path}")
    except (FileError, FileNotFoundError):
        return None
    if read.stamp == UNKNOWN:
        return None
    document = read.document
    searchable = read.whole and document.codec == "utf-8"
    return Text(path, read.stamp, document.body_start if searchable else -1, cut(document.body))


def learn_beside(
    store: Store, root: Path, paths: Sequence[str], told: Told, cancelled: Callable[[], bool]
) -> bool:
    """Do the same in a process of its own, and tell whether it came to its end.

    It ends with this one, however that ends; what it was writing then is not put in.

    Raises:
        OSError: It can't be started.
    """
    with start(__name__) as process:
        assert process.stdin
        assert process.stdout
        try:
            with suppress(EOFError, OSError):  # it has ended
                send(process.stdin, [str(store.file), str(root), paths])
                while True:
                    told(receive(process.stdout))
                    if cancelled():
                        return False
            return process.wait() == 0
        finally:
            process.kill()


def main() -> None:
    """Be that process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks hears it too
    gc.disable()
    sys.setswitchinterval(_TURN)
    with suppress(AttributeError, OSError):  # where there is no such thing
        os.nice(_POLITE)
    with FileIO(0) as questions, FileIO(1, "w") as answers:
        file, root, paths = receive(questions)
        Thread(target=_end_with_who_asked, args=[questions], daemon=True).start()
        learn(Store(Path(file)), Path(root), paths, partial(send, answers), lambda: False)


def _end_with_who_asked(questions: IO[bytes]) -> None:
    questions.read(1)  # nothing more is said until it is gone
    os._exit(1)
