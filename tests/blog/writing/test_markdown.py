"""What an editor does for a writer of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.schema.fields import width
from tui.blog.writing.markdown import align_table, count, find_table, link, next_line, target, toggle


@pytest.mark.parametrize(
    ("line", "beginning"),
    [
        ("- 洗濯", "- "),
        ("  * a", "  * "),
        ("9. a", "10. "),
        ("1) a", "2) "),
        ("- [x] done", "- [ ] "),
        ("> - a", "> - "),
        ("> quoted", "> "),
        (">> quoted", ">> "),
        ("- ", ""),
        ("3. ", ""),
        ("- [ ] ", ""),
        ("> ", ""),
        ("plain", None),
        ("---", None),
        ("-5 degrees", None),
        ("2026. ", ""),
        ("", None),
    ],
)
def test_lists_and_quotes_go_on_until_an_empty_item(line: str, beginning: str | None) -> None:
    assert next_line(line) == beginning


def test_marks_come_and_go() -> None:
    assert toggle("縁側", "**") == "**縁側**"
    assert toggle("**縁側**", "**") == "縁側"
    assert toggle(" a ", "**") == " **a** "
    assert toggle("", "**") == "****"
    assert toggle("***", "**") == "*******", "no part of it belongs to two marks"


def test_links() -> None:
    assert link("words") == ("[words]()", 8)
    assert link("https://example.org/") == ("[](https://example.org/)", 1)
    assert link("") == ("[]()", 1)


def test_a_table_is_aligned_by_cells() -> None:
    table = ["|品目|値段|note|", "|:-|--:|:-:|", "|茶|1200|a \\| b|", "| `x\\|y` | 5 |"]
    assert align_table(table) == [
        "| 品目   | 値段 |  note  |",
        "| :----- | ---: | :----: |",
        "| 茶     | 1200 | a \\| b |",
        "| `x\\|y` |    5 |        |",
    ]
    assert align_table(align_table(table)) == align_table(table)


def test_tables_are_found_by_their_rule() -> None:
    lines = ["a | b", "", "| a | b |", "|---|---|", "| 1 | 2 |", "", "| no | rule |"]
    assert find_table(lines, 4) == range(2, 5)
    assert find_table(lines, 2) == range(2, 5)
    assert not find_table(lines, 0)
    assert not find_table(lines, 1)
    assert not find_table(lines, 6)
    assert not find_table(lines, 99)


cells = st.text(st.sampled_from("a縁 `\\x"), max_size=6).map(str.strip)


@given(st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=4))
def test_aligned_rows_are_equally_wide(rows: list[list[str]]) -> None:
    table = [f"| {' | '.join(row)} |" for row in rows]
    aligned = align_table([table[0], "|---|:-:|", *table[1:]])
    assert len({width(line) for line in aligned}) == 1
    assert align_table(aligned) == aligned


@pytest.mark.parametrize(
    ("line", "counted"),
    [("", (0, 0)), ("two words", (2, 8)), ("縁側で it's", (4, 7)), ("　a\tb ", (2, 2))],
)
def test_words_and_characters_are_counted(line: str, counted: tuple[int, int]) -> None:
    assert count(line) == counted


@pytest.mark.parametrize(
    ("address", "written"),
    [("/a/b.png", "/a/b.png"), ("a b.png", "<a b.png>"), ("a(1).png", "<a(1).png>"), ("a<b>", "<a%3Cb%3E>")],
)
def test_an_address_in_a_link_ends_where_it_ends(address: str, written: str) -> None:
    assert target(address) == written
