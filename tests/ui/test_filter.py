from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from rich.cells import cell_len
from textual.geometry import Offset

from tests.ui.browsing import NARROW, browsing, make_site
from tui.background import REST, Stopped
from tui.blog.library import Library
from tui.blog.query import parse
from tui.blog.search import Seeking, Texts
from tui.screens import following
from tui.screens.searching import Searching


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


async def test_every_keystroke_filters(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("投資")
        await hand.until(lambda: len(hand.titles) == 4)
        await hand.see("4 of 7 · date ↓")
        await hand.press("enter")
        await hand.until(lambda: hand.browse.posts.has_focus)


async def test_terms_combine_and_words_of_one_character_count(site: Path) -> None:
    async with browsing(site, query="tag:AI -tag:投資 の") as hand:
        assert hand.titles == ["AmazonとGoogleの設備投資"]


async def test_a_mistake_is_shown_at_its_place_and_the_list_stays(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("tag:AI")
        good = hand.titles
        await hand.type(" )")
        await hand.see("▲")
        line = next(line for line in hand.lines if "▲" in line)
        assert "expected" in line
        assert hand.titles == good
        await hand.press("backspace", "backspace")
        assert "▲" not in hand.text


async def test_on_a_narrow_screen_a_mistake_is_said_whole_and_offers_are_not_cut(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.press("slash")
        await hand.see("is:")
        await hand.type("tag:AI -tag:投資 is:draft the body tells )")
        line = next(line for line in hand.lines if "▲" in line)
        assert line.strip(" ▲") == "expected a word or key:value"
        assert cell_len(line.partition("▲")[0]) == cell_len(hand.lines[1].partition(")")[0])
        await hand.press("ctrl+u")
        await hand.type("tag:")
        await hand.see("AI 4")
        assert hand.lines[2].rstrip()[-1].isdigit()  # the last one with its count


async def test_a_count_that_is_not_known_yet_is_not_the_last_filters(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_seek = Event()
    seeking = Searching._seeking

    def late(self: Searching, texts: Texts, library: Library, stopped: Stopped) -> Seeking:
        may_seek.wait(10)
        return seeking(self, texts, library, stopped)

    monkeypatch.setattr(Searching, "_seeking", late)
    async with browsing(site) as hand:
        await hand.filter("-body:tells")
        await hand.until(lambda: hand.lines[1].rstrip().endswith("…"))
        may_seek.set()
        await hand.see("0 of 7")


async def test_a_key_that_no_post_has_is_told(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter("tgs:AI")
        await hand.see('no post has a key "tgs": did you mean "tag"?')
        await hand.press("enter")
        assert "did you mean" in hand.text
        await hand.press("slash", "ctrl+u")
        await hand.type("tag:AI")
        await hand.until(lambda: len(hand.titles) == 4)
        assert "did you mean" not in hand.text


async def test_quotes_around_nothing_leave_the_list_as_it_is(site: Path) -> None:
    async with browsing(site, query="tag:AI") as hand:
        good = hand.titles
        await hand.press("slash", "space")
        for char in '"  "':
            await hand.type(char)
            assert hand.titles == good
        await hand.press("left", "delete")
        await hand.type('chips"')
        await hand.until(lambda: hand.titles == [])
        await hand.press("ctrl+u")
        await hand.type('""')
        await hand.press("enter")
        await hand.see("▲ these quotes hold nothing: expected a word or a phrase")


async def test_a_key_nobody_asked_for_yet_is_laid_out_beside_the_screen(site: Path) -> None:
    (site / "content" / "posts" / "chips.md").write_text("---\ntitle: チップ\nweight: 7\n---\n")
    async with browsing(site) as hand:
        await hand.filter("weight:>5 sort:weight")
        await hand.until(lambda: hand.titles == ["チップ"])
        await hand.until(lambda: hand.app.library and hand.app.library.is_ready(hand.browse.filter))
        library = hand.app.library
        assert library is not None
        assert library.is_ready(parse("tag:AI title:x -date:2026"))
        assert not library.is_ready(parse("-(words:>5 OR tag:AI)"))


async def test_facets_count_what_the_filter_leaves(site: Path) -> None:
    async with browsing(site) as hand:
        assert _facet(hand.text, "AI").endswith("4")
        await hand.filter("tag:投資")
        assert _facet(hand.text, "AI").endswith("1")
        assert _facet(hand.text, "投資").endswith("3 ✓")


async def test_space_in_the_facets_means_with_then_without_then_either(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("shift+tab", "j")
        assert hand.app.focused is hand.browse.facets
        await hand.press("space")
        assert hand.browse.filter_line.text == "tag:AI"
        await hand.press("enter")
        assert hand.browse.filter_line.text == "-tag:AI"
        assert "✗" in _facet(hand.text, "AI")
        assert "AI" not in {
            term for post in hand.browse.selection or () for term in post.terms.get("tags", ())
        }
        await hand.press("space")
        assert hand.browse.filter_line.text == ""


async def test_o_in_the_facets_means_either_of_several(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("shift+tab", "j", "space", "j", "o")
        assert hand.browse.filter_line.text.startswith("tag:AI,")
        assert _facet(hand.text, "AI").endswith("+")
        await hand.press("x")
        assert " -tag:" in hand.browse.filter_line.text


async def test_facets_fold(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("shift+tab", "h")
        assert "▸ tags" in hand.text
        assert "News" in hand.text
        assert not _facet(hand.text, "チップ")
        await hand.press("l")
        assert "▾ tags" in hand.text


async def test_a_click_on_a_facet_filters(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.pilot.click(hand.browse.facets, offset=Offset(4, 1))
        await hand.pilot.pause()
        assert hand.browse.filter_line.text == "tag:AI"
        await hand.pilot.click(hand.browse.facets, offset=Offset(4, 1), shift=True)
        await hand.pilot.pause()
        assert hand.browse.filter_line.text == "-tag:AI"


async def test_the_cursor_stays_on_its_post_while_that_is_left(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "j", "j", "slash")
        await hand.type("投資")
        assert hand.browse.post is not None
        assert hand.browse.post.title == "チップの話"
        await hand.type("競争")
        assert hand.browse.post.title.startswith("1000億")


async def test_hits_are_marked_in_titles_and_text(site: Path) -> None:
    async with browsing(site, query="chips") as hand:
        await hand.see("About chips.md")
        assert hand.browse.reader is not None
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.match == (1, 2))
        await hand.press("n")
        assert hand.browse.reader.match == (2, 2)
        await hand.press("N")
        assert hand.browse.reader.match == (1, 2)


async def test_the_first_match_stays_current_whoever_marks_the_words_last(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(site) as hand:
        await hand.see("About")
        monkeypatch.setattr(following, "REST", 2 * REST)
        hand.browse.filter_line.put("chips")
        await hand.see("About chips.md")
        assert hand.browse.reader is not None
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.match == (1, 2))
        await hand.pilot.pause(3 * REST)
        assert hand.browse.reader.match == (1, 2)


async def test_a_post_is_read_from_the_first_match_of_other_words(tmp_path: Path) -> None:
    body = "\n\n".join(["alpha", *["between"] * 200, "omega and alpha"])
    (tmp_path / "long.md").write_text(f"---\ntitle: long\n---\n{body}\n")
    async with browsing(tmp_path) as hand:
        hand.browse.filter_line.put("omega")
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.match == (1, 1))
        hand.browse.filter_line.put("alpha")
        await hand.until(lambda: hand.browse.reader and hand.browse.reader.match == (1, 2))


async def test_words_of_bodies_are_found(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.filter('"of amazon.md tells"')
        await hand.until(lambda: hand.titles == ["AmazonとGoogleの設備投資"])
        await hand.see("1 of 7")


async def test_a_filter_is_saved_as_a_view_of_the_site_and_removed(site: Path) -> None:
    async with browsing(site, query="tag:AI") as hand:
        await hand.press("v", "s")
        await hand.see("Name of the view")
        await hand.type("all AI")
        await hand.press("enter")
        await hand.see("saved the view “all AI”")
        assert '"all AI" = "tag:AI"' in (site / ".postdesk.toml").read_text()
        await hand.press("escape")
        assert len(hand.titles) == 7
        await hand.press("v", "1")
        assert hand.browse.filter_line.text == "tag:AI"
        await hand.press("v", "x")
        await hand.see("removed the view")
        assert "all AI" not in (site / ".postdesk.toml").read_text()


async def test_any_view_may_be_removed(site: Path) -> None:
    (site / ".postdesk.toml").write_text('[views]\n"all AI" = "tag:AI"\ndrafts = "is:draft"\n')
    async with browsing(site) as hand:
        await hand.press("v", "x")
        await hand.see("Remove which view?")
        await hand.press("2")
        await hand.see("removed the view “drafts”")
        assert (site / ".postdesk.toml").read_text() == '[views]\n"all AI" = "tag:AI"\n'


async def test_the_narrow_screen_completes_what_its_facets_would_say(site: Path) -> None:
    async with browsing(site, NARROW) as hand:
        await hand.filter("tag:")
        await hand.see("AI 4")


def _facet(text: str, term: str) -> str:
    """Return the line of a term, without its padding."""
    lines = (line.split("│")[0].rstrip() for line in text.splitlines())
    return next((line for line in lines if line.startswith(f"  {term} ")), "")


async def test_an_empty_list_says_how_often_esc_is_pressed_to_clear_the_filter(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("space")
        await hand.filter("tag:none")
        for said in ("esc esc esc", "esc esc", "esc"):
            await hand.see(f"  {said} clears the filter")
            await hand.press("escape")
        await hand.until(lambda: len(hand.titles) == 7)
