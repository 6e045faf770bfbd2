from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.query import normal
from tui.blog.search import excerpt

TEXT = "# Title\n\n次の設備投資を読む。ＡＩの時代\nan exact\n  phrase here, and ﾃﾞｰﾀ there\nthe end"


@pytest.mark.parametrize(
    ("word", "line", "before", "match", "after"),
    [
        ("投資", 2, "次の設備", "投資", "を読む。ＡＩの時"),
        ("ai", 2, "投資を読む。", "ＡＩ", "の時代"),
        ("exact phrase", 3, "an ", "exact\n  phrase", " here, a"),
        ("データ", 4, "e, and ", "ﾃﾞｰﾀ", " there"),
        ("T", 0, "# ", "T", "itle"),
    ],
)
def test_shows_the_first_place(word: str, line: int, before: str, match: str, after: str) -> None:
    found = excerpt(TEXT, word, around=8)
    assert found is not None
    assert (found.line, found.match) == (line, match)
    assert found.before.endswith(before)
    assert found.after.startswith(after.rstrip()[:2])


def test_shows_nothing_where_there_is_nothing() -> None:
    assert excerpt(TEXT, "absent") is None
    assert excerpt(TEXT, " ") is None


@given(st.text("aAßﾃﾞ投ｱ \n", min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 4))
def test_the_match_is_what_was_sought(text: str, start: int, length: int) -> None:
    word = normal(text[start : start + length])
    found = excerpt(text, word)
    if word and word in normal(text):
        assert found is not None
        assert word in normal(found.match)
