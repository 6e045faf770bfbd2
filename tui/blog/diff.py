"""The difference of two files as a unified diff, of any bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal, TypeAlias, TypeVar

T = TypeVar("T")
Opcode: TypeAlias = Literal["replace", "delete", "insert", "equal"]

_CONTEXT = 3
"""Lines shown before and after what changed."""

_LONGEST = 20_000
"""Characters of two texts that are compared word by word."""

_WORDS = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)
_LINES = re.compile(rb"[^\n]*\n|[^\n]+")


def lines(data: bytes) -> list[bytes]:
    """Split at line feeds alone, as `diff` and `git` do, and keep them."""
    return _LINES.findall(data)


def unified(before: bytes, after: bytes, old_name: str, new_name: str) -> Iterator[bytes]:
    """Yield the lines of a unified diff that `patch` and `git apply` take; none for equal bytes."""
    old, new = lines(before), lines(after)
    if old == new:
        return
    yield b"--- %s\n" % os.fsencode(old_name)
    yield b"+++ %s\n" % os.fsencode(new_name)
    for hunk in Difference(old, new).get_grouped_opcodes(_CONTEXT):
        (_, i, _, k, _), (_, _, j, _, m) = hunk[0], hunk[-1]
        yield b"@@ -%s +%s @@\n" % (_range(i, j), _range(k, m))
        for kind, i, j, k, m in hunk:
            if kind == "equal":
                yield from (_marked(b" ", line) for line in old[i:j])
            else:
                yield from (_marked(b"-", line) for line in old[i:j])
                yield from (_marked(b"+", line) for line in new[k:m])


def places(old: str, new: str) -> list[tuple[int, int]]:
    """Return the ranges of characters of a new text whose words are not in the old one.

    Texts that are very long are not compared: there are none then.
    """
    if len(old) + len(new) > _LONGEST:
        return []
    words = _WORDS.findall(old), _WORDS.findall(new)
    starts = [0, *accumulate(map(len, words[1]))]
    codes = Difference(*words).get_opcodes()
    return [(starts[k], starts[m]) for kind, _, _, k, m in codes if kind != "equal" and k < m]


def follow(old: Sequence[str], new: Sequence[str], place: int) -> int:
    """Return where a line is after a change; one that is gone is taken for the one in its place."""
    for kind, i, j, k, m in Difference(old, new).get_opcodes():
        if i <= place < j:
            return k + place - i if kind == "equal" else max(0, min(k + place - i, m - 1, len(new) - 1))
    return max(0, len(new) - 1)


def _marked(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else b"%s%s\n\\ No newline at end of file\n" % (mark, line)


def _range(start: int, stop: int) -> bytes:
    """Write a range of lines as the format wants it: an empty one is named by the line before."""
    count = stop - start
    first = start + 1 if count else start
    return b"%d" % first if count == 1 else b"%d,%d" % (first, count)


class Difference(SequenceMatcher[T]):
    """difflib's matcher, which looks only at what lies between the common start and end.

    So one place changed in a long text is found at once.
    """

    def __init__(self, a: Sequence[T], b: Sequence[T]) -> None:
        limit = min(len(a), len(b))
        self._start = next((i for i in range(limit) if a[i] != b[i]), limit)
        limit -= self._start
        self._end = next((i for i in range(limit) if a[-1 - i] != b[-1 - i]), limit)
        self._lengths = len(a), len(b)
        super().__init__(None, a[self._start : len(a) - self._end], b[self._start : len(b) - self._end])

    def get_opcodes(self) -> list[tuple[Opcode, int, int, int, int]]:
        """Return how the first sequence becomes the second, in places of the whole sequences."""
        start, end, (a, b) = self._start, self._end, self._lengths
        codes = [
            (kind, i + start, j + start, k + start, m + start) for kind, i, j, k, m in super().get_opcodes()
        ]
        if start:
            codes.insert(0, ("equal", 0, start, 0, start))
        if end:
            codes.append(("equal", a - end, a, b - end, b))
        return codes
