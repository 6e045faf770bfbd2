"""Several posts looked at as one."""

from __future__ import annotations

from tui.blog.drafts.several import differing, shared
from tui.blog.values import Value

A: dict[str, Value] = {"title": "A", "tags": ["x"], "cover": {"image": "a.png", "alt": ""}}
B: dict[str, Value] = {"Title": "B", "tags": ["x"], "cover": {"image": "b.png", "alt": ""}}


def test_what_all_have_is_shared() -> None:
    assert shared([A]) == A
    assert shared([A, B]) == {
        "title": None,
        "Title": None,
        "tags": ["x"],
        "cover": {"image": None, "alt": ""},
    }


def test_where_they_differ_each_value_is_told_once() -> None:
    assert differing([A, B, A], ("title",), fold=True) == ("A", "B")
    assert differing([A, B], ("title",)) == ("A", None)
    assert differing([A, B], ("tags",)) == ()
    assert differing([A, B], ("cover", "image")) == ("a.png", "b.png")
    assert differing([A, B], ("nothing",)) == ()
