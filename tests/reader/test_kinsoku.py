"""Japanese text: no line starts with what must not start one, none ends with what must not end one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.reader.bodies import reading, render, some
from tui.reader import Line, Reading

NOT_AT_START = set(
    "、。，．・：；？！）］｝〕〉》」』】ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NOT_AT_END = set("（［｛〔〈《「『【")
KANA = re.compile("[ぁ-ヿ]")


def violations(lines: Iterable[Line]) -> list[str]:
    """Return what stands wrong where a line was wrapped."""
    found: list[str] = []
    before = ""
    for line in lines:
        body = line.body
        wrapped = line.joint is not None and body and line.fill != "code-block"
        if wrapped and (body[0] in NOT_AT_START or before[-1:] in NOT_AT_END):
            found.append(f"{before}⏎{body}")
        before = body
    return found


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_seed_breaks_a_line_wrongly(seeds: Path, width: int) -> None:
    for path in seeds.glob("*.md"):
        assert violations(render(reading(path), width)) == []


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_japanese_post_breaks_a_line_wrongly(corpus: Path, width: int) -> None:
    for path in some(corpus, 60 + width):
        post = reading(path)
        if KANA.search(post.source):
            assert violations(render(post, width)) == [], path


def test_a_stop_takes_the_character_before_it_along() -> None:
    assert [line.text for line in render(Reading("a.md", "ああああ。い"), 8)] == ["あああ", "あ。い"]


def test_an_opening_bracket_goes_with_what_follows() -> None:
    assert [line.text for line in render(Reading("a.md", "あああ「いい」"), 8)] == ["あああ", "「いい」"]


def test_words_stay_whole_between_ideographs() -> None:
    assert [line.text for line in render(Reading("a.md", "ああGoogleああ"), 8)] == ["ああ", "Googleあ", "あ"]


def test_korean_words_stay_whole() -> None:
    assert [line.text for line in render(Reading("a.md", "대한민국 헌법"), 10)] == ["대한민국", "헌법"]


def test_a_word_longer_than_a_line_breaks_after_a_slash() -> None:
    lines = render(Reading("a.md", "xx/abcdefgh/ijklmnop"), 14)
    assert [line.text for line in lines] == ["xx/abcdefgh/", "ijklmnop"]
