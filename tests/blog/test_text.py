"""What may be folded at once, and what only with its neighbours."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from tui.blog.text import HIRAGANA, fold, odd

TO_HIRAGANA = str.maketrans(HIRAGANA)
TO_KATAKANA = {hiragana: katakana for katakana, hiragana in HIRAGANA.items()}
ASSIGNED = [
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(char) not in ("Cn", "Co", "Cs")
]
HARD = (
    "aeßéÉẞςΣσİıſk\u212a\u0301\u0323\u0315カか゛\u3099ﾞﾟｶﾊＡ１①㈱㍍ ﬁ…（\u3000\xa0\n"
    "가ᄀ\u1161\u11a8각نﷺ\u0e33กोक\u093c"
)


def by_the_book(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(TO_HIRAGANA)


def test_every_character_folds_by_the_book() -> None:
    for char in ASSIGNED:
        assert fold(char) == by_the_book(char), hex(ord(char))


def test_what_is_not_odd_folds_to_one_character_by_case_or_kana_alone() -> None:
    parted = (unicodedata.decomposition(char).split() for char in ASSIGNED)
    join = {chr(int(parts[1], 16)) for parts in parted if len(parts) == 2 and parts[0][0] != "<"}
    for char in filter(lambda char: not odd().match(char), ASSIGNED):
        folded = fold(char)
        assert char in (folded, folded.upper(), TO_KATAKANA.get(folded)), hex(ord(char))
        assert not unicodedata.combining(char)
        assert char not in join
        assert not 0x1161 <= ord(char) < 0x11C3, "Hangul joins without a decomposition in the table"


@given(st.text(st.sampled_from(HARD)))
@example("e\u0315\u0301")
def test_a_text_folds_by_the_book(text: str) -> None:
    assert fold(text) == by_the_book(text)
