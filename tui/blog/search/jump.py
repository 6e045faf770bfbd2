"""Jump to a post or term by something like its name, typing errors allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Literal

from tui.blog.library import Library
from tui.blog.library.columns import PATH, TITLE
from tui.blog.query.criteria import normal

_ALIKE = 70.0  # percent of a word that must be found for it to be meant
_PACE = 1024  # texts that are compared in one go, which no other thread can interrupt
_TAKEN = 400  # of the most alike that are looked at more closely
_ABBREVIATED = 3  # letters; fewer are somewhere in nearly every title
_APART = 4  # characters between two letters of an abbreviation


@dataclass(frozen=True, slots=True)
class Found:
    """A post or term that may be meant."""

    kind: Literal["post", "term"]
    text: str
    """The post's title, or the term. A stranger's, so not safe to print as it is."""

    key: str
    """The post's path, or the term's taxonomy."""

    score: float
    """How alike it is to what was typed, in percent."""


class Jump:
    """What can be jumped to in a library.

    Args:
        library: The posts.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, typed: str, limit: int = 50, cancelled: Callable[[], bool] = lambda: False) -> list[Found]:
        """Return what is most like what was typed, the likest first; the newest posts for nothing typed.

        Args:
            typed: What was typed.
            limit: How much to return at most.
            cancelled: Asked now and then whether to stop, for the answer is no longer wanted.
        """
        words = normal(typed).split()
        if not words:
            newest = self._library.newest_first.rows[:limit]
            return [self._post(row, 100) for row in newest]
        rows: dict[int, float] = {}
        for texts, worth in ((self._titles, 1.0), (self._paths, 0.97)):  # alike alike, the title is meant
            for place, score in alike(words, texts, cancelled):
                rows[place] = max(rows.get(place, 0), score * worth)
        found = [self._post(row, score) for row, score in rows.items()]
        names = [text for text, _, _ in self._terms]
        for place, score in alike(words, names, cancelled):
            _, term, taxonomy = self._terms[place]
            found.append(Found("term", term, taxonomy, score))
        found.sort(key=lambda one: (-one.score, len(one.text)))
        return found[:limit]

    def _post(self, row: int, score: float) -> Found:
        post = self._library.posts[row]
        return Found("post", post.title, post.path, score)

    @cached_property
    def _titles(self) -> list[str]:
        return [text.split("\n")[TITLE] for text in self._library.columns.texts]

    @cached_property
    def _paths(self) -> list[str]:
        return [text.split("\n")[PATH] for text in self._library.columns.texts]

    @cached_property
    def _terms(self) -> list[tuple[str, str, str]]:
        """Each term as it is compared, as it is, and its taxonomy."""
        library = self._library
        return [(*pair, name) for name in library.taxonomies for pair in library.terms(name).folded]


def alike(
    words: Sequence[str], texts: Sequence[str], cancelled: Callable[[], bool] = lambda: False
) -> list[tuple[int, float]]:
    """Return the places of texts that have something like each word, with their scores.

    Args:
        words: The words, normal.
        texts: The texts, normal.
        cancelled: Asked now and then whether to stop, with nothing found.
    """
    from rapidfuzz import fuzz, process  # when first asked for: a start needs no matching

    typed = " ".join(words)
    first, *rest = sorted(words, key=len, reverse=True)
    loose = {word: _scattered(word) for word in words}
    near: list[tuple[float, int]] = []
    places: set[int] = set()
    for start in range(0, len(texts), _PACE):
        if cancelled():
            return []
        some = texts[start : start + _PACE]
        choices = [text if 2 * len(text) > len(first) else None for text in some]  # "a" is in most words
        scored = process.extract(first, choices, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=_TAKEN)
        near += [(score, -start - place) for _, score, place in scored]
        places.update(place for place, text in enumerate(some, start) if loose[first](text))
    places.update(-place for _, place in nlargest(_TAKEN, near))

    def score(word: str, text: str) -> float:
        whole = (fuzz.partial_ratio if len(text) >= len(word) else fuzz.ratio)(word, text)
        return whole if whole >= _ALIKE else loose[word](text)

    scores = ((place, [score(word, texts[place]) for word in (first, *rest)]) for place in sorted(places))
    return [
        (
            place,
            0.9 * sum(found) / len(found) + 0.1 * fuzz.ratio(typed, texts[place]),
        )  # of equals, the nearest
        for place, found in scores
        if all(found)
    ]


def _scattered(word: str) -> Callable[[str], float]:
    """Return what tells how near each other a text has the letters of a word, in their order; 0 if far.

    So an abbreviation is found. It is never as good as the word itself, or one mistyped.
    """
    if len(word) < _ABBREVIATED:
        return lambda _text: 0
    first, *others = map(re.escape, word)
    # each letter where it is nearest, for good: to try the next would take time without end
    pattern = re.compile("".join([first, *(f"(?>.{{0,{_APART}}}?{letter})" for letter in others)]))

    def score(text: str) -> float:
        found = pattern.search(text)
        return _ALIKE * len(word) / len(found[0]) if found else 0

    return score
