"""What tells the files of a library from their earlier selves, kept small: by its rows."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping
from itertools import compress

from tui.blog.index.reading import UNKNOWN
from tui.blog.library.columns import Columns


class Stamps(Mapping[str, int]):
    """The stamp of each file of a library by its path; immutable.

    Args:
        columns: The library's columns.
        stamps: Each row's stamp.
        heads: For each row 1 where no more than the head of the file was read, or else 0.
    """

    def __init__(self, columns: Columns, stamps: array[int], heads: bytearray) -> None:
        self._paths = columns.paths
        self._places = columns.places
        self.stamps = stamps
        self.flags = heads

    def __len__(self) -> int:
        return len(self._paths)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __getitem__(self, path: str) -> int:
        return self.stamps[self._places[path]]

    @property
    def heads(self) -> list[str]:
        """The files of which no more than the head was read."""
        return list(compress(self._paths, self.flags))

    def is_unknown(self, path: str) -> bool:
        """Tell whether nothing tells a file from its earlier self, as it changed so lately."""
        return self.get(path) == UNKNOWN

    def replaced(
        self, columns: Columns, changed: Mapping[str, tuple[int, bool]], gone: Collection[str]
    ) -> Stamps:
        """Return the stamps of the files of another library.

        Args:
            columns: That library's columns.
            changed: The new stamps of files, and whether no more than their heads were read.
            gone: The files that are no more.
        """
        length = len(columns.paths)
        if gone:  # others stand in their rows
            rows = [self._places.get(path) for path in columns.paths]
            stamps = array("q", [UNKNOWN if row is None else self.stamps[row] for row in rows])
            heads = bytearray([0 if row is None else self.flags[row] for row in rows])
        else:
            new = length - len(self)
            stamps = self.stamps + array("q", [UNKNOWN]) * new
            heads = self.flags + bytes(new)
        for path, (stamp, partly) in changed.items():
            row = columns.places[path]
            stamps[row] = stamp
            heads[row] = partly
        return Stamps(columns, stamps, heads)
