"""What an entry says of each file: enough to go forth and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.journal import Write
from tui.blog.journal.records import Header, Record, decode_records, encode


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
def test_there_and_back(head: bytes, old: bytes, new: bytes, tail: bytes) -> None:
    before, after = head + old + tail, head + new + tail
    written = Record.of(Write(Path("/x/\udcff.md"), before, after))
    (record,) = decode_records(encode(Header("t", datetime.now(UTC), 1), [written]), Path("e"))
    assert isinstance(record, Record)
    assert record == written
    assert record.place == Path("/x/\udcff.md")
    assert record.carry_out(before) == after
    assert record.reverse().carry_out(after) == before
    assert record.reverse().reverse() == record


@pytest.mark.parametrize(("before", "after"), [(None, b"new\n"), (b"old\n", None)])
def test_a_file_made_or_removed(before: bytes | None, after: bytes | None) -> None:
    record = Record.of(Write(Path("/x"), before, after))
    assert record.carry_out(before) == after
    assert record.reverse().carry_out(after) == before


def test_it_can_be_read_by_people() -> None:
    record = Record.of(Write(Path("/x.md"), "あ: 1\nい: 2\n".encode(), "あ: 1\nい: 3\n".encode()))
    assert (record.old, record.new) == ("い: 2\n", "い: 3\n")
