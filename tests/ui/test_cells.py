from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.blog.text import fold, visible
from tui.widgets.cells import crop, find_words, fit

TEXTS = st.text(alphabet=string.ascii_letters + "日本語ｶﾅ、。é̂👩‍💻🇯🇵한글\u200d\ufe0f❤ \u200b")


@given(TEXTS, st.integers(0, 40))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(TEXTS, st.integers(1, 40))
def test_a_cut_text_is_a_beginning_with_an_ellipsis(text: str, width: int) -> None:
    cut = crop(text, width)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("abc", 2, "a…"), ("abc", 0, "")],
)
def test_a_wide_character_is_never_halved(text: str, width: int, cut: str) -> None:
    assert crop(text, width) == cut


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("AIインフラのAI", ("AI",), ["AI", "AI"]),
        ("ＡＩと投資", ("ai",), ["ＡＩ"]),
        ("カナかな", ("かな",), ["カナかな"]),
        ("aaa", ("aa",), ["aa"]),
        ("plain", ("none", ""), []),
    ],
)
def test_words_are_found_as_they_are_searched(text: str, words: tuple[str, ...], found: list[str]) -> None:
    spans = find_words(text, tuple(map(fold, words)))
    assert [text[start:end] for start, end in spans] == found


@given(st.text(), st.integers(0, 60))
def test_whatever_a_title_holds_fits_once_it_is_visible(text: str, width: int) -> None:
    assert cell_len(fit(visible(text), width)) == width
