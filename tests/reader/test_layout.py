"""Lines: tables that fit, code that keeps its spaces, margins that give way."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.bodies import render
from tui.blog.post import Post, Problem
from tui.reader import Page, Reading
from tui.reader.find import Finder
from tui.reader.lines import unwrap
from tui.reader.links import Links, labels, links
from tui.reader.outline import outline
from tui.reader.search import Search
from tui.reader.tables import NARROWEST, fit


def texts(body: str, width: int, post: Post | None = None) -> list[str]:
    return [line.text.rstrip() for line in render(Reading("a.md", body, 1, "plain", post), width)]


@pytest.mark.parametrize(
    ("natural", "room", "found"),
    [([3, 4], 10, [3, 4]), ([30, 4], 20, [16, 4]), ([30, 30, 30], 31, [11, 10, 10]), ([30, 30], 12, None)],
)
def test_columns_share_the_room(natural: list[int], room: int, found: list[int] | None) -> None:
    assert fit(natural, room) == found


def test_a_table_wraps_its_cells() -> None:
    body = "| a | b |\n|--:|---|\n| 1 | これは長い文章です |\n"
    assert texts(body, 14) == ["a │ b", "──┼───────────", "1 │ これは長い", "  │ 文章です"]


def test_rows_are_ruled_off_only_where_one_takes_several_lines() -> None:
    body = "| a | b |\n|---|---|\n| c | d |\n| e | f g |\n"
    assert sum("─" in line.text for line in render(Reading("a.md", body), 20)) == 1
    wrapped = body.replace("f g", "many words " * 6)
    assert sum("─" in line.text for line in render(Reading("a.md", wrapped), 40)) == 2


def test_a_table_too_narrow_becomes_records() -> None:
    body = "| aa | bb | cc |\n|---|---|---|\n| one two three | four five six | seven eight |\n"
    assert texts(body, 20) == [
        "─" * 20, "aa  one two three", "bb  four five six", "cc  seven eight", "─" * 20,
    ]  # fmt: skip


def test_words_of_columns_stay_whole_where_there_is_room() -> None:
    assert fit([19, 40, 40], 60, [19, 6, 6]) == [19, 21, 20]
    assert fit([19, 40, 40], 40, [19, 6, 6]) == [19, 11, 10]
    assert fit([40, 40], 24, [30, 20]) == [12, 12]


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=9), st.integers(-9, 99)
)
def test_columns_fit_and_can_be_read_or_there_are_none(wanted: list[tuple[int, int]], room: int) -> None:
    natural = [max(pair) for pair in wanted]
    found = fit(natural, room, [min(pair) for pair in wanted])
    if found is None:
        assert room < sum(natural)
    else:
        assert sum(found) <= room
        assert all(width >= min(want, NARROWEST) for width, want in zip(found, natural, strict=True))


def test_a_table_is_laid_out_however_narrow_the_reader_is() -> None:
    body = "| もの | もの | 価格 |\n|---|---|---|\n| コーヒー | 深煎り | 400 |\n"
    for width in range(2, 20):
        assert all(line.width <= width for line in render(Reading("a.md", body), width))


def test_code_is_cut_where_a_line_is_full_and_loses_nothing() -> None:
    text = "あいうe\u0301えお👨\u200d👩\u200d👧きくけこ\n  abcdefghijklmnopqrstuvwxyz 1 2"
    for width in range(2, 30):
        lines = render(Reading("a.md", f"```\n{text}\n```"), width)
        assert all(line.width <= width for line in lines)
        assert unwrap(lines) == text


def test_code_keeps_its_spaces_and_goes_on_in_the_next_line() -> None:
    lines = render(Reading("a.md", "```py\nif x:\n    return 12345\n```"), 12)
    assert [line.text for line in lines] == [" py", " if x:", "     return", "↪ 12345"]
    assert unwrap(lines[1:]) == "if x:\n    return 12345"
    assert any("token-keyword" in span.style for span in lines[1].spans)


def test_margins_give_way_where_they_would_leave_no_room() -> None:
    assert all(line.width <= 12 for line in render(Reading("a.md", "> " * 14 + "words of a quote"), 12))


def test_unwrapping_gives_the_text_back() -> None:
    text = "これはGoogleとAmazonの話です。Words and words, and 日本語 again。"
    for width in range(6, 60):
        assert unwrap(render(Reading("a.md", text), width)) == text


POST = Post(
    path="a.md",
    title="題[/x]\x1b",
    status="scheduled",
    because="future: 2027-01-01",
    date=datetime(2027, 1, 1, 9, tzinfo=timezone(timedelta(hours=9))),
    terms={"tags": ("AI インフラ", "投資"), "categories": ()},
    description="説明",
    problems=(Problem("undated", "no date"),),
    values={"cover": {"image": "/og.png", "alt": "絵"}},
    origins={"tags": "cascade from _index.md"},
)


def test_the_header_says_what_the_front_matter_says() -> None:
    assert texts("body", 80, POST) == [
        "題[/x]␛",
        "",
        "◷ scheduled · future: 2027-01-01 · 2027-01-01 09:00 +09:00",
        "✗ no date",
        "tags  AI インフラ  投資 ← cascade from _index.md",
        "",
        "説明",
        "▣ 絵",
        "─" * 80,
        "",
        "body",
    ]


def test_the_header_says_once_why_a_post_is_broken() -> None:
    why = "a quote is never closed"
    broken = Post(path="a.md", title="a", status="broken", because=why, problems=(Problem("yaml", why),))
    assert "\n".join(texts("body", 80, broken)).count(why) == 1


def test_the_header_fits_every_width_and_keeps_terms_whole() -> None:
    for width in range(10, 100):
        lines = render(Reading("a.md", "body", 1, "plain", POST), width)
        assert all(line.width <= width for line in lines)
    assert any("AI インフラ" in line.text for line in render(Reading("a.md", "", 1, "plain", POST), 20))


def test_words_are_found_in_any_case_width_and_kana() -> None:
    assert Finder(["ai", "かな"]).find("ＡＩとカナ、ｶﾅ") == [(0, 2), (3, 5), (6, 8)]
    assert Finder(["ガ"]).find("ｶﾞ") == [(0, 2)]
    assert Finder([""]).find("a") == []


def test_a_search_goes_round() -> None:
    page = Page(Reading("a.md", "x\n\ny x\n\nz\n\nx"), 20)
    search = Search(page, ["x"])
    assert search.look(9)
    assert len(search.matches) == 3
    assert [search.step(1, 2), search.step(1, 2), search.step(1, 2), search.step(-1, 2)] == [2, 6, 0, 6]


def test_a_long_post_is_searched_in_pieces() -> None:
    page = Page(Reading("a.md", "a word\n\n" * 5_000 + "the last"), 20)
    search = Search(page, ["word"])
    pieces = 1
    while not search.look(0.001):
        pieces += 1
    assert pieces > 5
    assert len(search.matches) == 5_000
    again = Search(page, ["last"])
    assert not again.look(0)
    assert again.step(1, 0) is None, "it is not known yet where the next is"
    assert again.step(-1, 0) is None
    again.look(9)
    assert again.step(-1, 0) is not None


def test_a_match_before_one_that_was_not_looked_through_is_not_guessed() -> None:
    page = Page(Reading("a.md", "word\n\n" * 1_000), 20)
    page.parse_all()
    search = Search(page, ["word"])
    assert not search.look(0)
    assert search.step(-1, page.tops[500]) is None
    search.look(9)
    assert search.step(-1, page.tops[500]) == page.tops[500] - 1


def test_a_match_that_is_wrapped_is_marked_on_both_lines() -> None:
    page = Page(Reading("a.md", "ああああ投資いい"), 10)
    marks = Finder(["投資"]).marks(page.lines_of(0) if page.parse_all() else [])
    assert {line: [(m.start, m.end) for m in found] for line, found in marks.items()} == {
        0: [(4, 5)],
        1: [(0, 1)],
    }


def test_a_view_of_more_links_than_labels_names_as_many_as_it_can() -> None:
    body = " ".join(f"[a](https://a.example/{n})" for n in range(1000))
    page = Page(Reading("a.md", body), 80)
    page.look(0, 45)
    found = Links(page)
    assert found.name(0, 45)
    assert len(found.hints) == 26 * 26


def test_labels_name_links_and_none_starts_another() -> None:
    for count in (0, 3, 26, 27, 300):
        found = labels(count)
        assert len(set(found)) == count
        assert not any(a != b and b.startswith(a) for a in found for b in found)


def test_a_link_that_is_wrapped_is_one_and_two_on_lines_of_their_own_are_two() -> None:
    assert [len(link.parts) for link in links(render(Reading("a.md", "[two words](/1)"), 8))] == [2]
    assert [len(link.parts) for link in links(render(Reading("a.md", "[a](/1)\\\n[b](/1)"), 8))] == [1, 1]


def test_links_are_walked_and_named() -> None:
    page = Page(Reading("a.md", "[a](/1) [b](/2)\n\nx\n\n[c](/3)"), 20)
    page.look(0, 10)
    links = Links(page)
    walked = [links.step(1, 0, 10) for _ in range(3)]
    assert [link.link.href for link in walked if link] == ["/1", "/2", "/3"]
    assert links.name(0, 10)
    found = links.type("s")
    assert found is not None
    assert found.link.href == "/2"


def test_the_outline_numbers_doubles() -> None:
    blocks = Page(Reading("a.md", "# A b!\n\n## 日本 語\n\n## a b\n\n# c {#d}"), 20).parse_all()
    assert [(h.level, h.anchor) for h in outline(blocks)] == [
        (1, "a-b"),
        (2, "日本-語"),
        (2, "a-b-1"),
        (1, "d"),
    ]
