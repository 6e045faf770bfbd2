"""The opening: the start screen as it last stood, kept to be painted before anything is imported.

Textual takes most of a start to be imported. What is painted meanwhile is what it painted when it last
came to rest with nothing done yet, line by line, and only while all that it depends on is as it was:
the terminal, the program, the settings, the index and the post that is read. The file lies on disk,
so it is taken for a stranger's: no line may hold anything but text and colours.

This module is imported before the first paint, and imports what costs next to nothing.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tui import __version__

ENVIRONMENT = (
    *("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "FORCE_COLOR", "TZ", "LANG", "LC_ALL"),
    *("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"),
)
"""What Textual looks at beside variables of its own, and we to find settings and unsaved work."""

MOST = 1_000_000
"""How many bytes are kept at most; a screen of 200 by 60 takes about 60,000."""

MOST_SIZES = 8
"""For how many sizes of the terminal the opening of a path is kept, those seen last."""

Size = tuple[int, int]
"""Columns and lines."""

_LINE = re.compile(r"(?:\x1b\[[0-9;]*m|[^\x00-\x1f\x7f-\x9f\ud800-\udfff\U0010eeee]++)*")
"""A line that is safe to send, and whole: kitty's placeholders are pictures that must be sent before."""


def possible() -> bool:
    """Tell whether a screen may be painted ahead: on a terminal that Textual's own driver will have."""
    other = {"TEXTUAL_DRIVER", "COLUMNS", "LINES"}  # of which the last two are believed by Textual alone
    if os.name != "posix" or not other.isdisjoint(os.environ):
        return False
    return all(map(os.isatty, range(3)))  # the driver reads the first, asks the second, writes the third


def recall(path: Path, size: Size | None = None) -> list[str] | None:
    """Return the lines of the opening of a path, or None where there is none that still holds.

    Args:
        path: What is opened, as it is given.
        size: That of the terminal, where it is not this one.
    """
    try:
        size = size or os.get_terminal_size()
        with _place(path, size).open("rb") as file:
            kept = json.loads(file.read(MOST))
        lines = kept["lines"]
        holds = (
            path.is_dir()
            and kept["circumstances"] == _circumstances(path, size)
            and kept["files"] == {name: stamp(Path(name)) for name in kept["files"]}
            and time.time() < kept["until"]
            and len(lines) == size[1]
            and all(map(_LINE.fullmatch, lines))
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # there is none, or it is damaged
    return lines if holds else None


def keep(path: Path, size: Size, lines: list[str], files: Iterable[Path], until: float) -> None:
    """Keep the opening of a path for the next start, where it can be and the disk lets us.

    Args:
        path: What was opened, as it was given.
        size: That of the terminal: columns and lines.
        lines: The lines of the screen as they were painted, with colours.
        files: What they were made from: they hold as long as none of these changes.
        until: When they may be wrong by themselves, in seconds since the epoch.
    """
    kept = {
        "circumstances": _circumstances(path, size),
        "files": {str(file): stamp(file) for file in files},
        "until": until,
        "lines": lines,
    }
    data = json.dumps(kept).encode()
    place = _place(path, size)
    if len(data) > MOST or not all(map(_LINE.fullmatch, lines)):
        with suppress(OSError):
            place.unlink(missing_ok=True)
        return
    hidden = place.with_name(f".{place.name}-{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            hidden.write_bytes(data)
            hidden.replace(place)
        finally:
            hidden.unlink(missing_ok=True)
        for old in sorted(_of_all_sizes(path), key=os.path.getmtime)[:-MOST_SIZES]:
            old.unlink(missing_ok=True)


def drop(path: Path) -> None:
    """Forget the opening of a path, of whatever size: it is no longer what a start would show."""
    with suppress(OSError):
        for place in _of_all_sizes(path):
            place.unlink(missing_ok=True)


def stamp(file: Path) -> list[int] | None:
    """Return what tells a file from its earlier self; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ino]


def _circumstances(path: Path, size: Size) -> list[str]:
    names = (*ENVIRONMENT, *sorted(name for name in os.environ if name.startswith("TEXTUAL")))
    named = (f"{name}={os.environ.get(name)}" for name in names)
    return [__version__, str(path.absolute()), _written(size), *named]


def _place(path: Path, size: Size) -> Path:
    return _folder() / f"{_name(path)}-{_written(size)}"


def _of_all_sizes(path: Path) -> Iterable[Path]:
    return _folder().glob(f"{_name(path)}-*")


def _name(path: Path) -> str:
    return f"{zlib.crc32(os.fsencode(path.absolute())):08x}"  # two of one name only take turns


def _written(size: Size) -> str:
    columns, lines = size
    return f"{columns}x{lines}"


def _folder() -> Path:
    return cache_folder() / "openings"


def cache_folder() -> Path:
    """Return the user's cache folder, as platformdirs does, which takes longer to import than all this."""
    usual = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or usual).expanduser() / "postdesk"
