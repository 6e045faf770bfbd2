"""The text area's wrapping: Japanese is broken as the reader breaks it, and an edit wraps as all would."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.document._document import Document

from tui.widgets.wrapped import WrappedText, wrap_offsets

LINE = st.text(alphabet="ab 、。「」あ漢ー😀e\u0301\t👨\u200d👩", max_size=30)


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    line = "予報は「当たらなくて」いい。洗濯物が（濡れなければ）いい。" * 5
    for width in range(6, 60):
        offsets = [0, *wrap_offsets(line, width), len(line)]
        for start, end in pairwise(offsets):
            assert line[start] not in "。、」）"
            assert line[end - 1] not in "「（" or end == len(line)


@settings(max_examples=200)
@given(
    st.lists(LINE, min_size=1, max_size=8),
    st.lists(LINE, min_size=1, max_size=4),
    st.integers(1, 12),
    st.data(),
)
def test_an_edit_is_wrapped_as_the_whole_would_be(
    lines: list[str], put: list[str], width: int, data: st.DataObject
) -> None:
    document = Document("\n".join(lines))
    wrapped = WrappedText(document, tab_width=4)
    wrapped.wrap(width)
    ends = []
    for _ in range(2):
        row = data.draw(st.integers(0, len(lines) - 1))
        ends.append((row, data.draw(st.integers(0, len(lines[row])))))
    start, end = sorted(ends)
    result = document.replace_range(start, end, "\n".join(put))
    wrapped.wrap_range(start, end, result.end_location)
    whole = WrappedText(document, tab_width=4)
    whole.wrap(width)
    assert state(wrapped) == state(whole)
    assert wrapped.height == len(whole._offset_to_line_info)
    assert "".join(map("".join, whole.lines)) == "".join(document.lines)


def state(wrapped: WrappedText) -> object:
    return (
        wrapped._wrap_offsets,
        wrapped._offset_to_line_info,
        wrapped._line_index_to_offsets,
        wrapped._tab_width_cache,
    )
