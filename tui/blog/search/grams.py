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
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add

from tui.blog.text import fold

SPACE = "\ufdd0"
"""What stands for white space and control characters, at which the tokenizer would cut."""

PART = 32
"""Characters of the longest run that is looked up among the words: it is whole in one of them."""

TOKENIZER = "ascii tokenchars '{}'".format("!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~")
"""The tokenizer that leaves all this whole: it knows no Unicode, so no version of it can differ."""

_CUTS = re.compile("[\x00- \x7f]")
_RUN = re.compile(  # letters and digits of the scripts that part their words
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    r"\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{3,}"
)
_WINDOW = 64  # characters of a longer run that make a word of their own, each half over the last
_MOST = 40  # pairs of a long phrase that are looked up: the rest could hardly narrow it further
_POINTS = f"utf-32-{sys.byteorder[0]}e"  # each character as one machine word
_BLANK = array("I", " ".encode(_POINTS))


def distinct(text: str) -> str:
    """Return each word of a text once, as it is searched: no less to know its parts by, but shorter."""
    return fold("\n".join({*text.split()}))


def pairs(text: str) -> str:
    """Return the pairs of neighbouring characters of a distinct text, between spaces, some repeatedly.

    Laid out by slices: a set of them takes four times as long.
    """
    letters = array("I", f"{SPACE}{_uncut(text)}{SPACE}".encode(_POINTS))
    laid = _BLANK * (3 * (len(letters) - 1))
    laid[0::3], laid[1::3] = letters[:-1], letters[1:]
    return laid.tobytes().decode(_POINTS)


def words(text: str) -> str:
    """Return each word of a distinct text once, between spaces."""
    found = set(_RUN.findall(text))
    for run in [run for run in found if len(run) > _WINDOW]:
        found.remove(run)
        found.update(run[start : start + _WINDOW] for start in range(0, len(run) - _WINDOW, PART))
        found.add(run[-_WINDOW:])
    return " ".join(found)


def _uncut(text: str) -> str:
    """Return a text with what the tokenizer would cut at replaced."""
    return _CUTS.sub(SPACE, text)


def expression(word: str) -> str:
    """Return the FTS5 expression that is true of the pairs of every text that holds a normal word."""
    word = _uncut(word)
    if len(word) == 1:
        return f"{term(word)}*"
    needed = list(dict.fromkeys(map(add, word, word[1:])))
    step = -(-len(needed) // _MOST)
    return " AND ".join(map(term, needed[::step]))


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
    begins: bool
    """Whether it begins its word: something else stands before it."""

    ends: bool
    """Whether it ends its word."""

    def fits(self, word: str) -> bool:
        """Tell whether a word of a text that holds the run holds it in the right place."""
        return (not self.begins or word.startswith(self.run)) and (not self.ends or word.endswith(self.run))


def parts(word: str) -> Iterator[Part]:
    """Yield the runs of a normal word or phrase that are looked up among the words."""
    for run in _RUN.finditer(word):
        if len(run[0]) <= PART:
            yield Part(run[0], run.start() > 0, run.end() < len(word))
