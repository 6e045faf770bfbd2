from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.blog.library import bits
from tui.blog.library.terms import Terms

LENGTH = 700
"""More rows than a block has, of which the last is not full."""

rows = st.sets(st.integers(0, LENGTH - 1), max_size=60).map(sorted)
terms = st.dictionaries(st.sampled_from("abcdefg"), rows)


def counted(terms: Terms, selected: list[int], length: int) -> dict[str, int]:
    return {one.term: one.count for one in terms.counts(bits.of(selected, length))}


@given(terms, rows, st.booleans())
@settings(max_examples=100)
def test_terms_are_counted_in_few_rows_and_in_many(
    known: dict[str, list[int]], picked: list[int], turned: bool
) -> None:
    selected = [row for row in range(LENGTH) if (row in picked) != turned]
    told = counted(Terms(0).replaced(range(LENGTH), known, LENGTH), selected, LENGTH)
    counts = {term: len(set(rows).intersection(selected)) for term, rows in known.items()}
    assert told == {term: count for term, count in counts.items() if count}


@given(terms, terms, st.integers(LENGTH - 300, LENGTH + 3))
@settings(max_examples=100)
def test_terms_after_a_change_are_those_of_all_rows(
    known: dict[str, list[int]], changed: dict[str, list[int]], length: int
) -> None:
    before = Terms(0).replaced(range(LENGTH), known, LENGTH)
    before.lay_out()
    changed = {term: [row for row in rows if row < length] for term, rows in changed.items()}
    changes = {*range(LENGTH, length), *(row for rows in changed.values() for row in rows)}
    after = before.replaced(changes, changed, length)
    now = {
        term: {row for row in known.get(term, ()) if row < length and row not in changes}.union(
            changed.get(term, ())
        )
        for term in {**known, **changed}
    }
    assert {term: set(bits.rows(after.bits(term))) for term in after} == {
        term: rows for term, rows in now.items() if rows
    }
    assert counted(after, list(range(length)), length) == {t: len(rows) for t, rows in now.items() if rows}


def test_terms_that_stay_are_not_laid_out_anew() -> None:
    before = Terms(0).replaced(range(LENGTH), {"a": [1, 300], "b": [2]}, LENGTH)
    assert before.replaced([1, 2], {"a": [1], "b": [2]}, LENGTH) is before
    assert before.replaced([1, 2], {"a": [1, 2]}, LENGTH) is not before
