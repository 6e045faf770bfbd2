"""Blocks are those of Markdown: compared with another parser's, and one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reader.bodies import reading, some
from tui.reader import Page, Reading
from tui.reader.blocks import Block, Code, Prose, Rule, Table
from tui.reader.reading import Dialect

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = [
    "a\n", "b c\n", "\n", "# h\n", "## i\n", "t\n===\n", "u\n---\n", "> q\n", "> > r\n", "- l\n",
    "- m\n\n", "  n\n", "1. o\n", "2) p\n", "```\ncode\n```\n", "~~~py\nx\n~~~\n", "\n    in\n",
    "***\n", "* * *\n", "`s`\n", "**v**\n", "[w](x)\n", "\\# y\n", "| a | b |\n|---|---|\n| c | d |\n",
]  # fmt: skip


def blocks(body: str, dialect: Dialect = "plain", path: str = "a.md") -> list[Block]:
    return Page(Reading(path, body, 1, dialect), 80).parse_all()


def kind(block: Block) -> str:
    match block.content:
        case Prose(level=level):
            return f"h{level}" if level else "text"
        case Code():
            return "code"
        case Table():
            return "table"
        case Rule():
            return "rule"


def kinds_of_other(body: str) -> list[str]:
    """Return the leaves of a body as markdown-it-py finds them, those without a text left out."""
    found: list[str] = []
    table = 0
    heading = ""
    for token in PARSER.parse(body):
        table += (token.type == "table_open") - (token.type == "table_close")
        if token.type == "table_open":
            found.append("table")
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type in ("fence", "code_block"):
            found.append("code")
        elif token.type == "hr":
            found.append("rule")
        elif token.type == "inline" and not table:
            if token.content.strip():
                found.append(heading or "text")
            heading = ""
    return found


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_leaves_of_any_markdown_are_those_of_another_parser(body: str) -> None:
    ours = [kind(block) for block in blocks(body) if block.text.strip() or kind(block) in ("code", "rule")]
    assert ours == kinds_of_other(body)


def test_the_leaves_of_real_posts_are_those_of_another_parser(corpus: Path) -> None:
    for path in some(corpus, 31):
        post = reading(path)
        plain = not any(
            mark in post.source for mark in ("<", "{", ":::", "[!", "\n: ", "[^", "$$", "![", "[]")
        )
        if plain and path.suffix == ".md":
            assert [kind(block) for block in blocks(post.source)] == kinds_of_other(post.source), path


def margin(block: Block) -> str:
    return "".join(span.text for span in block.first)


def test_a_leaf_carries_the_margins_of_all_it_stands_in() -> None:
    found = blocks("> - a\n>\n>   b\n> - c\n")
    assert [(margin(block), block.text) for block in found] == [("▎ • ", "a"), ("▎   ", "b"), ("▎ • ", "c")]


def test_a_tight_list_has_no_gaps_and_a_loose_one_has() -> None:
    assert [block.gap for block in blocks("x\n\n- a\n- b\n  - c\n- d\n")] == [None, (), None, None, None]
    assert [block.gap is None for block in blocks("- a\n\n- b\n")] == [True, False]


def test_numbers_go_on_from_where_the_list_starts() -> None:
    assert [margin(block) for block in blocks("7. a\n8. b\n")] == ["7. ", "8. "]


def test_tasks_have_boxes() -> None:
    assert [block.text for block in blocks("- [ ] a\n- [x] b\n")] == ["☐ a", "☑ b"]


def test_a_soft_break_is_a_space_but_not_between_ideographs() -> None:
    assert [block.text for block in blocks("日本\n語\n\na\nb\n\n日本\na\n")] == ["日本語", "a b", "日本 a"]


def test_the_space_of_a_soft_break_has_the_look_of_where_it_stands() -> None:
    content = blocks("a\n[b\nc](d)")[0].content
    assert isinstance(content, Prose)
    assert [(span.text, span.href) for span in content.spans] == [
        ("a", ""), (" ", ""), ("b", "d"), (" ", "d"), ("c", "d"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dialect", "body", "spans"),
    [
        ("jekyll", "は**「強調」**です", [("は", ""), ("「強調」", "strong"), ("です", "")]),
        ("jekyll", "*「斜体」*です", [("「斜体」", "emphasis"), ("です", "")]),
        ("jekyll", "~~「取消」~~です", [("「取消」", "strike"), ("です", "")]),
        ("jekyll", "一つ** 「b」**二つ", [("一つ** 「b」**二つ", "")]),
        ("hugo", "**注。**は", [("**", "stray"), ("注。", ""), ("**", "stray"), ("は", "")]),
        ("plain", "**注。**は", [("**", "stray"), ("注。", ""), ("**", "stray"), ("は", "")]),
        ("hugo", "*「斜体」*です", [("*「斜体」*です", "")]),
        ("hugo", "**a.**b", [("**a.**b", "")]),
    ],
)
def test_marks_beside_a_bracket_are_what_the_generator_makes_of_them(
    dialect: Dialect, body: str, spans: list[tuple[str, str]]
) -> None:
    """Looked up in Hugo 0.168 and Jekyll 4.3.1."""
    block = blocks(body, dialect)[0]
    assert isinstance(block.content, Prose)
    assert [(span.text, span.style) for span in block.content.spans] == spans


def test_escaped_stars_stay_stars_in_jekyll() -> None:
    assert blocks(r"a\**「b」**c", "jekyll")[0].text == "a**「b」**c"


def test_a_wikilink_is_a_link_but_in_hugo_text() -> None:
    assert blocks("[[a|b]]")[0].text == "b"
    assert blocks("[[a|b]]", "hugo")[0].text == "[[a|b]]"


def test_a_wikilink_to_a_heading_of_the_same_post_is_its_words() -> None:
    assert blocks("see [[#次の見出し]], [[#b|#c]], [[d#e]] #f")[0].text == "see 次の見出し, #c, d#e #f"


def test_bare_addresses_lead_where_they_say() -> None:
    block = blocks("見て：https://a.example/b_(c)。次 (www.d.example).")[0]
    assert isinstance(block.content, Prose)
    assert [(s.text, s.href) for s in block.content.spans if s.href] == [
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("www.d.example", "https://www.d.example"),
    ]


def test_footnotes_lead_to_their_text() -> None:
    page = Page(Reading("a.md", "a[^x]\n\nb\n\n[^x]: c\n"), 80)
    block = page.find_anchor("fn:x")
    assert block is not None
    assert page.blocks[block].text == "c"


def test_alerts_of_quotes_have_their_title() -> None:
    found = blocks("> [!WARNING] 気をつけて\n> text\n")
    assert [(margin(block), block.text) for block in found] == [("▌ ", "気をつけて"), ("▌ ", "text")]


def test_definitions_stand_under_their_term() -> None:
    assert [(margin(b), b.text, b.gap) for b in blocks("a\n: b\n")] == [("", "a", None), ("  ", "b", None)]


def test_control_characters_are_made_visible() -> None:
    assert blocks("a\x1b[31mb")[0].text == "a␛[31mb"


def test_two_alerts_in_a_row_are_two() -> None:
    found = blocks("> [!TIP]\n> a\n\n> [!TIP]\n> b\n")
    assert [block.gap for block in found] == [None, None, (), None]


def test_what_is_raised_or_lowered_says_so() -> None:
    assert blocks("10<sup>6</sup> H<sub>2</sub>O")[0].text == "10^6 H_2O"


def test_an_address_that_is_a_link_is_not_made_another() -> None:
    found = blocks("<https://a.example/?find=\\*>")[0].content
    assert isinstance(found, Prose)
    assert {span.href for span in found.spans} == {"https://a.example/?find=\\*"}


def test_a_picture_in_a_link_leads_to_the_picture_and_its_text_where_the_link_does() -> None:
    found = blocks("[![夏](a.jpg)](/b) ![](/c/d.png) <a href='/e'><img src='f.png'></a>")[0].content
    assert isinstance(found, Prose)
    assert [(s.text, s.href) for s in found.spans if s.href] == [
        ("▣ ", "a.jpg"), ("夏", "/b"),
        ("▣ ", "/c/d.png"), ("d.png", "/c/d.png"),
        ("▣ ", "f.png"), ("f.png", "/e"),
    ]  # fmt: skip


def test_a_link_of_html_that_is_never_ended_is_reachable() -> None:
    assert [block.text for block in blocks("a <a href='/b'>\n\nc")] == ["a", "/b", "c"]


def cells_of(table: str) -> list[list[str]]:
    content = blocks(table)[0].content
    assert isinstance(content, Table)
    return [["".join(span.text for span in cell) for cell in row] for row in content.rows]


def test_cells_that_take_several_places_keep_the_others_in_their_columns() -> None:
    body = (
        "<table><tr><th>a</th><th>b</th><th>c</th></tr><tr><td rowspan=2>d</td><td colspan=2>e</td></tr>"
        "<tr><td>f</td><td>g</td></tr></table>"
    )
    assert cells_of(body) == [["d", "e", ""], ["", "f", "g"]]


def test_a_cell_of_a_row_above_takes_its_place_in_a_row_that_ends_before_it() -> None:
    body = (
        "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td>c</td></tr>"
        "<tr><td>d</td><td>e</td></tr></table>"
    )
    assert cells_of(body) == [["a", "b"], ["c", ""], ["d", "e"]]


def test_markdown_inside_verbatim_html_stays_in_its_place() -> None:
    assert [block.text for block in blocks("<div><pre>\na\n\n*b*\n</pre></div>\n")] == ["a", "b"]
