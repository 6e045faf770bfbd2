"""Any text and any word: what the store says of it, and that it says something."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.blog.query import normal
from tui.blog.search.grams import SPACE, cut
from tui.blog.search.store import FILE, Store, Text

PIECES = st.one_of(
    st.sampled_from(["the", "of", "state", "データ", "センター", "投資", "в", "центре", "İ", "ﾃﾞ", "e\u0301"]),
    st.sampled_from([" ", "\n", "\t", "\u3000", "\x00", "\x1f", "\x85", "\x7f", SPACE, '"', "*", "//", "¨"]),
    st.text(max_size=4),
    st.characters(categories=["Cs"]),
    st.builds(lambda piece, times: piece * times, st.text(min_size=1, max_size=3), st.integers(1, 1000)),
)
"""What texts and words are made of."""

WRITTEN = st.lists(PIECES, max_size=12).map("".join)
SOUGHT = st.one_of(WRITTEN, st.lists(PIECES, min_size=40, max_size=120).map(" ".join))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("store") / FILE)


names = count()


@settings(suppress_health_check=list(HealthCheck), max_examples=80)
@given(text=WRITTEN, words=st.lists(SOUGHT, max_size=3), places=st.data())
def test_any_word_is_asked_of_any_text(
    store: Store, text: str, words: list[str], places: st.DataObject
) -> None:
    text = text.encode("utf-8", "replace").decode()  # no file holds half a surrogate
    path = str(next(names))
    store.write([Text(path, 1, 0, cut(text))])
    if text:
        start = places.draw(st.integers(0, len(text) - 1))
        words = [*words, text[start : start + places.draw(st.integers(1, len(text)))]]
    for word in filter(None, map(normal, words)):
        told = store.candidates(word)
        held = word in normal(text)
        assert (path in {*told.sure, *told.likely}) >= held
        assert held >= (path in told.sure)
