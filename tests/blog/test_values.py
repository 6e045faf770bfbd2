from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.values import Key, Value, format_key, locate, look_up, parse_key

VALUES: Value = {"Title": "a", "cover": {"image": "b.png"}, "list": [{"src": "c"}, "d"], "empty": None}


@pytest.mark.parametrize(
    ("key", "fold", "way", "value"),
    [
        (("Title",), False, ("Title",), "a"),
        (("title",), False, None, None),
        (("title",), True, ("Title",), "a"),
        (("COVER", "Image"), True, ("cover", "image"), "b.png"),
        (("list", 0, "src"), False, ("list", 0, "src"), "c"),
        (("list", 2), False, None, None),
        (("list", "src"), False, None, None),
        (("Title", 0), False, None, None),
        (("empty",), False, ("empty",), None),
        (("empty", "x"), False, None, None),
        ((), False, (), VALUES),
    ],
)
def test_a_key_leads_to_its_value(key: Key, fold: bool, way: Key | None, value: Value) -> None:
    assert locate(VALUES, key, fold=fold) == way
    assert look_up(VALUES, key, fold=fold) == value


@given(st.lists(st.text(min_size=1) | st.integers(min_value=0), min_size=1))
def test_a_written_key_reads_back(parts: list[str | int]) -> None:
    key = tuple(
        part
        for part in parts
        if isinstance(part, int) or not (part.isdecimal() or "\\" in part or "\0" in part)
    )
    if key:
        assert parse_key(format_key(key)) == key
