"""Fields: what is typed becomes a value, and a value becomes what can be typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.errors import FieldError
from tui.blog.schema import (
    TYPES,
    Block,
    Boolean,
    Choice,
    DateTime,
    Field,
    Fields,
    Image,
    Json,
    Known,
    List,
    Number,
    Slug,
    String,
    Tags,
)
from tui.blog.schema.fields import width
from tui.blog.schema.lists import complete, join, near, split
from tui.blog.schema.texts import slugs
from tui.blog.values import DateText, Value

JST = timezone(timedelta(hours=9))
MORNING = datetime(2026, 3, 1, 8, 30, tzinfo=JST)


def date(**kwargs: object) -> DateTime:
    return DateTime(name="date", zone=JST, clock=lambda: MORNING, **kwargs)  # type: ignore[arg-type]  # any setting


FIELDS: list[Field] = [kind(name="x") for kind in TYPES.values()] + [
    Choice(name="x", choices=("a", "b")),
    Tags(name="x", splits=True),
    date(dialect="hugo"),
    date(dialect="jekyll"),
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["AI, 投資", '"', '""', " a ", "", "ＡＩ", "2026-03-01", "no", "a b", "\x1b[31m", "\n"]),
    st.sampled_from([DateText("2026-03-01T00:00:00+09:00"), DateText("2017-02-29")]),
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(FIELDS), values)
def test_what_a_field_holds_survives_being_shown_and_typed_again(field: Field, value: Value) -> None:
    if field.holds(value):
        typed = field.parse(field.format(value), value)
        assert typed == value
        assert type(typed) is type(value)


@given(st.sampled_from(FIELDS), st.text(max_size=40), values)
def test_whatever_is_typed_is_a_value_the_field_holds_or_is_refused_with_a_sentence(
    field: Field, text: str, was: Value
) -> None:
    try:
        value = field.parse(text, was if field.holds(was) else None)
    except FieldError:
        return
    assert field.holds(value)


@given(st.sampled_from(FIELDS), values)
def test_checks_never_fail(field: Field, value: Value) -> None:
    if field.holds(value):
        field.check(value, Known(terms=lambda _: {"AI": 17}, finds=lambda _: True))


@given(st.lists(st.text(min_size=1, max_size=10)))
def test_items_with_commas_and_quotes_can_be_typed(items: list[str]) -> None:
    assert split(join(items)) == items


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("-3", -3), ("1.5", 1.5), ("１２", 12), ("1e3", 1000.0)]
)
def test_numbers(text: str, number: float) -> None:
    value = Number(name="weight").parse(text)
    assert value == number
    assert type(value) is type(number)


@pytest.mark.parametrize("text", ["twelve", "1,5", "nan", "inf", "0x10", "1 2"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(FieldError, match="not a number"):
        Number(name="weight").parse(text)


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("No", False), ("TRUE", True), ("", None), ("はい", True)]
)
def test_booleans(text: str, value: bool | None) -> None:
    assert Boolean(name="draft").parse(text) is value


@pytest.mark.parametrize(
    ("was", "typed", "value"),
    [
        ("2026-02-28T00:00:00+09:00", "2026-03-01", "2026-03-01T00:00:00+09:00"),
        ("2026-02-28 16:48:29 +0000", "+1d", "2026-03-01 16:48:29 +0000"),
        ("2026-02-28 16:48:29 +0000", "9:30", "2026-02-28 09:30:00 +0000"),
        ("2026-02-28", "tomorrow", "2026-03-02"),
        ("2026-02-28T10:00:00+09:00", "明日 9:00", "2026-03-02T09:00:00+09:00"),
        ("2026-02-28T10:00:00+09:00", "now", "2026-03-01T08:30:00+09:00"),
        ("2026-02-28T10:00:00+09:00", "3/15", "2026-03-15T10:00:00+09:00"),
        ("2026-02-28T10:00:00+09:00", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
        ("2026-02-28", "2026年3月1日", "2026年3月1日"),
        ("Feb 28, 2026", "-1w", "Feb 21, 2026"),
    ],
)
def test_dates_take_the_spelling_that_stands_there(was: str, typed: str, value: str) -> None:
    parsed = date().parse(typed, DateText(was))
    assert parsed == value
    assert isinstance(parsed, DateText)


def test_a_spelling_that_the_generator_cannot_read_is_rewritten() -> None:
    assert date(dialect="hugo").parse("2026年3月1日", DateText("2026-02-28")) == "2026-03-01"


def test_a_quoted_date_stays_text_and_a_new_one_is_written_as_most_are() -> None:
    assert not isinstance(date().parse("+1d", "2026-02-28"), DateText)
    assert date(layout="2006-01-02 15:04").parse("now") == "2026-03-01 08:30"


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "25:00", "+9999999w", "13/45"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FieldError) as caught:
        date().parse(text, DateText("2026-02-28"))
    assert "2026-03-01" in caught.value.hint


def test_a_date_that_the_generator_cannot_read_is_told() -> None:
    assert [p.code for p in date(dialect="hugo").check(DateText("2017-02-29"), Known())] == ["date"]
    assert not date(dialect="hugo").check(DateText("2017-02-28"), Known())


def test_a_closed_choice_refuses_and_an_open_one_takes_anything() -> None:
    with pytest.raises(FieldError, match="not one of: a, b"):
        Choice(name="x", choices=("a", "b")).parse("c")
    assert Choice(name="x", choices=("a", "b"), open=True).parse("c") == "c"
    assert Choice(name="x", choices=("a", "b")).parse("c", "c") == "c"


def test_lists_keep_numbers_that_are_there() -> None:
    assert Tags(name="tags").parse("2024, AI, 2025", [2024, "AI"]) == [2024, "AI", "2025"]


def test_one_text_stays_one_where_it_can() -> None:
    hugo, jekyll = Tags(name="tags"), Tags(name="tags", splits=True)
    assert hugo.items("AI news") == ["AI news"]
    assert jekyll.items("AI news") == ["AI", "news"]
    assert jekyll.value(["AI", "news", "投資"], "AI news") == "AI news 投資"
    assert jekyll.value(["AI", "big news"], "AI news") == ["AI", "big news"]
    assert hugo.value(["AI", "news"], "AI") == ["AI", "news"]
    assert hugo.value(["news"], "AI") == "news"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("ai", "AI"),
        ("ＡＩ", "AI"),
        ("おーぷん", "オープン"),
        ("Open-AI", "OpenAI"),
        ("AI", None),
        ("x", None),
    ],
)
def test_near_terms_by_case_width_kana_and_hyphen(text: str, term: str | None) -> None:
    assert near(text, {"AI": 17, "ai": 1, "OpenAI": 4, "オープン": 2}) == term


def test_completion_puts_beginnings_first_then_use() -> None:
    terms = {"AI": 17, "AIニュース": 3, "AIエージェント": 4, "生成AI": 30, "投資": 9}
    assert complete("ai", terms) == ["AI", "AIエージェント", "AIニュース", "生成AI"]
    assert complete("ａｉ", terms, taken=["AI"]) == ["AIエージェント", "AIニュース", "生成AI"]
    assert complete("", terms)[0] == "生成AI"


def test_what_a_writer_should_know() -> None:
    known = Known(
        terms=lambda _: {"AI": 17, "ai": 1},
        find=lambda target: None if target == "/no.png" else Path(),
        finds=lambda _: True,
    )
    assert [p.message for p in Tags(name="tags").check(["ai"], known)] == ["“ai” is near “AI” (17 posts)"]
    assert [p.code for p in Tags(name="tags").check(["投資", "投資"], known)] == ["twice"]
    assert [p.code for p in Image(name="cover").check("/no.png", known)] == ["missing"]
    assert not Image(name="cover").check("https://example.org/no.png", Known(finds=lambda _: True))
    assert [p.code for p in String(name="title", limit=4).check("投資だ", known)] == ["long"]
    assert [p.message for p in String(name="d").check("判明しました。。", known)] == ["doubled “。。”"]
    assert [p.code for p in Slug(name="slug").check("a b", known)] == ["slug"]
    assert [p.code for p in List(name="x", required=True).check([], known)] == ["required"]
    assert [p.code for p in List(name="x", limit=1).check(["a", "b"], known)] == ["many"]


def test_nested_values_are_typed_as_json() -> None:
    assert Fields(name="cover").parse('{"image": "a.png"}') == {"image": "a.png"}
    assert Block(name="resources").parse('[{"src": "a"}]') == [{"src": "a"}]
    for field, text in (
        (Fields(name="x"), "[]"),
        (Block(name="x"), "[1]"),
        (Json(name="x"), "NaN"),
        (Json(name="x"), "[" * 5000),
    ):
        with pytest.raises(FieldError):
            field.parse(text)
    with pytest.raises(FieldError, match="levels"):
        Json(name="x").parse("[" * 150 + "]" * 150)


def test_cells() -> None:
    assert [width(text) for text in ("AI", "投資", "ｶﾅ", "が", "e\u0301")] == [2, 4, 2, 2, 1]


def test_slugs_of_titles() -> None:
    assert slugs("Hello, World!") == ["hello-world"]
    assert slugs("AmazonとGoogleが投じる") == ["amazon-google", "amazonとgoogleが投じる"]
    assert slugs("春の日") == ["春の日"]
    assert slugs("L’été à Nîmes") == ["lete-a-nimes", "lété-à-nîmes"]
    assert slugs("!?") == []


def test_the_zone_of_the_default_clock_is_known() -> None:
    assert DateTime(name="date").clock().tzinfo is UTC
