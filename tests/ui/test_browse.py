from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset

from tests.ui.browsing import MIDDLE, NARROW, WIDE, browsing, make_site
from tui.screens.ask import Ask
from tui.screens.beside import Room


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


async def test_posts_are_listed_with_mark_date_and_title(site: Path) -> None:
    async with browsing(site) as hand:
        assert "My blog · Hugo · Asia/Tokyo" in hand.lines[0]
        await hand.see("7 posts · 1 draft · 1 scheduled · 1 with problems")
        assert "◷ 2126-01-01  Next year's outlook" in hand.text
        assert "● 2026-03-01  1000億ドル規模のAIインフラ投資競争" in hand.text
        assert "✎ 2026-01-15  An unfinished thought" in hand.text
        assert "✗             broken" in hand.text


async def test_a_term_of_two_taxonomies_is_told_once(site: Path) -> None:
    (site / "content" / "posts" / "ai.md").write_text(
        "---\ntitle: Twice\ndate: 2026-03-01\ntags: [AI, 投資]\ncategories: [AI]\n---\n"
    )
    async with browsing(site) as hand:
        row = next(line for line in hand.lines if "2026-03-01  Twice" in line)
        assert row.split("│")[1].count("AI") == 1
        assert "AI · 投資" in row


async def test_a_hostile_title_is_shown_as_it_is(site: Path) -> None:
    async with browsing(site) as hand:
        assert "[/x] [bold]not markup␛[31m" in hand.text
        assert "\x1b" not in hand.text
        await hand.filter("[/x]")
        await hand.until(lambda: hand.titles == ["[/x] [bold]not markup\x1b[31m"])


