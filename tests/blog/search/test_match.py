from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.blog.test_text import HARD
from tui.blog.query import normal
from tui.blog.search.match import Match

texts = st.text(st.sampled_from(HARD + "abAB \u2003\x85\x1c"), max_size=12)


def agrees(word: str, text: str) -> None:
    match, expected = Match(word), normal(word) in f" {normal(text)} "
    assert match.holds(text) == expected
    assert match.is_in(f"---\n---\n{text}".encode(), start=8) == expected
    assert (match.find(text) is not None) == (expected and bool(normal(word)))


@given(texts, texts)
@example("e", "e\u0315\u0301")
@example("é", "xe\u0301")
@example("k", "\u212a")
@example("fi", "ﬁ")
@example("カ", "ｶﾞ")
@example("data b", "x\n\U0001d5f1\U0001d5ee\U0001d601\U0001d5ee\nB y")
@example("a e", "a\u00a8e")
@example("a e", "A\u3000e")
@example("ı", "I")
def test_holds_what_folding_all_says(word: str, text: str) -> None:
    agrees(word, text)


@given(texts, st.data())
def test_finds_each_part_of_a_text_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    agrees(text[start : data.draw(st.integers(start, len(text)))], text)


@pytest.mark.parametrize("word", ["state of the art", "ЦЕНТРЫ", "データ"])
def test_case_kana_and_white_space_do_not_count(word: str) -> None:
    agrees(word, "The State\n of the\tART. Дата-центры でーた")
