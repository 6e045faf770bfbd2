"""Edits of JSON: what changes, what stays, what is refused."""

from __future__ import annotations

import json

import pytest

from tests.blog.front_matter.cases import Case, made
from tui.blog.edits import Add, Remove, Rename, Set, SetSource, Unset
from tui.blog.errors import FrontMatterError
from tui.blog.front_matter.json import JsonFrontMatter
from tui.blog.front_matter.making import apply

CASES = [
    Case('{"a": 1, "t": ["x"]}', Set(("a",), 'b "c"\x1b'), '{"a": "b \\"c\\"\\u001b", "t": ["x"]}'),
    Case('{"a":1,"t":["x"]}', Set(("b",), None), '{"a":1,"t":["x"],"b":null}'),
    Case('{"a": 1, "t": ["x"]}', Add(("t",), "y"), '{"a": 1, "t": ["x", "y"]}'),
    Case('{"a": 1, "t": ["x","y"]}', Remove(("t",), "x"), '{"a": 1, "t": ["y"]}'),
    Case('{"a": 1, "b": 2}', Unset(("a",)), '{"b": 2}'),
    Case('{"a": 1, "b": 2}', Unset(("b",)), '{"a": 1}'),
    Case('{"a": 1}', Unset(("a",)), "{}"),
    Case('{\n  "a": 1,\n  "b": 2\n}', Unset(("b",)), '{\n  "a": 1\n}'),
    Case('{\n  "a": 1,\n  "b": 2\n}', Unset(("a",)), '{\n  "b": 2\n}'),
    Case(
        '{\n\t"a": 1\n}',
        Set(("b",), {"c": [1], "d": {}}),
        '{\n\t"a": 1,\n\t"b": {\n\t\t"c": [1],\n\t\t"d": {}\n\t}\n}',
    ),
    Case('{\r\n  "a": 1\r\n}', Set(("b",), 2), '{\r\n  "a": 1,\r\n  "b": 2\r\n}'),
    Case('{\n  "t": [\n    "x"\n  ]\n}', Add(("t",), "y"), '{\n  "t": [\n    "x",\n    "y"\n  ]\n}'),
    Case('{\n  "t": [\n    "x"\n  ]\n}', Set(("t",), ["p", "q"]), '{\n  "t": [\n    "p",\n    "q"\n  ]\n}'),
    Case(
        '{"tags": ["x"], "z": 1}', Set(("categories",), ["y"]), '{"tags": ["x"], "categories": ["y"], "z": 1}'
    ),
    Case('{"c": {"d": 1}}', Set(("c", "d"), 2), '{"c": {"d": 2}}'),
    Case('{"c": {}}', Set(("c", "d", "e"), 2), '{"c": {"d": {"e": 2}}}'),
    Case('{"c": null}', Set(("c", "d"), 2), '{"c": {"d": 2}}'),
    Case('{"c": null}', Add(("c",), "x"), '{"c": ["x"]}'),
    Case('{"l": [{"a": 1}, {"a": 2}]}', Unset(("l", 0)), '{"l": [{"a": 2}]}'),
    Case('{"a": 1}', Rename(("a",), "b\n"), '{"b\\n": 1}'),
    Case('{"Tags": ["x"]}', Add(("tags",), "y"), '{"Tags": ["x", "y"]}', fold=True),
    Case('{"a": 1, "a": 2}', Set(("a",), 3), "refused: duplicate-key"),
    Case('{"a": 1, "a": 2, "b": 1}', Set(("b",), 3), '{"a": 1, "a": 2, "b": 3}'),
    Case('{"a": 1}', SetSource(("a",), "[1, {}]"), '{"a": [1, {}]}'),
    Case('{"a": 1}', SetSource(("a",), '1, "b": 2'), "refused: bad-source"),
    Case('{"a": 1.50}', Set(("a",), 1.5), '{"a": 1.50}'),
    Case('{"a": 1}', Set(("a",), float("inf")), "refused: not-a-value"),
    Case('{"a": "\\ud83d", "b": 1}', Set(("b",), 2), '{"a": "\\ud83d", "b": 2}'),
    Case("{}", Set(("a",), 1), '{"a": 1}'),
    Case("", Set(("a",), 1), '{\n  "a": 1\n}'),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_edit(case: Case) -> None:
    after = made("json", case)
    assert after == case.after
    if not after.startswith("refused"):
        json.loads(after)


@pytest.mark.parametrize("text", ["", '"', "\\", "\n", "\x00", "\x7f", "\u2028", "\ufeff", "😀", "}"])
def test_any_text_is_read_back(text: str) -> None:
    edited = apply(JsonFrontMatter('{"k": 1}'), [Set(("k",), text), Set((text or "m",), [text, {"m": text}])])
    assert json.loads(edited.text)[text or "m"] == [text, {"m": text}]


@pytest.mark.parametrize(
    "block",
    ["{", "[1]", '{"a": 1,}', '{"a" 1}', '{"a": 01}', '{"a": "\\x"}', '{"a": 1} x', "{a: 1}", '{"a": NaN}'],
)
def test_what_is_no_json_is_not_edited(block: str) -> None:
    with pytest.raises(FrontMatterError):
        apply(JsonFrontMatter(block), [Set(("zz",), 1)])
