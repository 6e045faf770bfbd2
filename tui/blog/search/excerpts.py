"""Where a text holds a word, and what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from tui.blog.query.criteria import normal


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place in a text. What it says is a stranger's, so not safe to print as it is."""

    line: int
    """The line of the text where the match begins, from 0."""

    before: str
    match: str
    """What was found, as it is written there."""

    after: str


def excerpt(text: str, word: str, around: int = 40) -> Excerpt | None:
    """Return the first place where a text holds a word or phrase, or None.

    Args:
        text: The text as it is written, such as a body.
        word: The word or phrase; case, width, kana and runs of white space don't count.
        around: How many characters to show on each side, at most to the ends of the line.
    """
    word = normal(word)
    if not word or word not in normal(text):
        return None
    lines = text.splitlines(keepends=True)
    first, after_last = _shortest(len(lines), lambda start, end: word in normal("".join(lines[start:end])))
    near = "".join(lines[first:after_last])
    start, end = _shortest(len(near), lambda start, end: word in normal(near[start:end]))
    return Excerpt(
        line=first,
        before=near[max(0, start - around) : start].lstrip(),
        match=near[start:end],
        after=near[end : end + around].rstrip(),
    )


def _shortest(length: int, holds: Callable[[int, int], bool]) -> tuple[int, int]:
    """Return the first and then shortest stretch that holds something, by halves.

    A position in the folded text says nothing about the text as written, whose length folding may
    change; that a longer stretch holds what a shorter one does is all that is needed.
    """
    end = bisect_left(range(length), True, key=lambda place: holds(0, place))
    start = bisect_left(range(end), True, key=lambda place: not holds(place, end)) - 1
    return start, end
