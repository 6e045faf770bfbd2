"""The lines of a form: a schema laid over a post."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.blog.schema import Block, Fields, Number, Schema, String, Tags
from tui.blog.schema.entries import entries, item_entries, missing
from tui.blog.values import Value

ALT, WEIGHT = String(name="alt", usual=False), Number(name="weight", usual=False)
COVER = Fields(name="cover", fields=(String(name="image"), ALT))
RESOURCES = Block(name="resources", usual=False, fields=(String(name="src"), WEIGHT))
SCHEMA = Schema("posts", (String(name="title"), Tags(name="tags"), COVER, RESOURCES, WEIGHT))


def keys(was: dict[str, Value], values: dict[str, Value] | None = None) -> list[str]:
    found = entries(SCHEMA, was, was if values is None else values)
    return [".".join(map(str, entry.key)) for entry in found]


def test_usual_fields_are_shown_even_where_they_are_not_there() -> None:
    assert keys({}) == ["title", "tags", "cover", "cover.image"]
    assert [field.name for field in missing(SCHEMA, {})] == ["resources", "weight"]


def test_what_only_this_post_has_comes_last() -> None:
    assert keys({"mood": "good", "weight": 3, "title": "x"}) == [
        "title", "tags", "cover", "cover.image", "weight", "mood",
    ]  # fmt: skip


def test_items_of_a_list_of_maps() -> None:
    was: dict[str, Value] = {"resources": [{"src": "a"}, {"src": "b", "weight": 1, "odd": True}]}
    assert keys(was)[4:] == [
        "resources", "resources.0", "resources.0.src", "resources.1", "resources.1.src",
        "resources.1.weight", "resources.1.odd",
    ]  # fmt: skip
    assert [entry.key for entry in item_entries(RESOURCES, ("resources", 2))] == [
        ("resources", 2),
        ("resources", 2, "src"),
    ]


def test_what_a_type_does_not_hold_is_edited_as_source() -> None:
    by_key = {entry.key: entry for entry in entries(SCHEMA, {"title": 3, "cover": "a.png"}, {"title": 3})}
    assert by_key["title",].source
    assert by_key["cover",].source
    assert not by_key["tags",].source


def test_what_was_and_what_is_to_be() -> None:
    was: dict[str, Value] = {"title": "x", "weight": 3}
    by_key = {entry.key: entry for entry in entries(SCHEMA, was, {"title": "y", "mood": "good"})}
    assert (by_key["title",].was, by_key["title",].value) == ("x", "y")
    assert by_key["weight",].present
    assert not by_key["weight",].wanted
    assert by_key["mood",].wanted
    assert not by_key["mood",].present


def test_keys_fold_where_the_generator_folds_them() -> None:
    folding = Schema("posts", (String(name="title"),), folds=True)
    assert [entry.key for entry in entries(folding, {"Title": "x"}, {"Title": "x"})] == [("Title",)]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
maps = st.dictionaries(st.sampled_from(["title", "tags", "cover", "resources", "weight", "x"]), values)


@given(maps, maps)
def test_every_value_has_a_line_that_leads_to_it(was: dict[str, Value], now: dict[str, Value]) -> None:
    found = list(entries(SCHEMA, was, now))
    assert len({entry.key for entry in found}) == len(found)
    tops = {entry.key[0] for entry in found}
    assert {*was, *now} <= tops
    for entry in found:
        if len(entry.key) == 1:
            assert entry.present == (entry.key[0] in was)
            assert entry.wanted == (entry.key[0] in now)
        if not entry.heading and not entry.source:
            assert entry.field.holds(entry.value)
            assert entry.field.holds(entry.was)
