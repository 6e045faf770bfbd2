"""Sets of rows as the bits of one integer: and, or and not of 100,000 rows take microseconds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

_TO_DIGITS = bytes.maketrans(b"\0\1", b"01")
_TO_FLAGS = bytes.maketrans(b"01", b"\0\1")


def everything(length: int) -> int:
    """Return the set of all rows of a library."""
    return (1 << length) - 1


def pack(flags: bytes) -> int:
    """Return the set of the rows whose byte is 1; every other byte must be 0."""
    return int(flags[::-1].translate(_TO_DIGITS), 2) if flags else 0


def flags(bits: int, length: int) -> bytes:
    """Return a byte for each row, 1 for those in the set."""
    return format(bits, f"0{length}b").encode()[::-1].translate(_TO_FLAGS) if length else b""


def rows(bits: int) -> list[int]:
    """Return the rows in a set, ascending."""
    length = bits.bit_length()
    return list(compress(range(length), flags(bits, length)))


def of(rows: Iterable[int], length: int) -> int:
    """Return the set of some rows of a library of a length."""
    array = bytearray(length // 8 + 1)
    for row in rows:
        array[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(array, "little")
