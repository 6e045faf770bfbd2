"""A driver that leaves at once, and through which the terminal can be asked what it is.

Textual's own waits in `select` for the keyboard with a timeout of 0.1 s and looks only then
whether it is to end, twice; a quarter of a second passes before the shell is back. This one also
waits on a pipe, which is written to when the end is near.

A terminal replies where keys come in, and Textual would take the replies for keys.

Where the opening stands on the terminal already, it is taken over as it is.
"""

from __future__ import annotations

import os
import re
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Event
from typing import IO, TYPE_CHECKING, Any

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui import stage

if TYPE_CHECKING:
    from tui.leaving import Leaving

TICK = 0.1
"""How often it is looked whether something that is waited for will not come any more, in seconds."""

ESCAPE = 0.025
"""How long what comes behind an escape belongs to it, in seconds: a letter would be one typed with alt.

Only terminals without kitty's keyboard protocol leave that to be told by the time. Textual waits four times
as long, too long for who types on; a user whose connection is slow asks for more by ESCDELAY.
"""

PATIENCE = 0.5
"""How long a reply of the terminal is waited for, in seconds."""

ATTRIBUTES = "\x1b[c"
"""The question that every terminal answers: it goes last, so that its reply ends all."""

_REPLY = re.compile(r"\x1b_G[^\x1b]*\x1b\\|\x1b\[6;\d+;\d+t|\x1b\[\?[\d;]*c")
_BRACKETS = ("\x1b[200~", "\x1b[201~")
"""What the terminal sends before and behind what is pasted."""

_BRACKET_BEGUN = (re.compile(r"\x1b\[20{0,2}$"), re.compile(r"\x1b(?:\[(?:20?1?)?)?$"))
"""The starts of each; before a paste not those that keys have too."""

_BEGUN = re.compile(r"\x1b(?:_[^\x1b]*\x1b?|\[[?\d;]*)?$")


class Hearing:
    """Takes the replies of the terminal out of what comes from it, those too that come late."""

    def __init__(self) -> None:
        self.over = Event()
        self.replies = ""
        self._begun = ""

    def take(self, text: str) -> str:
        """Return what of a text is no reply; as long as it is waited for, the start of one is held back."""
        text, self._begun = self._begun + text, ""
        replies = _REPLY.findall(text)
        self.replies += "".join(replies)
        text = _REPLY.sub("", text)
        if replies and replies[-1].endswith("c"):
            self.over.set()
        elif not self.over.is_set() and (begun := _BEGUN.search(text)):
            text, self._begun = text[: begun.start()], begun.group()
        return text


class Pasting:
    """Takes escapes out of what is pasted: Textual's parser would press what stands behind them as keys."""

    def __init__(self) -> None:
        self._inside = False
        self._begun = ""

    def take(self, text: str) -> str:
        """Return a text with no escape in what is pasted; the start of a bracket is held back."""
        text, self._begun = self._begun + text, ""
        parts: list[str] = []
        while text:
            part, bracket, text = text.partition(_BRACKETS[self._inside])
            if not bracket and (begun := _BRACKET_BEGUN[self._inside].search(part)):
                part, self._begun = part[: begun.start()], begun.group()
            parts += part.replace("\x1b", "") if self._inside else part, bracket
            self._inside ^= bool(bracket)
        return "".join(parts)


class Wake(Event):
    """An event that also wakes whoever waits in `select`."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self._writer = os.pipe()

    def set(self) -> None:
        """Set the event, and make the pipe readable."""
        super().set()
        os.write(self._writer, b"\0")

    def clear(self) -> None:
        """Clear the event, and empty the pipe."""
        if self.is_set():
            os.read(self.reader, 1)
        super().clear()


class Outlet:
    """The terminal as a file. What can't be written any more is dropped: its thread must not end by that.

    Textual's screen waits for a thread that writes, and would wait for ever.

    Args:
        file: Where it is written to.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write a text, or drop it."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written, or drop it."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the descriptor of the file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._file.isatty()


class PromptDriver(LinuxDriver):
    """Textual's driver for Linux and macOS with another way to wait for input."""

    exit_event: Wake
    _app: Leaving
    _file: Any  # Textual takes it for standard error itself
    _hearing: Hearing | None = None
    _entered = False  # whether the alternate screen is entered already

    def ask(self, question: str) -> str:
        """Ask the terminal, and return its replies; not to be called from the thread of the app.

        Args:
            question: Escape sequences that a terminal replies to, or ignores where it knows them not.
        """
        self._hearing = hearing = Hearing()
        self.write(question + ATTRIBUTES)
        hearing.over.wait(PATIENCE)
        hearing.over.set()
        return hearing.replies

    def start_application_mode(self) -> None:
        """Make the pipe and the outlet before the threads start."""
        self.exit_event = Wake()
        if not isinstance(self._file, Outlet):  # it starts again after each suspension
            self._file = Outlet(self._file)
        found = stage.take_over()
        self._entered = found is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        if found is not None:
            self.attrs_before = found

    def write(self, data: str) -> None:
        """Send something, but do not enter the alternate screen anew: that would clear it."""
        if data == stage.ENTER and self._entered:
            return
        super().write(data)

    def run_input_thread(self) -> None:
        """Wait for input and dispatch events until the exit event is set, or leave with the terminal."""
        if "ESCDELAY" not in os.environ:
            constants.ESCAPE_DELAY = ESCAPE  # type: ignore[misc]  # a final, but Textual's parser asks nothing else
        parser, pasting = XTermParser(self._debug), Pasting()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event.reader, selectors.EVENT_READ)
            ready: list[tuple[selectors.SelectorKey, int]] = []
            while not self.exit_event.is_set():
                ready = selector.select(constants.ESCAPE_DELAY if ready else TICK)
                text = ""
                if any(key.fd == self.fileno for key, _ in ready) and not self.exit_event.is_set():
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.leave)
                        return
                    text = decode(data)
                if self._hearing is not None:
                    text = self._hearing.take(text)
                text = pasting.take(text)
                for event in parser.feed(text) if text else ():  # an empty text would be the end
                    self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """Return what was typed; nothing where the terminal is gone, which a read may say by an error."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
