from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.edits import Add, Edit, Remove, Set
from tui.blog.retag import retag
from tui.blog.values import Value


@pytest.mark.parametrize(
    ("value", "old", "new", "edits"),
    [
        (["ＡＩ", "投資"], ["ＡＩ"], "AI", [Set(("tags", 0), "AI")]),
        (["ＡＩ", "AI"], ["ＡＩ"], "AI", [Remove(("tags",), "ＡＩ")]),
        (["a", "b", "c"], ["a", "c"], "d", [Set(("tags", 0), "d"), Remove(("tags",), "c")]),
        (["a", "b"], ["b"], None, [Remove(("tags",), "b")]),
        (["a"], ["b"], "c", []),
        (["a"], ["a"], "a", []),
        ("one term", ["one term"], "another", [Set(("tags",), "another")]),
        ("one two", ["two"], "three", [Remove(("tags",), "two"), Add(("tags",), "three")]),
        ("one two", ["two"], "one", [Remove(("tags",), "two")]),
        ("one", ["one"], None, [Remove(("tags",), "one")]),
        (None, ["a"], "b", []),
    ],
)
def test_the_edits_of_one_post(value: Value, old: list[str], new: str | None, edits: list[Edit]) -> None:
    assert retag({"title": "a", "tags": value}, ["tags", "tag"], old, new) == edits


def test_keys_fold_where_the_generator_folds_them() -> None:
    assert retag({"Tags": ["a"]}, ["tags"], ["a"], "b", fold=True) == [Set(("Tags", 0), "b")]
    assert retag({"Tags": ["a"]}, ["tags"], ["a"], "b") == []


def test_keys_may_lead_into_maps() -> None:
    values: dict[str, Value] = {"taxonomies": {"tags": ["a"]}}
    assert retag(values, ["taxonomies.tags", "tags"], ["a"], "b") == [Set(("taxonomies", "tags", 0), "b")]


def apply(items: list[str], edits: list[Edit]) -> list[str]:
    for edit in edits:
        match edit:
            case Set((_, int(place)), str(value)):
                items = [*items[:place], value, *items[place + 1 :]]
            case Remove(_, item):
                items = [other for other in items if other != item]
    return items


terms = st.sampled_from("abcdef")


@given(st.lists(terms, unique=True), st.sets(terms), st.none() | terms)
def test_no_old_term_is_left_and_no_other_is_touched(
    items: list[str], old: set[str], new: str | None
) -> None:
    after = apply(items, retag({"tags": list(items)}, ["tags"], old, new))
    gone = old - {new}
    assert not gone & set(after)
    assert [item for item in after if item not in old | {new}] == [
        item for item in items if item not in old | {new}
    ]
    assert (new in after) == (new is not None and (new in items or bool(gone & set(items))))
    assert len(set(after)) == len(after)
