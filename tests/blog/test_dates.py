"""Dates: every spelling that real posts hold, and the spelling kept when the date is changed."""

# ruff: noqa: E501  a spelling and what becomes of it stand on one line
# ruff: noqa: DTZ001  a clock on a wall has no zone

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.dates import at_clock, read_date, write_date
from tui.blog.values import DateText

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
LATER = datetime(2030, 12, 5, 3, 4, 5, 678_000, tzinfo=UTC)

SPELLINGS = [
    # text, layout, what Hugo makes of it in Tokyo, LATER in the same spelling
    ("2026-01-31", "2006-01-02", "2026-01-31T00:00:00+09:00", "2030-12-05"),
    ("2026-01-31T16:48:29+09:00", "2006-01-02T15:04:05-07:00", "2026-01-31T16:48:29+09:00", "2030-12-05T12:04:05+09:00"),
    ("2026-01-31T16:48:29+0530", "2006-01-02T15:04:05-0700", "2026-01-31T16:48:29+05:30", "2030-12-05T08:34:05+0530"),
    ("2026-01-31T16:48:29Z", "2006-01-02T15:04:05Z07:00", "2026-01-31T16:48:29+00:00", "2030-12-05T03:04:05Z"),
    ("2026-01-31T16:48:29.5Z", "2006-01-02T15:04:05.0Z07:00", "2026-01-31T16:48:29.500000+00:00", "2030-12-05T03:04:05.6Z"),
    ("2026-01-31T16:48:29", "2006-01-02T15:04:05", "2026-01-31T16:48:29+09:00", "2030-12-05T12:04:05"),
    ("2026-01-31 16:48:29", "2006-01-02 15:04:05", "2026-01-31T16:48:29+09:00", "2030-12-05 12:04:05"),
    ("2026-01-31 16:48:29 +0000", "2006-01-02 15:04:05 -0700", "2026-01-31T16:48:29+00:00", "2030-12-05 03:04:05 +0000"),
    ("2026-01-31 16:48:29 -08:00", "2006-01-02 15:04:05 -07:00", "2026-01-31T16:48:29-08:00", "2030-12-04 19:04:05 -08:00"),
    ("2026-01-31 16:48:29 +0900 JST", "2006-01-02 15:04:05 -0700 MST", "2026-01-31T16:48:29+09:00", "2030-12-05 12:04:05 +0900 JST"),
    ("15 Oct 2023", "02 Jan 2006", "2023-10-15T00:00:00+09:00", "05 Dec 2030"),
    ("Sun, 15 Oct 2023 10:30:00 +0200", "Mon, 02 Jan 2006 15:04:05 -0700", "2023-10-15T10:30:00+02:00", "Thu, 05 Dec 2030 05:04:05 +0200"),
    ("Sun, 15 Oct 2023 10:30:00 GMT", "Mon, 02 Jan 2006 15:04:05 MST", "2023-10-15T10:30:00+09:00", "Thu, 05 Dec 2030 03:04:05 GMT"),
    ("15 Oct 23 10:30 +0200", "02 Jan 06 15:04 -0700", "2023-10-15T10:30:00+02:00", "05 Dec 30 05:04 +0200"),
    ("Sunday, 15-Oct-23 10:30:00 UTC", "Monday, 02-Jan-06 15:04:05 MST", "2023-10-15T10:30:00+09:00", "Thursday, 05-Dec-30 03:04:05 UTC"),
    ("Sun Oct 15 10:30:00 2023", "Mon Jan 02 15:04:05 2006", "2023-10-15T10:30:00+09:00", "Thu Dec 05 12:04:05 2030"),
    ("2018-12-21 +0800", "2006-01-02 -0700", None, "2030-12-05 +0800"),
    ("2024-4-09", "2006-1-02", None, "2030-12-05"),
    ("2024-1-5", "2006-1-2", None, "2030-12-5"),
    ("2026-01-31 16:48", "2006-01-02 15:04", None, "2030-12-05 12:04"),
    ("2026-01-31T16:48", "2006-01-02T15:04", None, "2030-12-05T12:04"),
    ("2026/01/31", "2006/01/02", None, "2030/12/05"),
    ("2026.1.31", "2006.1.02", None, "2030.12.05"),
    ("2026-01-31 4:48 PM", "2006-01-02 3:04 PM", None, "2030-12-05 12:04 PM"),
    ("20240305", "20060102", None, "20301205"),
    ("2024年3月5日", "2006年1月2日", None, "2030年12月5日"),
    ("October 15, 2023", "January 02, 2006", None, "December 05, 2030"),
    ("Oct 5, 2023", "Jan 2, 2006", None, "Dec 5, 2030"),
    ("5 Oct 2023", "2 Jan 2006", None, "5 Dec 2030"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "layout", "hugo", "later"), SPELLINGS)
