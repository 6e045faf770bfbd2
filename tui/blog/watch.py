"""Watching a folder: which paths may have changed, told within milliseconds.

What kind of change it was is not told, as it can't be known: an editor's atomic save and a checkout
look like removals and additions of the same path. Whoever is told looks at the disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from threading import Event

import watchfiles
from watchfiles._rust_notify import WatchfilesRustInternalError

from tui.blog.files import hidden_name

_STEP = 5  # milliseconds without a change that end a batch: half of what an eye could notice
_DEBOUNCE = 50  # milliseconds a batch takes at most
_TICK = 100  # milliseconds between two looks at whether a burst is over and the root still there
_POLL = 1000  # milliseconds between two looks at all files, where the system can't tell of changes
_BURST = 5  # more paths in a row make it a checkout or a build: all of it is waited for, …
_CALM = 2  # … which is so many ticks without a change, …
_PATIENCE = 0.5  # … but no more than so many seconds, …
_MANY, _LONG = 500, 4.0  # … or, where more than so many wait, so many: to read them takes its time

_PASSED_OVER = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})
_HIDDEN_START, _HIDDEN_END = hidden_name("*").split("*")


def watch(
    root: Path,
    stop: Event,
    *,
    told: Callable[[str], None] | None = None,
    held: Callable[[Collection[str]], None] | None = None,
) -> Iterator[frozenset[Path]]:
    """Yield sets of paths below a folder that are new, different or gone, until told to stop.

    As soon as changes are seen the folder is yielded itself: what changed before was not. So it is where it
    was removed and is there again, and where the system could not tell of a change.

    Args:
        root: The folder, absolute.
        stop: Ends the iteration when it is set, within a tenth of a second.
        told: Called with a sentence for the user where changes are seen only by looking at all files.
        held: Called at once with paths that are yielded later, together with others that may come.

    Raises:
        OSError: Changes can't be seen at all.
    """
    polling = False
    while _await(root, stop):
        try:
            yield from _watched(root, stop, polling=polling, held=held)
        except FileNotFoundError:
            pass  # it went away before it could be watched
        except UnicodeEncodeError as error:
            raise OSError("the name of the site's folder is no UTF-8") from error
        except WatchfilesRustInternalError:  # of a file whose name is no UTF-8; the others are not told then
            stop.wait(_POLL / 1000)
        except OSError as error:
            if polling:
                raise
            polling = True
            if told:
                told(f"changes on disk show after a second or more: {error}")


def _await(root: Path, stop: Event) -> bool:
    """Wait until the root is there, or told to stop; return whether it is."""
    while not stop.is_set():
        if _identity(root):
            return True
        stop.wait(_TICK / 1000)
    return False


def _watched(
    root: Path,
    stop: Event,
    *,
    polling: bool,
    held: Callable[[Collection[str]], None] | None,
) -> Iterator[frozenset[Path]]:
    """Yield the root, then sets of paths until it is no longer the folder it was, or told to stop.

    Args:
        root: The folder.
        stop: Ends the iteration.
        polling: Look at all files instead of asking the system.
        held: Given paths at once that are yielded later.
    """
    identity = _identity(root)
    above = len(str(root))

    def counts(_change: watchfiles.Change, path: str) -> bool:
        """Tell whether a path may matter to anyone."""
        *folders, name = path[above:].split(os.sep)  # noqa: PTH206  # thousands come at once
        return _PASSED_OVER.isdisjoint((*folders, name)) and not (
            name.startswith(_HIDDEN_START) and name.endswith(_HIDDEN_END)
        )

    waiting = {str(root)}
    since = time.monotonic()
    sent = 0  # paths yielded since all was calm
    calm = _CALM  # ticks since the last change
    for batch in watchfiles.watch(
        root,
        watch_filter=counts,
        step=_STEP,
        debounce=_DEBOUNCE,
        rust_timeout=_TICK,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        force_polling=polling or None,
        poll_delay_ms=_POLL,
        ignore_permission_denied=True,
    ):
        new = {path for _, path in batch}
        waiting |= new
        calm = 0 if batch else calm + 1
        patience = _LONG if len(waiting) > _MANY else _PATIENCE
        patient = sent + len(waiting) > _BURST and time.monotonic() - since < patience
        if new and patient and held:
            held(new)
        if waiting and (calm >= _CALM or not patient):
            yield frozenset(map(Path, waiting))
            sent, since = sent + len(waiting), time.monotonic()
            waiting.clear()
        if calm >= _CALM:
            sent, since = 0, time.monotonic()
        if not batch and _identity(root) != identity:
            return


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another of its name, or None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
