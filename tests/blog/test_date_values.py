"""The fast reader of dates says what the thorough one says."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.blog.dates import Dialect, read_date
from tui.blog.dates.value import read_value

ZONES = st.sampled_from([UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")])
digits = st.integers(0, 99).map("{:02}".format)
clocks = st.builds("{}{}:{}:{}".format, st.sampled_from("T "), digits, digits, digits)
offsets = st.builds("{}{}{}{}".format, st.sampled_from("+-"), digits, st.sampled_from([":", ""]), digits)
days = st.builds("{:04}-{}-{}".format, st.integers(0, 2100), digits, digits)
written = st.builds(
    "{}{}{}".format, days, clocks | st.just(""), offsets | st.sampled_from(["", "Z", " +0900", ".5Z"])
)


@given(written | st.text(max_size=40), ZONES)
@example("2024-03-10 02:30:00", ZoneInfo("America/New_York"))
@example("2024-11-03 01:30:00", ZoneInfo("America/New_York"))
@example("0001-01-01", ZoneInfo("Asia/Tokyo"))
@example("2024-02-30", UTC)
@example("2024-01-01T10:00:00+09:75", UTC)
@example("２０２４-01-01", UTC)
@pytest.mark.parametrize("dialect", ["hugo", "any"])
def test_a_value_is_that_of_the_moment(dialect: Dialect, text: str, zone: tzinfo) -> None:
    moment = read_date(text, zone=zone, dialect=dialect)
    value = read_value(text, zone=zone, dialect=dialect)
    assert value == (moment.value if moment else None)
    assert value is None or moment is None or value.utcoffset() == moment.value.utcoffset()
