"""Words and minutes of a text, and moments said in a zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.sites.words import count
from tui.blog.sites.zones import local_zone, said, zone_named


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("", 0, 0),
        ("one two\nthree", 3, 1),
        ("one " * 214, 214, 2),
        ("日本語", 3, 1),
        ("日本語 and English 混じり", 8, 1),
        ("한국어", 3, 1),
        ("字" * 501, 501, 2),
        ("é è", 2, 1),
        ("<div class='a b c'>one</div> two", 2, 1),
        ("{% include a.html b='c d' %} one", 1, 1),
        ("text\n- one\n- two\n# three", 4, 1),
    ],
)
def test_words(text: str, words: int, minutes: int) -> None:
    assert count(text) == (words, minutes)


@given(st.text())
def test_any_text_has_words_or_none(text: str) -> None:
    words, minutes = count(text)
    assert words >= 0
    assert (minutes > 0) == (words > 0)


def test_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(zone_named("Asia/Tokyo")) == "Asia/Tokyo"
    for name in ("", "Mars/Olympus", "Asia", "../etc/passwd", "a\0b"):
        assert zone_named(name) is None
    for name, zone in {"Asia/Tokyo": "Asia/Tokyo", ":Asia/Tokyo": "Asia/Tokyo", "nonsense": "UTC"}.items():
        monkeypatch.setenv("TZ", name)
        assert str(local_zone()) == zone
    monkeypatch.delenv("TZ")
    assert datetime.now(local_zone()).utcoffset() is not None


def test_a_moment_is_said_on_the_clocks_of_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert said(datetime(2026, 1, 31, 16, 48, tzinfo=UTC), local_zone()) == "2026-02-01 01:48 in Asia/Tokyo"