async def test_the_reader_follows_the_cursor(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.see("About later.md")
        await hand.press("j")
        await hand.see("The body of ai.md")
        await hand.press("G")
        assert hand.browse.posts.cursor == 6
        await hand.press("g", "ctrl+d")
        assert hand.browse.posts.cursor > 0


async def test_enter_reads_and_escape_comes_back(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("enter")
        await hand.until(lambda: hand.app.focused is hand.browse.reader)
        await hand.press("escape")
        await hand.until(lambda: hand.browse.posts.has_focus)


@pytest.mark.parametrize("key", ["f", "w"])
async def test_the_room_of_a_reader_that_is_still_to_come_is_blank(
    site: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async def late(*_: object) -> None:
        pass

    monkeypatch.setattr("tui.screens.showing.bring_reader", late)
    monkeypatch.setattr("tui.screens.write.bring_reader", late)
    async with browsing(site) as hand:
        await hand.press(key)
        assert hand.app.screen.query_one(Room).size.width
        assert "Room" not in hand.text


@pytest.mark.parametrize("size", [WIDE, (100, 30), MIDDLE, NARROW])
async def test_every_size_shows_what_fits(site: Path, size: tuple[int, int]) -> None:
    async with browsing(site, size) as hand:
        assert all(len(line) <= size[0] for line in hand.lines)
        assert "▾ tags" in hand.text or size == NARROW
        await hand.until(lambda: "About later.md" in hand.text or size[0] < 100)
        assert "チップの話" in hand.text
        await hand.press("enter")
        await hand.until(
            lambda: "About later.md" in hand.text and (size[0] >= 100) == ("チップの話" in hand.text)
        )
        await hand.press("escape")
        await hand.see("チップの話")


async def test_the_narrowest_rows_are_marks_and_titles(site: Path) -> None:
    async with browsing(site, (40, 20)) as hand:
        line = next(line for line in hand.lines if "チップの話" in line)
        assert "2026" not in line
        assert line.startswith(" ● ")


async def test_the_mouse_moves_the_cursor_and_a_double_click_reads(site: Path) -> None:
    async with browsing(site) as hand:
        posts = hand.browse.posts
        await hand.pilot.click(posts, offset=Offset(10, 2))
        await hand.until(lambda: posts.cursor == 2)
        await hand.pilot.click(posts, offset=Offset(10, 1), times=2)
        await hand.until(lambda: hand.app.focused is hand.browse.reader)
        assert posts.cursor == 1


async def test_a_click_in_the_status_line_presses_its_key(site: Path) -> None:
    async with browsing(site) as hand:
        x = hand.lines[-1].index("sort")
        await hand.pilot.click(hand.browse.status, offset=Offset(x, 0))
        await hand.see("Sort by")


async def test_the_sort_menu_writes_into_the_filter_line(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("comma", "t")
        await hand.until(lambda: hand.browse.filter_line.text == "sort:title-asc")
        await hand.until(lambda: hand.titles[0].startswith("1000"))
        await hand.press("comma", "D")
        await hand.until(lambda: hand.browse.filter_line.text == "sort:date-asc")


async def test_help_lists_the_keys_of_what_has_focus(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("question_mark")
        await hand.see("The posts that the filter leaves")
        for action in ("Filter", "Sort", "Mark", "Form", "Terms", "Undo the last plan", "Half a page down"):
            assert action in hand.text
        assert hand.text.index("Form") < hand.text.index("Half a page down")  # first what is done, then moves
        await hand.press("escape")
        await hand.until(lambda: hand.app.screen is hand.browse)


async def test_the_palette_gives_every_action_and_says_why_not(site: Path) -> None:
    for post in (site / "content" / "posts").iterdir():
        post.unlink()
    async with browsing(site) as hand:
        await hand.press("ctrl+p")
        await hand.see("Filter")  # before any key that only moves
        await hand.type("form")
        await hand.see("not now: no post is under the cursor")


@pytest.mark.parametrize(
    ("size", "counts"),
    [
        (WIDE, "7 posts · 1 draft · 1 scheduled · 1 with problems"),
        (NARROW, "7 posts · 1 draft"),
        ((30, 10), "My blog · Hugo ·…"),
        ((10, 5), "postdesk"),
    ],
)
async def test_counts_stand_whole_in_the_title_bar_or_not_at_all(
    site: Path, size: tuple[int, int], counts: str
) -> None:
    async with browsing(site, size=size) as hand:
        await hand.until(lambda: hand.lines[0].rstrip().endswith(counts))


async def test_an_empty_site_says_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('title = "Empty"\n')
    async with browsing(tmp_path) as hand:
        assert "a makes one" in hand.text
        assert hand.browse.why_not("form") == "no post is under the cursor"


async def test_a_filter_that_leaves_nothing_says_the_next_key(site: Path) -> None:
    async with browsing(site, query="nothing-like-this") as hand:
        await hand.see("esc clears the filter")
        await hand.press("escape")
        await hand.until(lambda: len(hand.titles) == 7)


async def test_a_path_of_one_post_opens_it(site: Path) -> None:
    async with browsing(site / "content" / "posts" / "chips.md") as hand:
        await hand.until(lambda: hand.app.focused is hand.browse.reader)
        assert hand.browse.post is not None
        assert hand.browse.post.path == "content/posts/chips.md"


async def test_jump_finds_a_title_in_spite_of_an_error(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("p")
        await hand.type("unfinishd")
        await hand.until(lambda: "content/posts/draft.md" in hand.text and "ai.md" not in hand.text)
        await hand.press("enter")
        await hand.until(lambda: hand.app.screen is hand.browse)
        assert hand.browse.post is not None
        assert hand.browse.post.title == "An unfinished thought"
        await hand.press("p")
        await hand.type("amazn")
        await hand.until(lambda: any(line.split("│")[1:2] and "#  Amazon" in line for line in hand.lines))
        await hand.type("qqqqqq")
        await hand.see("no title, path or term is like it")
        await hand.press("enter")
        assert hand.app.screen is not hand.browse


async def test_who_reads_is_told_the_way_back(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        assert "esc" not in hand.lines[-1]
        await hand.press("enter")
        await hand.until(lambda: hand.lines[-1].startswith(" esc back"))
        await hand.press("escape")
        await hand.until(lambda: hand.app.focused is hand.browse.posts)


async def test_q_leaves_what_is_written_not_the_program(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.press("w")
        await hand.see("Writing ·")
        await hand.type("q")
        await hand.press("f9", "q")
        await hand.until(lambda: isinstance(hand.app.screen, Ask))


async def test_copy_takes_path_title_or_link(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "y")
        await hand.see("Markdown link")
        await hand.press("t")
        await hand.until(lambda: hand.app.clipboard)
        assert hand.app.clipboard == "1000億ドル規模のAIインフラ投資競争"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_the_status_line_tells_the_same_keys_first_at_any_width(
    site: Path, size: tuple[int, int]
) -> None:
    async with browsing(site, size) as hand:
        assert hand.lines[-1].startswith(" ⏎ read  / filter  f form  t terms  w write ")
        assert " ? help" in hand.lines[-1]
        await hand.press("enter")
        await hand.until(lambda: hand.lines[-1].startswith(" esc back  / find here "))
        assert " ? help" in hand.lines[-1]
