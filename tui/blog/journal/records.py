"""What a journal entry says of each file: enough to go forth and back, and to be read by people.

An entry is a file of JSON lines: a header, then one record a file. A record holds the two digests
and the lines that differ, so a term renamed in 2,000 posts takes some hundred kilobytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from tui.blog.errors import FileError
from tui.blog.files import digest


@dataclass(frozen=True, slots=True)
class Write:
    """A file's old and new bytes; None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes | None


class Base64(msgspec.Struct, frozen=True):
    """Bytes that are not UTF-8."""

    base64: bytes


Packed: TypeAlias = str | Base64


class Header(msgspec.Struct, frozen=True):
    """The first line of an entry."""

    title: str
    began: datetime
    files: int
    version: int = 1


class Record(msgspec.Struct, frozen=True):
    """One file's change: at an offset, old bytes make way for new ones."""

    path: Packed
    before: str | None
    """The digest of the file as it was; None if there was none."""

    after: str | None
    """The digest of the file as it was to be; None if there was to be none."""

    at: int
    """Where the bytes differ, in bytes from the start; always the start of a line."""

    old: Packed
    new: Packed

    @classmethod
    def of(cls, write: Write) -> Record:
        """Record a write."""
        old, new = write.before or b"", write.after or b""
        at, stop = _difference(old, new)
        return cls(
            path=_pack(os.fsencode(write.path)),
            before=None if write.before is None else digest(old),
            after=None if write.after is None else digest(new),
            at=at,
            old=_pack(old[at:stop]),
            new=_pack(new[at : len(new) - len(old) + stop]),
        )

    @property
    def place(self) -> Path:
        """The file, absolute."""
        return Path(os.fsdecode(_unpack(self.path)))

    def reverse(self) -> Record:
        """Return the change that takes this one back."""
        return Record(self.path, self.after, self.before, self.at, self.new, self.old)

    def carry_out(self, data: bytes | None) -> bytes | None:
        """Make the bytes after of the bytes before.

        Raises:
            FileError: The record is damaged: it does not lead to what it promises.
        """
        if self.after is None:
            return None
        data = data or b""
        made = data[: self.at] + _unpack(self.new) + data[self.at + len(_unpack(self.old)) :]
        if digest(made) != self.after:
            raise FileError("is left alone: what the journal holds of it is damaged", path=self.place)
        return made


def encode(header: Header, records: Iterable[Record]) -> bytes:
    """Write an entry."""
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(line) + b"\n" for line in (header, *records))


def decode_header(line: bytes) -> Header:
    """Read an entry's first line.

    Raises:
        msgspec.DecodeError: It is damaged.
    """
    return msgspec.json.decode(line, type=Header)


def decode_records(data: bytes, path: Path) -> Iterator[Record | FileError]:
    """Read an entry's records; an error in place of each that is damaged."""
    decoder = msgspec.json.Decoder(Record)
    for number, line in enumerate(data.splitlines()[1:], 2):
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield FileError("is damaged: the change of one file can't be read", path=path, line=number)


def _pack(data: bytes) -> Packed:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return Base64(data)


def _unpack(packed: Packed) -> bytes:
    return packed.encode() if isinstance(packed, str) else packed.base64


def _difference(old: bytes, new: bytes) -> tuple[int, int]:
    """Return from where to where the old bytes differ from the new, in whole lines of the old."""
    start = old.rfind(b"\n", 0, _shared(old, new)) + 1
    end = _shared(old[start:][::-1], new[start:][::-1])
    line_end = old.find(b"\n", len(old) - end)
    return start, line_end + 1 if line_end >= 0 else len(old)


def _shared(a: bytes, b: bytes) -> int:
    """Return how many bytes two texts share at the start, by bisection: comparing slices is fast."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
