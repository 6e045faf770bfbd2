from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.blog.query.strategies import WORDS
from tui.blog.library import bits
from tui.blog.library.grams import Grams
from tui.blog.library.words import Words

texts = st.lists(
    st.lists(st.sampled_from([*WORDS, "an", "b2", " ", "投"]), max_size=4).map("".join), max_size=12
)


def never() -> bool:
    return False


@given(texts, st.dictionaries(st.integers(0, 11), st.sampled_from(WORDS), max_size=3), st.data())
@settings(max_examples=100)
def test_words_are_found_with_and_without_grams_and_after_a_change(
    before: list[str], changes: dict[int, str], data: st.DataObject
) -> None:
    after = before[: data.draw(st.integers(0, len(before)))]
    changes = {row: text for row, text in changes.items() if row < len(after)}
    for row, text in changes.items():
        after[row] = text
    plain, laid_out = Words(before), Words(before)
    laid_out.lay_out(never)
    word = data.draw(st.sampled_from([*WORDS, "a", "an", "n b", "投", "ん", "2b", "資"]))
    for end in range(len(word) + 1):
        for words, some in ((plain, before), (laid_out, before), (laid_out.replaced(changes, after), after)):
            found = [row for row, text in enumerate(some) if word[:end] in text]
            assert bits.rows(words.rows(word[:end])) == found


def test_large_libraries_keep_frequent_and_rare_grams_apart() -> None:
    some = [
        f"post {row} " + ("in all" if row % 2 else "投資") + ("zq" if row == 70 else "")
        for row in range(5000)
    ]
    words = Words(some)
    words.lay_out(never)
    for word in ("zq", "in", "i", "投", "投資", "post 7", "資z", "xx", "42", "t 4"):
        assert bits.rows(words.rows(word)) == [row for row, text in enumerate(some) if word in text], word
    changed = ["", *some[1:]]
    words = words.replaced([0], changed)
    assert bits.rows(words.rows("post")) == list(range(1, 5000))


def test_grams_are_left_when_they_are_no_longer_wanted_or_too_much_changed() -> None:
    assert Grams.of(["a"], lambda: True) is None
    grams = Grams.of(["a"] * 64, never)
    assert grams is not None
    assert grams.replaced({1, 2}, 64) is not None
    assert grams.replaced({1, 2, 3}, 64) is None


@given(st.sets(st.integers(0, 999)))
@example(set(range(1000)))
@example(set(range(3)))
def test_a_set_of_rows_is_its_rows(rows: set[int]) -> None:
    assert bits.rows(bits.of(rows, 1000)) == sorted(rows)
    assert bits.pack(bits.flags(bits.of(rows, 1000), 1000)) == bits.of(rows, 1000)
