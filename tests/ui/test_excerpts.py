"""Why a post was found: an excerpt in the list, and the reader opened at the match."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset

from tests.ui.browsing import MIDDLE, NARROW, WIDE, Hand, browsing, make_site

LONG = "\n\n".join(f"第{number}段落の本文です。" for number in range(200))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make_site(tmp_path)
    posts = tmp_path / "content" / "posts"
    with (posts / "chips.md").open("a") as file:
        file.write(f"\n{LONG}\n\n次世代の**ﾃﾞｰﾀｾﾝﾀｰ**では電力が足りない。\n")
    with (posts / "amazon.md").open("a") as file:
        file.write(f"\n{LONG}\n\n電力の[記事](https://example.org/hidden-word)を読む。\n")
    return tmp_path


def hits(hand: Hand) -> list[str]:
    """Return what is marked in the list, line by line."""
    posts = hand.browse.posts
    lines = [posts.render_line(y) for y in range(posts.size.height)]
    return [
        "".join(part.text for part in line if part.style is not None and part.style.underline)
        for line in lines
        if any(part.style is not None and part.style.underline for part in line)
    ]


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_a_word_of_a_body_is_quoted_below_its_post(site: Path, size: tuple[int, int]) -> None:
    async with browsing(site, size, query="電力") as hand:
        await hand.see("では電力が足りない。")
        assert len(hand.titles) == 2
        title = next(number for number, line in enumerate(hand.lines) if "チップの話" in line)
        assert "では電力が足りない。" in hand.lines[title + 1]
        await hand.until(lambda: hits(hand) == ["電力", "電力"])


async def test_width_and_kana_of_the_word_do_not_count(site: Path) -> None:
    async with browsing(site, query="でーたせんたー") as hand:
        await hand.see("次世代の**ﾃﾞｰﾀｾﾝﾀｰ**では")
        await hand.until(lambda: hits(hand) == ["ﾃﾞｰﾀｾﾝﾀｰ"])


async def test_a_word_of_one_character_shows_where_it_is(site: Path) -> None:
    async with browsing(site, query="足") as hand:
        await hand.see("電力が足りない")  # in the reader, perhaps before the list quotes it
        await hand.until(lambda: hits(hand) == ["足"])


async def test_what_is_found_elsewhere_says_where(site: Path) -> None:
    async with browsing(site, query="投資 -電力") as hand:
        await hand.see("tags: 投資")
        assert "1000億ドル規模のAIインフラ投資競争" in hand.text


async def test_without_words_each_post_has_one_line(site: Path) -> None:
    async with browsing(site, query="電力") as hand:
        await hand.see("足りない")
        await hand.press("escape")
        await hand.until(lambda: hand.browse.posts.row_height == 1)
        assert "足りない。" not in "\n".join(line.split("│")[1] for line in hand.lines if "│" in line)


async def test_rows_of_two_lines_are_walked_paged_and_clicked(site: Path) -> None:
    folder = site / "content" / "posts"
    for number in range(40):
        (folder / f"many{number}.md").write_text(f"---\ntitle: Post {number:02}\n---\n数ある投稿\n")
    async with browsing(site, NARROW, query="数ある sort:title-asc") as hand:
        await hand.see("数ある投稿")
        posts = hand.browse.posts
        await hand.until(lambda: len(hand.titles) == 40)
        await hand.press("ctrl+d")
        await hand.until(lambda: posts.cursor == posts.size.height // 4)
        await hand.press("G")
        await hand.see("Post 39")
        assert posts.cursor == 39
        await hand.until(lambda: len(hits(hand)) == len(posts.in_view))
        await hand.press("k")
        await hand.pilot.click(posts, offset=Offset(5, 3))
        await hand.until(lambda: posts.cursor == posts.row_at(3))
        await hand.press("g")
        await hand.until(lambda: posts.cursor == posts.top == 0)


async def test_an_excerpt_follows_its_file(site: Path) -> None:
    async with browsing(site, query="電力") as hand:
        await hand.see("足りない。")
        file = hand.post("chips.md")
        file.write_text(file.read_text().replace("足りない", "余っている"))
        await hand.see("では電力が余っている。")


async def test_the_reader_opens_at_the_match(site: Path) -> None:
    async with browsing(site, query="電力") as hand:
        reader = hand.browse.reader
        assert reader is not None
        await hand.until(lambda: hand.browse.post and reader.reading)
        await hand.press("j")
        await hand.until(lambda: reader.reading is not None and reader.reading.path.endswith("chips.md"))
        await hand.until(lambda: reader.scroll_offset.y > 100)
        await hand.until(lambda: reader.match == (1, 1))


async def test_the_reader_goes_to_the_word_as_it_is_typed(site: Path) -> None:
    async with browsing(site, query="path:chips") as hand:
        reader = hand.browse.reader
        assert reader is not None
        await hand.press("slash", "end")
        await hand.type(" 電力")
        await hand.until(lambda: reader.scroll_offset.y > 100)


async def test_the_reader_goes_to_the_line_of_a_word_that_is_not_shown(site: Path) -> None:
    async with browsing(site, query="hidden-word") as hand:
        reader = hand.browse.reader
        assert reader is not None
        await hand.see("(https://example.org/hidden-word)")
        await hand.until(lambda: reader.scroll_offset.y > 100)


async def test_on_a_narrow_screen_enter_opens_the_post_at_the_match(site: Path) -> None:
    async with browsing(site, NARROW, query="電力") as hand:
        await hand.see("電力が足りない")
        await hand.press("j", "enter")
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.match == (1, 1))
        await hand.see("次世代のﾃﾞｰﾀｾﾝﾀｰでは電力が足りない")


async def test_the_cursor_stays_on_a_post_that_its_body_alone_brings_in(site: Path) -> None:
    (site / "content" / "posts" / "title.md").write_text("---\ntitle: 電力が要る\ndate: 2026-02-20\n---\n")
    async with browsing(site, query="電力") as hand:
        await hand.until(lambda: len(hand.titles) == 3)
        await hand.press("G")
        await hand.until(lambda: hand.browse.post and hand.browse.post.title == "チップの話")
        await hand.press("slash", "end")
        await hand.type("が")
        await hand.until(lambda: hand.titles == ["電力が要る", "チップの話"])
        await hand.until(lambda: hand.browse.post and hand.browse.post.title == "チップの話")
