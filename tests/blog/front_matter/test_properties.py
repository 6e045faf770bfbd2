"""Contracts of edits, tried on generated front matter."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stress.blocks import document
from tests.stress.fuzz import run
from tests.stress.oracle import judge
from tests.stress.readers import disagreement
from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Remove, Rename, Set, Unset
from tui.blog.errors import FrontMatterError, Refused
from tui.blog.values import DateText, Value

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    "ab:#-,[]{}'\" \n\t\\", max_size=8
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
documents = st.integers(0, 2**32).map(lambda seed: Document.split(document(Random(seed))))
names = st.sampled_from(["title", "date", "tags", "draft", "cover", "new", "n"]) | texts.filter(bool)


def _try(before: Document, edit: Edit) -> Document | None:
    """Make an edit; None if it is refused, as it must be: with a cause, and a line of the file."""
    try:
        after = before.edit(edit)
    except Refused as refusal:
        _check(refusal, before)
        return None
    assert after.data.startswith(before.prefix if before.format else b"")
    assert after.data.endswith(before.suffix)
    return after


def _check(refusal: Refused, document: Document) -> None:
    assert refusal.cause
    assert refusal.message
    lines = document.data.count(b"\n") + document.data.count(b"\r") + 1
    assert refusal.line is None or 1 <= refusal.line <= lines


@given(documents, names, values)
def test_what_is_set_is_read(before: Document, name: str, value: Value) -> None:
    after = _try(before, Set((name,), value))
    if after is not None:
        assert after.front_matter.get((name,)) == value
        assert judge(before, after, Set((name,), value)) == ""
        assert after.edit(Set((name,), value)) is after


@given(documents, names, texts)
def test_a_term_that_is_added_and_removed_leaves_the_rest(before: Document, name: str, term: str) -> None:
    added = _try(before, Add((name,), term))
    if added is not None and added.format:
        assert judge(before, added, Add((name,), term)) == ""
        removed = _try(added, Remove((name,), term))
        if removed is not None:
            held = removed.front_matter.get((name,))
            assert not isinstance(held, list) or term not in held


@given(documents, names)
def test_what_is_unset_is_gone(before: Document, name: str) -> None:
    after = _try(before, Unset((name,)))
    if after is not None and after.format:
        assert after.front_matter.line((name,)) is None


@given(documents, names, texts.filter(bool))
def test_a_key_that_is_renamed_and_renamed_back_is_as_before(before: Document, name: str, other: str) -> None:
    after = _try(before, Rename((name,), other))
    if after is not None and after is not before:
        assert judge(before, after, Rename((name,), other)) == ""
        back = _try(after, Rename((other,), name))
        assert back is None or back.values == before.values


@given(documents)
def test_every_field_given_its_own_value_does_not_change(before: Document) -> None:
    try:
        held = before.values
    except FrontMatterError:
        return
    for name in held:
        front = before.front_matter
        if [key.text for key in front.root.keys].count(name) == 1:
            assert before.edit(Set((name,), front.get((name,)))) is before


@given(documents, names, values)
def test_readers_agree(before: Document, name: str, value: Value) -> None:
    after = _try(before, Set((name,), value))
    if after is not None and after.format:
        assert disagreement(before, after) == ""


@pytest.mark.parametrize("seed", [1, 700_000])
def test_a_few_thousand_random_edits(seed: int) -> None:
    tally = run(1500, seed, compare=20)
    assert not tally.failed, str(tally)
    assert tally.verified > 1000


def test_a_date_is_written_bare_where_it_can_be() -> None:
    for data in (b"---\na: 1\n---\n", b"+++\na = 1\n+++\n"):
        after = Document.split(data).edit(Set(("date",), DateText("2026-01-31")))
        assert isinstance(after.values["date"], DateText)
