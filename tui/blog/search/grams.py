"""Texts cut so that words of any length are found in any language, by parts of words too.

A body becomes the set of its letters, of the pairs of neighbouring characters, of its words, and of its
joints: how one word ends and the next begins, so that a phrase is told from words that stand apart.
One or two characters are looked up as they are, or as what pairs begin with. A longer word is sought
among all the words there are, where a script parts its words; pairs would find nearly every text of a
language with few letters. In Chinese, Japanese and Korean a text is where all pairs are, which is
verified, as phrases are.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tui.blog.text import fold, odd

SPACE = "\ufdd0"
"""What stands for white space and control characters, at which the tokenizer would cut."""

PART = 32
"""Characters of the longest run that is looked up among the words: it is whole in one of them."""

TOKENIZER = "ascii tokenchars '{}'".format("!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~")
"""The tokenizer that leaves all this whole: it knows no Unicode, so no version of it can differ."""

_CUTS = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_RUN = re.compile(  # letters and digits of scripts that part their words; of few ranges, so that it is quick
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\U0003ffff]{3,}"
)
_WINDOW = 64  # characters of a longer run that make a word of their own, each half over the last
_END = 2  # characters of the end of a word that stand in a joint
_BEGINNING = 3  # characters of the beginning of the next, which tell more
_IDEOGRAPHS = "\u2e80"  # from here on scripts have many characters, each in few pairs
_MOST = 40  # pairs of a long phrase that are looked up: the rest could hardly narrow it further
_POINTS = f"utf-32-{sys.byteorder[0]}e"  # each character as one machine word
_BLANK = array("I", " ".encode(_POINTS))


class Cut(NamedTuple):
    """What a text is cut into."""

    grams: str
    """All that it is found by, between spaces, some repeatedly."""

    words: set[str]
    """Its words, and the ends of all that stands between blanks, a `SPACE` behind each."""

    odd: str
    """Its characters that may be another spelling of something, or join with what is before them."""


def cut(text: str) -> Cut:
    """Return what a text is found by."""
    pieces = text.split()
    once = dict.fromkeys(pieces)  # each word once: no less to know its parts by, but shorter
    written = "\n".join(once)
    folded = _bound(fold(written))
    spelled = dict(zip(once, folded.split("\n"), strict=False))  # an empty text has none
    if " " in folded:  # folding made several words of one
        pieces = [word for piece in pieces for word in spelled[piece].split(" ") if word]
        spelled = dict(zip(pieces, pieces, strict=True))
    edges = {piece: f"{word[:_BEGINNING]} {word[-_END:]}{SPACE}" for piece, word in spelled.items()}
    joints = "".join(map(edges.__getitem__, pieces))
    joints = joints[joints.find(" ") + 1 : max(0, joints.rfind(" "))]  # nothing meets the outer two
    letters = {char for char in {*folded} if char < _IDEOGRAPHS}.difference(" \n")
    words = _words(folded)
    grams = " ".join([_pairs(folded), joints, *letters, *words])
    words.update(f"{end}{SPACE}" for end in {word[-_END:] for word in spelled.values()})
    return Cut(grams, words, "".join(sorted({*"".join(odd().findall(written))})))


def _pairs(text: str) -> str:
    """Return the pairs of neighbouring characters of a text, between spaces.

    Laid out by slices: a set of them takes four times as long.
    """
    letters = array("I", f"{SPACE}{_uncut(text)}{SPACE}".encode(_POINTS))
    laid = _BLANK * (3 * (len(letters) - 1))
    laid[0::3], laid[1::3] = letters[:-1], letters[1:]
    return laid.tobytes().decode(_POINTS)


def _words(text: str) -> set[str]:
    """Return each word of a text once."""
    found = set(_RUN.findall(text))
    for run in [run for run in found if len(run) > _WINDOW]:
        found.remove(run)
        found.update(run[start : start + _WINDOW] for start in range(0, len(run) - _WINDOW, PART))
        found.add(run[-_WINDOW:])
    return found


def _uncut(text: str) -> str:
    """Return a text with what the tokenizer would cut at replaced."""
    return _bound(text).replace("\n", SPACE).replace(" ", SPACE)


def _bound(text: str) -> str:
    """Return a text with its control characters but line feeds replaced."""
    return _CUTS.sub(SPACE, text) if _CUTS.search(text) else text


def term(token: str) -> str:
    """Return a token as FTS5 expressions hold it."""
    return '"{}"'.format(token.replace('"', '""'))


def either(terms: Iterable[str]) -> str:
    """Return the expression of any of some terms; nothing for none."""
    any_of = " OR ".join(terms)
    return any_of and f"({any_of})"


def is_exact(word: str) -> bool:
    """Tell whether texts that a normal word is found in by its pairs hold it for sure."""
    return len(word) <= 2 and SPACE not in _uncut(word)


def pairs(word: str, told: Collection[int] = ()) -> list[str]:
    """Return the terms of the pairs in a normal word or phrase, or of its only character.

    Args:
        word: The word.
        told: The places of those that tell nothing further.
    """
    word = _uncut(word)
    if len(word) == 1:
        return [term(word) if word < _IDEOGRAPHS else f"{term(word)} *"]
    needed = dict.fromkeys(word[place : place + 2] for place in range(len(word) - 1) if place not in told)
    return [term(pair) for pair in needed][:: -(-len(needed) // _MOST) or 1]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters in a word or phrase that is sought, so a part of a word in a text."""

    run: str
    before: str
    """What stands before it, at most one character; if anything does, it begins its word."""

    behind: str
    """What stands behind it, at most one character; if anything does, it ends its word."""

    place: int = 0
    """Where it begins in the word or phrase."""

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text that holds the run holds it in the right place."""
        return (not self.before or word.startswith(self.run)) and (not self.behind or word.endswith(self.run))

    @property
    def told(self) -> range:
        """The places of its pairs, those with a blank beside it included."""
        return range(self.place - (self.before == " "), self.place + len(self.run) - (self.behind != " "))


def parts(word: str) -> Iterator[Part]:
    """Yield the runs of a normal word or phrase that are looked up among the words."""
    for run in _RUN.finditer(word):
        if len(run[0]) <= PART:
            start, end = run.span()
            yield Part(run[0], word[max(0, start - 1) : start], word[end : end + 1], start)


@dataclass(frozen=True, slots=True)
class Joint:
    """A blank in a phrase that is sought, so where two words of a text meet."""

    left: str
    """How the word before it ends."""

    right: str
    """How the word behind it begins."""

    place: int
    """Where it stands in the phrase."""

    is_first: bool
    """Whether the word before it may be longer in a text, and so end in more."""

    is_last: bool
    """Whether the word behind it may be longer in a text, and so begin with more."""

    @property
    def end(self) -> Part:
        """What the end of the word before it is found by among the words."""
        return Part(f"{self.left}{SPACE}", "" if self.is_first else " ", " ")

    def behind(self, ends: Iterable[str]) -> str:
        """Return the expression that is true of texts where its right side stands behind any of such ends."""
        star = " *" if self.is_last else ""
        return either(f"{term(f'{end}{self.right}')}{star}" for end in ends)

    @property
    def told(self) -> range:
        """The places of its pairs."""
        return range(self.place - len(self.left), self.place + len(self.right))


def joints(word: str) -> Iterator[Joint]:
    """Yield the joints of a normal phrase."""
    pieces = _bound(word).split(" ")
    place = -1
    for number, (before, behind) in enumerate(pairwise(pieces)):
        place += len(before) + 1
        left, right = before[-_END:], behind[:_BEGINNING]
        yield Joint(
            left,
            right,
            place,
            is_first=number == 0 and len(left) < _END,
            is_last=number == len(pieces) - 2 and len(right) < _BEGINNING,
        )
