from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.blog.query.strategies import posts
from tui.blog.library.columns import Columns
from tui.blog.library.records import PAGE, Records
from tui.blog.packed.post import pack
from tui.blog.post import Post, Problem
from tui.blog.values import DateText

ODD = Post(
    path="\udcff.md",
    title="lone \ud800 half",
    status="broken",
    date=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))),
    turns=datetime(2026, 1, 1, microsecond=5, tzinfo=UTC),
    terms={"tags": ("\ud800", "")},
    problems=(Problem("x", "y", 3), Problem("z", "")),
    values={
        "large": 2**80,
        "date": DateText("2024-1-9"),
        "\ud800": [{"a": [None, 1.5, -(2**70)]}],
        "same": "2024-1-9",
    },
    modified=1.25,
)


def test_whatever_a_post_holds_comes_back() -> None:
    (post,) = Records.of([ODD])
    assert post == ODD
    assert isinstance(post.values["date"], DateText)
    assert not isinstance(post.values["same"], DateText)


@given(st.lists(posts("a.md"), max_size=3), st.data())
@settings(max_examples=40)
def test_rows_are_replaced_cut_and_added(few: list[Post], data: st.DataObject) -> None:
    kinds = [ODD, *few]
    size = data.draw(st.integers(0, 3 * PAGE))
    known = [kinds[row % len(kinds)] for row in range(size)]
    records = Records.of(known)
    for _ in range(3):
        length = data.draw(st.integers(0, 3 * PAGE))
        changed = data.draw(st.sets(st.integers(0, max(0, length - 1)), max_size=5)) if length else set()
        changes = {row: data.draw(st.sampled_from(kinds)) for row in {*changed, *range(len(known), length)}}
        records = records.replaced({row: pack(post) for row, post in changes.items()}, length)
        known = [changes.get(row) or known[row] for row in range(length)]
        assert len(records) == length
        assert list(records) == known
        assert [records[row] for row in range(length)] == known
        assert records[2:7] == known[2:7]


@given(st.lists(posts("x"), max_size=5))
@settings(max_examples=30)
def test_columns_come_back(some: list[Post]) -> None:
    some = [msgspec.structs.replace(post, path=f"{number}.md") for number, post in enumerate([*some, ODD])]
    columns = Columns.of(some)
    again = Columns.unpack(columns.pack(), columns.newest_first)
    for name in ("paths", "places", "texts", "walls", "instants", "urls"):
        assert getattr(again, name) == getattr(columns, name)
    for name, terms in columns.terms.items():
        assert {term: terms.bits(term) for term in terms} == {
            term: again.terms[name].bits(term) for term in terms
        }
