from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.blog.writing.matches import Match, find, replace

LINES = st.lists(st.text("aAＡbカか ", max_size=12), min_size=1, max_size=5)


def test_case_width_and_kana_do_not_count() -> None:
    lines = ["One ＯＮＥ", "", "カナ かな"]
    assert find(lines, "one") == [Match(0, 0, 3), Match(0, 4, 7)]
    assert find(lines, "かナ") == [Match(2, 0, 2), Match(2, 3, 5)]
    assert find(lines, "") == []


def test_a_line_in_which_a_character_folds_to_several_is_searched_as_it_is() -> None:
    assert find(["ﬁne, Fine"], "Fine") == [Match(0, 5, 9)]


def test_words_that_fold_to_more_are_found_in_other_spellings() -> None:
    assert find(["STRASSE, Strasse"], "straße") == [Match(0, 0, 7), Match(0, 9, 16)]


@given(LINES, st.text("aかb", min_size=1, max_size=2), st.text("xy", max_size=3))
def test_what_is_replaced_is_not_found_any_more(lines: list[str], words: str, new: str) -> None:
    found = find(lines, words)
    replaced = replace(lines, found, f"|{new}|")
    assert find(replaced, words) == []
    assert sum(map(len, replaced)) == sum(map(len, lines)) + len(found) * (len(new) + 2 - len(words))
