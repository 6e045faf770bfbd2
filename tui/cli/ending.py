"""How what goes wrong is told: in a sentence, and by the exit code."""

from __future__ import annotations

from pathlib import Path

from tui.blog.errors import (
    AssignmentError,
    BlogError,
    FileError,
    QueryError,
    SettingError,
    SiteError,
    TerminalError,
)
from tui.cli.output import FAULT, FINDINGS, UNREADABLE, USAGE, narrate

EXIT_CODES: tuple[tuple[type[BlogError], int], ...] = (
    (QueryError, USAGE),
    (SettingError, USAGE),
    (AssignmentError, USAGE),
    (TerminalError, USAGE),
    (FileError, UNREADABLE),
    (SiteError, UNREADABLE),
    (BlogError, FINDINGS),
)
"""An error that ends a command, and the code it ends with; the first that fits counts."""


def tell(error: BlogError) -> int:
    """Tell what went wrong, and return the exit code for it."""
    narrate(f"postdesk: {error}")
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


def tell_fault(error: Exception) -> int:
    """Tell of a fault of this program itself, and return the exit code for it.

    What led to it is written to a file: on a screen it would help nobody.
    """
    narrate(f"postdesk ended by a fault of its own: {type(error).__name__}: {error}")
    try:
        report = _report(error)
    except OSError:
        return FAULT
    narrate(f"unsaved work is kept and offered again; what to send to postdesk's makers is in {report}")
    return FAULT


def _report(error: Exception) -> Path:
    """Write down what led to a fault, in place of an earlier one, and return the file.

    Raises:
        OSError: It can't be written.
    """
    import platform
    from traceback import format_exception

    from tui import __version__
    from tui.blog.desk import Folders

    file = Folders.user().state / "fault.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    about = f"postdesk {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    file.write_text(about + "".join(format_exception(error)), encoding="utf-8", errors="backslashreplace")
    return file
