from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.post import Post
from tui.blog.query import normal
from tui.blog.search import quote
from tui.blog.search.excerpts import excerpt
from tui.blog.search.match import Match

TEXT = "# Title\n\n次の設備投資を読む。ＡＩの時代\nan exact\n  phrase here, and ﾃﾞｰﾀ there\nthe end"


@pytest.mark.parametrize(
    ("word", "line", "before", "match", "after"),
    [
        ("投資", 2, "次の設備", "投資", "を読む。ＡＩの時"),
        ("ai", 2, "投資を読む。", "ＡＩ", "の時代"),
        ("exact phrase", 3, "an ", "exact\n  phrase", " here, a"),
        ("データ", 4, "e, and ", "ﾃﾞｰﾀ", " there"),
        ("T", 0, "# ", "T", "itle"),
        ("here, and データ there the", 4, "phrase ", "here, and ﾃﾞｰﾀ there\nthe", " end"),
    ],
)
def test_shows_the_first_place(word: str, line: int, before: str, match: str, after: str) -> None:
    found = excerpt(TEXT, Match(word), around=8)
    assert found is not None
    assert (found.line, found.match) == (line, match)
    assert found.before.endswith(before)
    assert found.after.startswith(after.rstrip()[:2])
    assert "\n" not in found.before + found.after


def test_shows_nothing_where_there_is_nothing() -> None:
    assert excerpt(TEXT, Match("absent")) is None
    assert excerpt(TEXT, Match(" ")) is None


@given(st.text("aAßﾃﾞ投ｱ \n", min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 4))
def test_the_match_is_what_was_sought(text: str, start: int, length: int) -> None:
    match = Match(text[start : start + length])
    found = excerpt(text, match)
    if match.word and match.holds(text):
        assert found is not None
        assert match.word in normal(found.match)
        assert (found.before + found.match + found.after).strip() in text
        assert found.match in "\n".join(text.split("\n")[found.line :])


POST = Post(
    path="content/posts/chips.md",
    title="チップの話",
    status="published",
    description="On memory",
    terms={"tags": ("ＡＩ", "投資")},
)


@pytest.mark.parametrize(
    ("words", "where", "match"),
    [
        (("body",), "", "body"),
        (("absent", "BODY"), "", "body"),  # any of several words
        (("memory", "body"), "", "body"),  # the body before all else
        (("memory",), "description", "memory"),
        (("ai",), "tags", "ＡＩ"),
        (("posts/chips",), "path", "posts/chips"),
    ],
)
def test_a_post_is_quoted_where_it_holds_a_word(words: tuple[str, ...], where: str, match: str) -> None:
    found = quote(POST, "The body of it.", words)
    assert found is not None
    assert (found.where, found.match) == (where, match)


def test_what_the_title_shows_is_quoted_from_the_body_alone() -> None:
    assert quote(POST, "", ("チップ",)) is None
    found = quote(POST, "半導体チップ", ("チップ",))
    assert found is not None
    assert found.before == "半導体"
