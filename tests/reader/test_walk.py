"""Nothing vanishes: each text, cell and address of the real posts is in the rendered lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reader.bodies import reading, render, some
from tests.reader.walk import lost
from tui.reader import Line, Reading

UNLIKE = re.compile(r"^[:|-]*$")
"""Where the two parsers rightly differ: the rule of a table may have a column too many."""


def missing(post: Reading, lines: list[Line]) -> list[tuple[str, str]]:
    """Return what a body holds and its lines don't."""
    return [(kind, value) for kind, value in lost(post, lines) if kind == "href" or not UNLIKE.search(value)]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_of_a_seed_is_lost(seeds: Path, width: int) -> None:
    for path in seeds.glob("*.md"):
        assert lost(reading(path), render(reading(path), width)) == []


def test_nothing_of_the_corpus_is_lost(corpus: Path) -> None:
    for path in some(corpus, 29):
        assert missing(reading(path), render(reading(path), 80)) == [], path


def test_the_links_of_raw_html_are_there() -> None:
    body = '<div><p>買う</p>\n<a href="https://example.com/a?b=1&amp;c=2">見る</a></div>'
    spans = [span for line in render(Reading("a.md", body), 40) for span in line.spans]
    assert [(s.text, s.href) for s in spans if s.href] == [("見る", "https://example.com/a?b=1&c=2")]


def test_a_link_without_a_text_shows_its_address() -> None:
    assert [line.text for line in render(Reading("a.md", "[](https://a.example/)"), 40)] == [
        "https://a.example/"
    ]
