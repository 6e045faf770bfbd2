"""A terminal with a program in it: keys go in, the screen is read as text."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

PATIENCE = 60.0
"""How long is waited for what comes in a moment, in seconds: a machine that does much else may take long."""


class Terminal:
    """A pseudo-terminal that runs a program until it is closed.

    Args:
        argv: The program with its arguments.
        columns: Its width in cells.
        rows: Its height in cells.
        env: The program's whole environment.
        cwd: The folder it starts in.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 140,
        rows: int = 45,
        env: Mapping[str, str],
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.status: int | None = None
        self._open = True
        # a test that runs beside others is told a size that is not this terminal's
        env = {name: value for name, value in env.items() if name not in ("COLUMNS", "LINES")}
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.chdir(cwd or Path.cwd())
                # as a shell would; a gate that runs in the background has it ignored
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.execvpe(argv[0], list(argv), {"TERM": "xterm-256color", "LANG": "C.UTF-8", **env})
            finally:
                os._exit(127)

    @property
    def text(self) -> str:
        """The screen, a line a row; the second cell of a wide character is left out."""
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
            for y in range(self.screen.lines)
        )

    def press(self, keys: str) -> None:
        """Send keys as the bytes a terminal sends for them."""
        os.write(self.handle, keys.encode())

    def pump(self, seconds: float) -> None:
        """Let the program run and draw for some time, or until it ends."""
        end = time.monotonic() + seconds
        while self.status is None and (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.handle], [], [], left)
            if ready:
                self._read()

    def until(self, true: Callable[[], object], seconds: float = PATIENCE) -> bool:
        """Let the program run until something is true; return whether that came before its end."""
        end = time.monotonic() + seconds
        while not true():
            if self.status is not None or time.monotonic() > end:
                return False
            self.pump(0.05)
        return True

    def wait_for(self, text: str, seconds: float = PATIENCE, *, gone: bool = False) -> bool:
        """Wait until a text stands on the screen, or does so no more."""
        return self.until(lambda: (text in self.text) != gone, seconds)

    def wait(self, seconds: float = PATIENCE) -> int | None:
        """Wait until the program ends, and return its exit code; None if it does not."""
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            self.pump(0.05)
        return self.status

    def wait_until_stopped(self, seconds: float = PATIENCE) -> bool:
        """Wait until the program is stopped, as a shell would; it goes on by `SIGCONT`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.pump(0.05)  # what is not read would hold it
            pid, status = os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG)
            if pid:
                return os.WIFSTOPPED(status)
        return False

    def kill(self) -> None:
        """End the program without a word, as a power cut or a full memory does."""
        os.kill(self.pid, signal.SIGKILL)
        self._reap()

    def hang_up(self, seconds: float = PATIENCE) -> int | None:
        """Close the terminal under the program, and return its exit code; None if it goes on."""
        os.close(self.handle)
        self._open = False
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        return self.status

    def close(self) -> None:
        """End the program, if it still runs."""
        if self.status is None:
            self.kill()
        if self._open:
            os.close(self.handle)

    def _read(self) -> None:
        try:
            data = os.read(self.handle, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self._reap()
            return
        self.output += data
        self.stream.feed(data)

    def _reap(self) -> None:
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
