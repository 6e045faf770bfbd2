"""Texts cut so that words of any length are found in any language, by parts of words too.

A body becomes the set of its pairs of neighbouring characters, and the set of its words. One or two
characters are looked up as what pairs begin with. A longer word is sought among all the words there are,
where a script parts its words; pairs would find nearly every text of a language with few letters.
In Chinese, Japanese and Korean a text is where all pairs are, which is verified.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.blog.text import fold

SPACE = "\ufdd0"
"""What stands for white space and control characters, at which the tokenizer would cut."""

PART = 32
"""Characters of the longest run that is looked up among the words: it is whole in one of them."""

TOKENIZER = "ascii tokenchars '{}'".format("!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~")
"""The tokenizer that leaves all this whole: it knows no Unicode, so no version of it can differ."""

_CUTS = re.compile("[\x00-\x1f\x7f]")
_RUN = re.compile(  # letters and digits of scripts that part their words; of few ranges, so that it is quick
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\U0003ffff]{3,}"
)
_WINDOW = 64  # characters of a longer run that make a word of their own, each half over the last
_MOST = 40  # pairs of a long phrase that are looked up: the rest could hardly narrow it further
_POINTS = f"utf-32-{sys.byteorder[0]}e"  # each character as one machine word
_BLANK = array("I", " ".encode(_POINTS))


def cut(text: str) -> tuple[str, str]:
    """Return the pairs of neighbouring characters of a text, some repeatedly, and its words once."""
    folded = fold("\n".join({*text.split()}))  # each word once: no less to know its parts by, but shorter
    return _pairs(folded), " ".join(_words(folded))


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
    text = text.replace("\n", SPACE).replace(" ", SPACE)
    return _CUTS.sub(SPACE, text) if _CUTS.search(text) else text


def expression(word: str, looked_up: Iterable[Part] = ()) -> str:
    """Return the FTS5 expression that is true of the pairs of every text that holds a normal word.

    Args:
        word: The word.
        looked_up: Parts of it that are looked up among the words: their pairs tell nothing further.
    """
    word = _uncut(word)
    if len(word) == 1:
        return f"{term(word)}*"
    told = {place for part in looked_up for place in range(*part.told)}
    needed = list(
        dict.fromkeys(word[place : place + 2] for place in range(len(word) - 1) if place not in told)
    )
    step = -(-len(needed) // _MOST)
    return " AND ".join(map(term, needed[:: step or 1]))


def term(token: str) -> str:
    """Return a token as FTS5 expressions hold it."""
    return '"{}"'.format(token.replace('"', '""'))


def is_exact(word: str) -> bool:
    """Tell whether what a normal word's pairs are found in needs no verification."""
    return len(word) <= 2 and SPACE not in _uncut(word)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of letters in a word or phrase that is sought, so a part of a word in a text."""

    run: str
    before: str
    """What stands before it, at most one character; if anything does, it begins its word."""

    behind: str
    """What stands behind it, at most one character; if anything does, it ends its word."""

    place: int
    """Where it begins in the word or phrase."""

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text that holds the run holds it in the right place."""
        return (not self.before or word.startswith(self.run)) and (not self.behind or word.endswith(self.run))

    @property
    def told(self) -> tuple[int, int]:
        """The places of the first of its pairs and behind the last, those with a blank beside it included."""
        first = self.place - (self.before == " ")
        return first, self.place + len(self.run) - (self.behind != " ")


def parts(word: str) -> Iterator[Part]:
    """Yield the runs of a normal word or phrase that are looked up among the words."""
    for run in _RUN.finditer(word):
        if len(run[0]) <= PART:
            start, end = run.span()
            yield Part(run[0], word[max(0, start - 1) : start], word[end : end + 1], start)
