"""A driver that leaves at once.

Textual's own waits in `select` for the keyboard with a timeout of 0.1 s and looks only then
whether it is to end, twice; a quarter of a second passes before the shell is back. This one also
waits on a pipe, which is written to when the end is near.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from threading import Event

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

TICK = 0.1
"""How often the parser may see that an escape stands alone, in seconds."""


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


class PromptDriver(LinuxDriver):
    """Textual's driver for Linux and macOS with another way to wait for input."""

    exit_event: Wake

    def start_application_mode(self) -> None:
        """Make the pipe before the input thread starts."""
        self.exit_event = Wake()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped

    def run_input_thread(self) -> None:
        """Wait for input and dispatch events until the exit event is set."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event.reader, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(TICK)
                if any(key.fd == self.fileno for key, _ in ready) and not self.exit_event.is_set():
                    for event in parser.feed(decode(os.read(self.fileno, 4096))):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
