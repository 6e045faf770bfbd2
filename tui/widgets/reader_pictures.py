"""The pictures of a reader: local ones alone, decoded off the screen's thread and only once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.reader import Line
from tui.reader.half_cells import WIDEST, half_cells


class Pictures:
    """Pictures by their address.

    Args:
        find: Returns the local file that an address means, or None.
        start: Runs work in a thread.
        ready: Told of the address of a picture that is decoded, from that thread.
    """

    def __init__(
        self,
        find: Callable[[str], Path | None],
        start: Callable[[Callable[[], None]], object],
        ready: Callable[[str], None],
    ) -> None:
        self._find = find
        self._start = start
        self._ready = ready
        self._known: dict[tuple[str, int], list[Line]] = {}

    def lines(self, address: str, width: int) -> list[Line]:
        """Return the lines of a picture; none as long as it is not decoded, or if it can't be."""
        key = address, min(width, WIDEST)
        if key not in self._known:
            self._known[key] = []
            path = None if "://" in address else self._find(address)
            if path is not None:
                self._start(lambda: self._decode(path, key))
        return self._known[key]

    def _decode(self, path: Path, key: tuple[str, int]) -> None:
        found = half_cells(path, key[1])
        if found:
            self._known[key] = found
            self._ready(key[0])
