"""Three texts into one: base, mine and theirs, compared piece by piece as diff3 does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tui.blog.diff import Difference, lines


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both sides changed, each its own way."""

    base: bytes
    mine: bytes
    theirs: bytes


Segment: TypeAlias = bytes | Clash


def merge_lines(base: bytes, mine: bytes, theirs: bytes) -> list[Segment]:
    """Merge texts line by line."""
    return _merge(lines(base), lines(mine), lines(theirs))


def merge_paragraphs(base: bytes, mine: bytes, theirs: bytes) -> list[Segment]:
    """Merge texts paragraph by paragraph: a paragraph that both sides changed is never mixed."""
    return _merge(*(list(_paragraphs(text)) for text in (base, mine, theirs)))


def _paragraphs(text: bytes) -> Iterator[bytes]:
    """Yield paragraphs, and each blank line between them; joined they are the text."""
    paragraph = b""
    for line in lines(text):
        if line.strip():
            paragraph += line
            continue
        if paragraph:
            yield paragraph
            paragraph = b""
        yield line
    if paragraph:
        yield paragraph


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Pieces of the base that make way for others."""

    start: int
    stop: int
    pieces: Sequence[bytes]

    def meets(self, start: int, stop: int) -> bool:
        """Whether a change of a range of the base gets in its way.

        Neighbours can; two insertions at one place can't, for nobody knows which comes first.
        """
        if self.start == self.stop == start == stop:
            return True
        return self.start < stop and start < self.stop

    @property
    def is_open(self) -> bool:
        """Whether it ends a text without a line end, so that nothing can follow it."""
        return bool(self.pieces) and not self.pieces[-1].endswith(b"\n")


def _merge(base: Sequence[bytes], mine: Sequence[bytes], theirs: Sequence[bytes]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for start, stop, ours, others in _clusters(_hunks(base, mine), _hunks(base, theirs)):
        segments += base[at:start]
        left, right = _apply(base, ours, start, stop), _apply(base, others, start, stop)
        if not others or left == right:
            segments.append(left)
        elif not ours:
            segments.append(right)
        else:
            segments.append(Clash(b"".join(base[start:stop]), left, right))
        at = stop
    segments += base[at:]
    return segments


def _hunks(base: Sequence[bytes], side: Sequence[bytes]) -> list[_Hunk]:
    codes = Difference(base, side).get_opcodes()
    return [_Hunk(i, j, side[k:m]) for kind, i, j, k, m in codes if kind != "equal"]


def _clusters(mine: list[_Hunk], theirs: list[_Hunk]) -> Iterator[tuple[int, int, list[_Hunk], list[_Hunk]]]:
    """Yield ranges of the base with the hunks of both sides that meet in them, in order."""
    waiting = sorted(
        [(hunk, True) for hunk in mine] + [(hunk, False) for hunk in theirs],
        key=lambda one: (one[0].start, one[0].stop),
    )
    while waiting:
        first = waiting[0][0]
        start, stop, is_open = first.start, first.stop, first.is_open
        count = 1
        while count < len(waiting) and (is_open or waiting[count][0].meets(start, stop)):
            stop = max(stop, waiting[count][0].stop)
            is_open = is_open or waiting[count][0].is_open
            count += 1
        cluster, waiting = waiting[:count], waiting[count:]
        yield (
            start,
            stop,
            [h for h, is_mine in cluster if is_mine],
            [h for h, is_mine in cluster if not is_mine],
        )


def _apply(base: Sequence[bytes], hunks: Iterable[_Hunk], start: int, stop: int) -> bytes:
    """Return a range of the base as one side has it."""
    pieces: list[bytes] = []
    for hunk in hunks:
        pieces += base[start : hunk.start]
        pieces += hunk.pieces
        start = hunk.stop
    pieces += base[start:stop]
    return b"".join(pieces)
