"""Assignments, and how a field types what stands in them."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from tui.blog.assign import parse_assignment, split_arguments
from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.errors import AssignmentError, FieldError
from tui.blog.schema import Boolean, DateTime, Number, Schema, String, Tags
from tui.blog.values import DateText, Value

SCHEMA = Schema(
    "post",
    (
        String(name="title"),
        Boolean(name="draft"),
        Number(name="weight"),
        Tags(name="tags"),
        DateTime(name="date", zone=UTC),
    ),
)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("draft=true", Set(("draft",), True)),
        ("draft=no", Set(("draft",), False)),
        ("title=1.10", Set(("title",), "1.10")),
        ("title=true", Set(("title",), "true")),
        ("title=", Set(("title",), "")),
        ("title=a=b:=c", Set(("title",), "a=b:=c")),
        ("weight=3", Set(("weight",), 3)),
        ("tags=AI, 速報", Set(("tags",), ["AI", "速報"])),
        ("date=2026-01-02", Set(("date",), DateText("2026-01-02"))),
        ("title:=1.10", Set(("title",), 1.1)),
        ('cover:={"image": "a.png"}', Set(("cover",), {"image": "a.png"})),
        ("draft:=null", Set(("draft",), None)),
        ("tags+=AI", Add(("tags",), "AI")),
        ("tags-=AI", Remove(("tags",), "AI")),
        ("tags-=2024", Remove(("tags",), 2024)),
        ("draft-", Unset(("draft",))),
        ("cover.image=a/b.png", Set(("cover", "image"), "a/b.png")),
        ("resources.0.src=x", Set(("resources", 0, "src"), "x")),
        (r"a\.b=x", Set(("a.b",), "x")),
        (r"a\=b=x", Set(("a=b",), "x")),
        (r"a\/b=x", Set(("a/b",), "x")),
        ("last-modified=x", Set(("last-modified",), "x")),
        ("og:title=x", Set(("og:title",), "x")),
        ("フラグ=x", Set(("フラグ",), "x")),
        ("text=one\ntwo", Set(("text",), "one\ntwo")),
    ],
)
def test_forms(text: str, edit: Edit) -> None:
    made = parse_assignment(text).edit({"tags": ["AI", 2024]}, SCHEMA)
    assert made == edit
    assert not isinstance(edit, Set) or (isinstance(made, Set) and type(made.value) is type(edit.value))


@pytest.mark.parametrize(
    ("was", "text", "value"),
    [
        (None, "true", True),
        (None, "yes", "yes"),
        (None, "1.10", "1.10"),
        (True, "no", False),
        (3, "4", 4),
        ("1.9", "1.10", "1.10"),
        (["a"], "b, c", ["b", "c"]),
        (DateText("2026-01-02"), "2026-01-03", DateText("2026-01-03")),
        ({"a": 1}, '{"a": 2}', {"a": 2}),
    ],
)
def test_an_unknown_field_is_typed_by_its_value(was: Value, text: str, value: Value) -> None:
    for schema in (None, SCHEMA):
        edit = parse_assignment(f"x={text}").edit({"x": was}, schema)
        assert edit == Set(("x",), value)
        assert isinstance(edit, Set)
        assert type(edit.value) is type(value)


def test_a_value_that_is_none_of_the_field() -> None:
    with pytest.raises(FieldError, match="draft: “maybe” is neither true nor false"):
        parse_assignment("draft=maybe").edit({}, SCHEMA)


@pytest.mark.parametrize(
    "text",
    ["x", "=x", "-", ":=1", "a..b=x", "x:=", "x:={", "x:=NaN", "a/b=x", "a=\udcff", "x:=" + "[" * 5000],
)
def test_no_assignments(text: str) -> None:
    with pytest.raises(AssignmentError):
        parse_assignment(text)


def test_paths_and_assignments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts-").mkdir()
    paths, assignments = split_arguments(
        ["a.md", "draft=true", "./a=b.md", "posts/a=b.md", "posts-", "slug-", "tags+=AI"]
    )
    assert paths == [Path("a.md"), Path("a=b.md"), Path("posts/a=b.md"), Path("posts-")]
    assert [one.key for one in assignments] == [("draft",), ("slug",), ("tags",)]
    with pytest.raises(AssignmentError):
        split_arguments(["a.md", "x:={"])
