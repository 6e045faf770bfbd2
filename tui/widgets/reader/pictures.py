"""The reader's pictures: local ones alone, decoded one after the other off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from tui.graphics import Graphics
from tui.reader import Line
from tui.reader.images import Colour
from tui.widgets.reader.drawing import Drawing, draw, forget

MOST_KEPT = 32
"""Drawings kept for when a post is shown again."""


Find = Callable[[str], Path | None]
"""Returns the local file that an address means, or None; asked from a thread."""


class Wanted(NamedTuple):
    """A picture in a post."""

    address: str
    width: int
    background: Colour
    find: Find
    into: dict[tuple[str, int], Drawing | None]
    """The drawings of the post that it is in."""


class Gallery:
    """The pictures of the post that is read, by their address.

    Args:
        graphics: Returns how pictures are drawn, or None if not at all; asked from a thread.
        ready: Told from a thread of the address of a picture that is drawn.
        send: Sends to the terminal what it must know of a picture first.
    """

    def __init__(
        self,
        graphics: Callable[[], Graphics | None],
        ready: Callable[[str], object],
        send: Callable[[str], object],
    ) -> None:
        self._graphics = graphics
        self._ready = ready
        self._send = send
        self._find: Find = lambda _address: None
        self._drawings: dict[tuple[str, int], Drawing | None] = {}
        self.over: dict[str, str] = {}
        """What the terminal is sent to draw over the cells of a look."""

        self._sent: set[int] = set()
        self._queue: SimpleQueue[Wanted | None] = SimpleQueue()
        self._thread: Thread | None = None

    def lines(self, address: str, width: int, background: Colour = (0, 0, 0)) -> list[Line]:
        """Return the lines of a picture; none as long as it is not drawn, or if it can't be.

        Args:
            address: As it is written in the post.
            width: The most cells of a line.
            background: What is seen through it.
        """
        if (address, width) not in self._drawings:
            self._drawings[address, width] = None
            if "://" not in address:
                self._queue.put(Wanted(address, width, background, self._find, self._drawings))
                self._work()
        drawing = self._drawings[address, width]
        if drawing is None:
            return []
        self.over.update(drawing.over)
        if drawing.told and drawing.number not in self._sent:
            self._sent.add(drawing.number)
            self._send(drawing.told)
        return list(drawing.lines)

    def turn_to(self, find: Find) -> None:
        """Forget all: another post is read, whose pictures are found by this."""
        self._drawings, self.over, self._find = {}, {}, find

    def send_again(self) -> None:
        """Send what the terminal forgot while another program had it."""
        self._sent.clear()
        for address, width in self._drawings:
            self.lines(address, width)

    def leave(self) -> None:
        """Draw no more, and let the terminal forget what it was sent."""
        self._queue.put(None)
        for number in self._sent:
            self._send(forget(number))
        self._sent.clear()

    def _work(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._draw, daemon=True)
            self._thread.start()

    def _draw(self) -> None:
        while (wanted := self._queue.get()) is not None:
            address, width, background, find, into = wanted
            graphics = self._graphics()
            path = find(address) if graphics is not None and into is self._drawings else None
            if graphics is None or path is None:  # not wanted, no longer wanted, or not there
                continue
            into[address, width] = drawn(_version(path), width, graphics, background)
            if into[address, width] is not None:
                self._ready(address)


class Version(NamedTuple):
    """A file as it was when it was looked at; another version of it is another picture."""

    path: Path
    mtime: int = 0
    size: int = 0


def _version(path: Path) -> Version:
    try:
        status = path.stat()
    except OSError:
        return Version(path)
    return Version(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=MOST_KEPT)
def drawn(version: Version, width: int, graphics: Graphics, background: Colour) -> Drawing | None:
    """Return a version of a picture, drawn; None if it can't be read."""
    return draw(version.path, width, graphics, background)
