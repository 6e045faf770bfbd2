"""What texts are cut into finds every part of them, and what is told for sure is so."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.blog.test_text import HARD
from tui.blog.query import normal
from tui.blog.search.grams import cut
from tui.blog.search.store import FILE, Store, Text

PIECES = (
    "open", "source", "o", "pen", "of", "the", "a", "в", "центре", "ов", "투자", "센터", "البيانات",
    "投資", "データ", "ﾃﾞｰﾀ", "でーた", "センター", "ＡＩ", "Straße", "STRASSE", "ﬁne", "naı̈ve", "e\u0301",
    "…", ".", ",", "-", "“", "”", "(", "#", "。", "、", "\x07", "\ufdd0", "\u00a8", "\ufdfa",
)  # fmt: skip
BLANKS = (" ", " ", "", "", "\n", "  ", "\u3000", "\xa0", "\x1c", "\t")
texts = st.one_of(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BLANKS)), max_size=12).map(
        lambda parts: "".join(piece + blank for piece, blank in parts)
    ),
    st.text(st.sampled_from(HARD + "ab \u2003\x85\x1c"), max_size=12),
)


def holds(bodies: list[str], words: list[str]) -> None:
    """Hold what a store of some bodies says of words against the bodies."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / FILE)
        store.write(Text(f"{number}", 1, 0, cut(body)) for number, body in enumerate(bodies))
        for word in filter(None, map(normal, words)):
            told = store.candidates(word)
            held = {str(number) for number, body in enumerate(bodies) if word in normal(body)}
            assert set(told.sure) <= held, word
            assert held <= {*told.sure, *told.likely}, word
        store.drop()


@given(st.lists(texts, min_size=1, max_size=4), st.data())
def test_every_part_of_a_text_is_found_in_it(bodies: list[str], data: st.DataObject) -> None:
    words = ["open source", "e\u0301 o", "в центре"]
    for body in map(normal, bodies):
        start = data.draw(st.integers(0, len(body)))
        words.append(body[start : start + data.draw(st.integers(1, 12))])
    holds(bodies, words)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("open source", {"together", "longer"}),
        ("n s", {"together", "longer"}),
        ("a priori", {"priori"}),
        ("of the", {"of"}),
        ("f th", {"of"}),
        ("the art", {"art"}),
        ("e ar", {"art", "area"}),
        ("open", {"together", "longer", "apart"}),
    ],
)
def test_words_that_meet_are_told_from_words_that_stand_apart(word: str, found: set[str]) -> None:
    bodies = {
        "together": "all open\nsource",
        "longer": "reopen sources",
        "apart": "source of what is open",
        "priori": "data priori",
        "of": "thereof the",
        "art": "the artist",
        "area": "the area of art",
    }
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / FILE)
        store.write(Text(name, 1, 0, cut(body)) for name, body in bodies.items())
        told = store.candidates(word)
        assert {*told.sure, *told.likely} == found
        store.drop()
