"""This program in a process of its own beside this one, and what the two say to each other.

It is a Python of its own, not a fork of this one, which may have threads.
"""

from __future__ import annotations

import os
import sys
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

from tui.blog.packed import packing

_SIZE = 4  # bytes that tell how many follow


def start(module: str, *arguments: str, outlives: bool = False) -> Popen[bytes]:
    """Start the `main` of a module in a process of its own.

    It finds modules where this one does, and never in the folder that both work in: that may be a stranger's.

    Args:
        module: Its name.
        arguments: What it finds in `sys.argv`.
        outlives: Whether it goes on when this one has ended. Else it reads and writes messages.

    Raises:
        OSError: It can't be started.
    """
    line = DEVNULL if outlives else PIPE
    return Popen(  # noqa: S603  # this program itself
        [sys.executable, "-P", "-c", f"from {module} import main; main()", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
        stdin=line,
        stdout=line,
        stderr=DEVNULL,
        bufsize=0,  # who asks whether there is an answer asks the system
        start_new_session=outlives,
    )


def send(line: IO[bytes], message: object) -> None:
    """Send a message; it waits where there is no room for it.

    Raises:
        OSError: Nobody reads it.
    """
    data = packing.encode(message)
    left = memoryview(len(data).to_bytes(_SIZE, "little") + data)
    while left:
        left = left[line.write(left) :]


def receive(line: IO[bytes]) -> Any:
    """Wait for the next message.

    Raises:
        EOFError: There will be none.
    """
    return packing.decode(_read(line, int.from_bytes(_read(line, _SIZE), "little")))


def _read(line: IO[bytes], size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = line.read(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data