def test_spellings(text: str, layout: str, hugo: str | None, later: str) -> None:
    moment = read_date(text, zone=TOKYO)
    assert moment is not None
    assert (str(moment), moment.layout) == (text, layout)
    assert str(moment.with_value(LATER)) == later
    assert read_date(f" {text}", zone=TOKYO) is not None
    assert read_date(f" {text}", zone=TOKYO, dialect="hugo") is None
    by_hugo = read_date(text, zone=TOKYO, dialect="hugo")
    assert (by_hugo and by_hugo.value.isoformat()) == hugo


@pytest.mark.parametrize(
    "text",
    ["", "Last Modified", "2024-02-07:00:00Z", "2026-02-30", "2026-13-01", "2026-01-31T24:00:00Z",
     "2026-01-31T16:48:29+99:00", "2026-01-31T16:48:29+09:75", "0000-01-01", "13:00 PM", "{{date}}", "2026-01-31\x1b[0m",
     "９９９９-01-01", "2026-01-31 25:00", "9" * 70],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert read_date(text, zone=TOKYO) is None


def test_bare_times_are_in_utc_for_jekyll() -> None:
    quoted = read_date("2026-01-31 16:48:29", zone=TOKYO, dialect="jekyll")
    bare = read_date(DateText("2026-01-31 16:48:29"), zone=TOKYO, dialect="jekyll")
    assert quoted is not None
    assert bare is not None
    assert bare.value - quoted.value == timedelta(hours=9)


def test_names_of_zones() -> None:
    here = read_date("Sun, 15 Oct 2023 10:30:00 EST", zone=TOKYO, dialect="jekyll")
    assert here is not None
    assert here.value.utcoffset() == timedelta(hours=-5)


def test_the_unwritten_is_dropped() -> None:
    moment = read_date("2026-01-31", zone=TOKYO)
    assert moment is not None
    assert moment.with_value(LATER).value == datetime(2030, 12, 5, tzinfo=TOKYO)
    assert moment.with_value(moment.value + timedelta(hours=5)) is moment


def test_days_on_and_back_keep_the_clock() -> None:
    moment = read_date("2024-03-09 02:30:00", zone=NEW_YORK)
    assert moment is not None
    assert str(moment.days_later(2)) == "2024-03-11 02:30:00"
    assert str(moment.days_later(-9)) == "2024-02-29 02:30:00"
    assert moment.days_later(10**7) is moment


def test_hours_that_are_skipped_or_come_twice() -> None:
    """As Go's time.Date takes them."""
    oslo = ZoneInfo("Europe/Oslo")
    assert at_clock(datetime(2024, 3, 10, 2, 30), NEW_YORK).isoformat() == "2024-03-10T01:30:00-05:00"
    assert at_clock(datetime(2024, 3, 31, 2, 30), oslo).isoformat() == "2024-03-31T03:30:00+02:00"
    assert at_clock(datetime(2024, 11, 3, 1, 30), NEW_YORK).isoformat() == "2024-11-03T01:30:00-04:00"
    assert at_clock(datetime(2024, 10, 27, 2, 30), oslo).isoformat() == "2024-10-27T02:30:00+01:00"


def test_go_layouts() -> None:
    moment = datetime(2026, 3, 4, 5, 6, 7, 120_000, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    assert write_date(moment, "Mon Monday Jan January 1 01 2 02 _2 002 06 2006") == (
        "Wed Wednesday Mar March 3 03 4 04  4 063 26 2026"
    )
    assert (
        write_date(moment, "3:04:05PM 15h .000 .999 -0700 -07 Z07:00")
        == "5:06:07AM 05h .120 .12 -0330 -03 -03:30"
    )


@given(st.text(max_size=80), st.sampled_from(["hugo", "jekyll", "any"]))
def test_hostile_text(text: str, dialect: str) -> None:
    read_date(text, zone=NEW_YORK, dialect=dialect)  # type: ignore[arg-type]  # sampled from the literals


@given(
    st.sampled_from([row[0] for row in SPELLINGS]),
    st.datetimes(datetime(1970, 1, 2), datetime(2067, 1, 1), timezones=st.just(UTC)),
)
def test_what_is_written_is_read_back(text: str, value: datetime) -> None:
    moment = read_date(text, zone=TOKYO)
    assert moment is not None
    changed = moment.with_value(value)
    again = read_date(str(changed), zone=TOKYO)
    assert again is not None
    assert (again.value, again.precision, again.zone) == (changed.value, changed.precision, changed.zone)
    unit = timedelta(days=1) if moment.precision == "date" else timedelta(minutes=1)
    assert timedelta(0) <= value - changed.value < unit


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)), st.timezones())
def test_any_clock_of_any_zone(clock: datetime, zone: ZoneInfo) -> None:
    moment = read_date(clock.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0"), zone=zone, dialect="hugo")
    assert moment is not None
    moment.days_later(1)
