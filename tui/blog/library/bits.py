"""Sets of rows as the bits of one integer: and, or and not of 100,000 rows take microseconds."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import compress, repeat

_TO_DIGITS = bytes.maketrans(b"\0\1", b"01")
_TO_FLAGS = bytes.maketrans(b"01", b"\0\1")
_FEW = 64  # one in so many rows is put in and taken out one by one; of more, all are gone through


def everything(length: int) -> int:
    """Return the set of all rows of a library."""
    return (1 << length) - 1


def pack(flags: bytes) -> int:
    """Return the set of the rows whose byte is 1; every other byte must be 0."""
    return int(flags[::-1].translate(_TO_DIGITS), 2) if flags else 0


@lru_cache(2)
def flags(bits: int, length: int) -> bytes:
    """Return a byte for each row, 1 for those in the set.

    They are kept for a while: a set that is shown is asked for its place in an order, its first rows and its
    terms, one after the other.
    """
    return format(bits, f"0{length}b").encode()[::-1].translate(_TO_FLAGS) if length else b""


def rows(bits: int) -> list[int]:
    """Return the rows in a set, ascending."""
    length = bits.bit_length()
    flagged = flags(bits, length)
    if bits.bit_count() * _FEW > length:
        return list(compress(numbers(length), flagged))
    found: list[int] = []
    row = flagged.find(1)
    while row >= 0:
        found.append(row)
        row = flagged.find(1, row + 1)
    return found


def of(rows: Collection[int], length: int) -> int:
    """Return the set of some rows of a library of a length."""
    if len(rows) > length // _FEW:
        flagged = bytearray(length)
        deque(map(flagged.__setitem__, rows, repeat(1)), maxlen=0)  # a loop that runs in C
        return pack(bytes(flagged))
    array = bytearray(length // 8 + 1)
    for row in rows:
        array[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(array, "little")


def numbers(length: int) -> Sequence[int]:
    """Return the numbers of at least so many rows; the same objects each time: to make them is slow."""
    return _below(1 << length.bit_length())


@lru_cache(1)
def _below(end: int) -> tuple[int, ...]:
    return tuple(range(end))
