"""The terminal before Textual has it: a screen stands on it, and what is typed is kept and not echoed.

There is one terminal, so there is one stage. Textual's driver takes it over without clearing it; where
it never does, for an error or a signal came between, the terminal is left as it was found.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from tui.blog.errors import TerminalError

Attributes = list[Any]
"""What `termios` says of a terminal."""

ENTER = "\x1b[?1049h"
"""Enters the alternate screen."""

_BEFORE = f"{ENTER}\x1b[?25l\x1b[?7l\x1b[?2026h"  # no cursor, no wrapping, and paint all at once
_BEHIND = "\x1b[?2026l"
_LEAVE = "\x1b[?7h\x1b[?1049l\x1b[?25h"

_TYPEWRITERS = ("dumb", "unknown")  # whose cursor can't be placed, as Rich takes them

_IN, _OUT = 0, 2  # as Textual's driver

_found: Attributes | None = None
"""The terminal's attributes as they were found, as long as the stage is not taken over."""


@contextmanager
def showing(lines: Sequence[str]) -> Iterator[None]:
    """Show a screen until Textual takes the terminal over, or the block ends without that.

    Args:
        lines: The lines of the screen, from the top.
    """
    global _found  # noqa: PLW0603 (there is one terminal)
    _found = termios.tcgetattr(_IN)
    try:
        usual = (signal.SIG_DFL, signal.default_int_handler)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) in usual:  # else it is ignored, or somebody's
                signal.signal(number, _end)
        termios.tcsetattr(_IN, termios.TCSANOW, _quiet(termios.tcgetattr(_IN)))
        _write(_BEFORE + "".join(f"\x1b[{y};1H{line}" for y, line in enumerate(lines, 1)) + _BEHIND)
        yield
    finally:
        _clear()


def demand() -> None:
    """Make sure that there is a terminal for a screen to stand on, unless Textual is told of another place.

    Raises:
        TerminalError: There is none.
    """
    if "TEXTUAL_DRIVER" in os.environ:
        return
    without = "`postdesk list` and the other commands work without one"
    if not (os.isatty(_IN) and os.isatty(_OUT)):
        raise TerminalError(
            "the screen needs a terminal: its keys are stdin, and it stands on stderr", hint=without
        )
    if os.environ.get("TERM") in _TYPEWRITERS:
        raise TerminalError(
            f"the screen can't stand on a terminal of TERM={os.environ['TERM']}", hint=without
        )


def stands() -> bool:
    """Tell whether a screen stands on the terminal."""
    return _found is not None


def take_over() -> Attributes | None:
    """Return the attributes that the terminal is to have in the end, if there is a stage to take over."""
    global _found
    found, _found = _found, None
    return found


def _quiet(attributes: Attributes) -> Attributes:
    """Return attributes by which keys come as they are pressed, those of job control too, unechoed.

    ctrl+c still interrupts: nothing is begun yet that could be lost.
    """
    input_flags, _output, _control, local_flags, _in, _out, keys = attributes
    input_flags &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    local_flags &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    keys = keys.copy()
    keys[termios.VMIN], keys[termios.VTIME] = 1, 0
    keys[termios.VSUSP] = keys[termios.VQUIT] = b"\0"
    return [input_flags, _output, _control, local_flags, _in, _out, keys]


def _write(text: str) -> None:
    data = memoryview(text.encode())
    while data:
        data = data[os.write(_OUT, data) :]


def _clear() -> bool:
    """Leave the terminal as it was found; return whether the stage still stood."""
    found = take_over()
    if found is None:
        return False
    _write(_LEAVE)
    termios.tcsetattr(_IN, termios.TCSANOW, found)
    return True


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    """End by a signal, while the stage stands at once: what is raised amid imports may be dropped."""
    if _clear():
        os._exit(128 + number)
    sys.exit(128 + number)
