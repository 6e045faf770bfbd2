from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.ui.browsing import browsing, hold_watch, make_site
from tui.app import DeskApp
from tui.blog.edits import Set
from tui.screens.confirm import Confirm
from tui.screens.edit import EditScreen
from tui.screens.write import WriteScreen


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


async def test_a_term_is_added_in_five_keystrokes_and_undone_by_one(site: Path) -> None:
    async with browsing(site) as hand:
        before = hand.post("chips.md").read_bytes()
        await hand.press("j", "j", "j", "t")
        await hand.see("tags of チップの話")
        await hand.press("A", "I", "enter", "enter")
        await hand.see("z undoes it")
        assert hand.post("chips.md").read_bytes() == before.replace("投資]".encode(), "投資, AI]".encode())
        await hand.until(lambda: hand.browse.post and "AI" in hand.browse.post.terms["tags"])
        await hand.press("z")
        await hand.see("undone: tags +AI")
        assert hand.post("chips.md").read_bytes() == before


async def test_a_term_is_dropped_by_space(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "j", "j", "t", "space", "enter")
        await hand.see("z undoes it")
        assert "tags: [投資]" in hand.post("chips.md").read_text()


async def test_terms_of_a_post_without_any_make_a_list(site: Path) -> None:
    (site / "content" / "posts" / "bare.md").write_text("---\ntitle: Bare\ndate: 2127-01-01\n---\n")
    async with browsing(site) as hand:
        await hand.press("t", "n", "e", "w", "enter", "enter")
        await hand.see("z undoes it")
        await hand.until(lambda: hand.browse.post and hand.browse.post.terms.get("tags") == ("new",))


async def test_escape_leaves_terms_as_they_are(site: Path) -> None:
    async with browsing(site) as hand:
        before = hand.post("later.md").read_bytes()
        await hand.press("t", "space", "escape")
        await hand.until(lambda: hand.app.screen is hand.browse)
        assert hand.post("later.md").read_bytes() == before


async def test_another_taxonomy_waits_for_what_is_chosen_in_this_one(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "t")
        await hand.see("⏎ take, then save  space add or drop  tab taxonomy  esc cancel")
        await hand.press("space", "tab")
        await hand.see("⏎ saves the tags first")
        await hand.press("space", "tab")
        await hand.see("categories of")


async def test_many_marked_posts_are_shown_before_they_are_changed(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "space", "space", "t")
        await hand.see("tags of 2 posts")
        await hand.press("n", "e", "w", "enter", "enter")
        await hand.until(lambda: isinstance(hand.app.screen, Confirm))
        await hand.see("tags +new: 2 posts")
        assert "new" not in hand.post("ai.md").read_text()
        await hand.press("j", "space", "enter")
        await hand.see("z undoes it")
        written = ["new" in hand.post(name).read_text() for name in ("ai.md", "amazon.md")]
        assert sorted(written) == [False, True]


async def test_draft_is_toggled_and_the_list_follows(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "d")
        await hand.until(lambda: hand.browse.post and hand.browse.post.status == "draft")
        assert "draft: true" in hand.post("ai.md").read_text()
        await hand.press("d")
        await hand.until(lambda: hand.browse.post and hand.browse.post.status == "published")
        assert "draft: false" in hand.post("ai.md").read_text()


async def test_what_cannot_be_changed_is_told(site: Path) -> None:
    async with browsing(site) as hand:
        before = hand.post("broken.md").read_bytes()
        await hand.press("G", "d")
        await hand.see("broken.md")
        await hand.until(lambda: hand.browse.status.message)
        assert hand.post("broken.md").read_bytes() == before


async def test_nothing_to_undo_is_said(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("z")
        await hand.see("there is nothing to undo")


async def test_marks_are_shown_counted_and_filtered_by(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("space", "j", "space")
        await hand.until(lambda: sum("▌" in line for line in hand.lines) == 2)
        assert "2 marked" in hand.lines[-1]
        await hand.filter("is:marked")
        await hand.press("enter")
        await hand.until(lambda: len(hand.titles) == 2)
        await hand.press("space")
        await hand.until(lambda: len(hand.titles) == 1)
        await hand.press("escape")
        await hand.until(lambda: "marked" not in hand.lines[-1])


async def test_a_change_by_another_program_shows(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "j")
        path = hand.post("amazon.md")
        path.write_text(path.read_text().replace("設備投資", "設備投資の行方") + "\nA new last line.\n")
        await hand.see("AmazonとGoogleの設備投資の行方")
        await hand.see("A new last line.")
        assert hand.browse.posts.cursor == 2


async def test_what_another_program_changes_before_the_disk_is_watched_shows(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = hold_watch(monkeypatch)
    async with browsing(site) as hand:
        path = hand.post("amazon.md")
        path.write_text(path.read_text().replace("設備投資", "設備投資の行方"))
        done.set()
        await hand.see("AmazonとGoogleの設備投資の行方")


async def test_a_new_post_shows_and_the_cursor_stays_on_its_post(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "j")
        hand.post("newest.md").write_text("---\ntitle: The newest\ndate: 2126-06-01\ntags: [fresh]\n---\n")
        await hand.see("The newest")
        await hand.see("fresh")
        assert hand.browse.post is not None
        assert hand.browse.post.path.endswith("amazon.md")


async def test_a_post_that_goes_leaves_the_cursor_where_it_was(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "j")
        hand.post("amazon.md").unlink()
        await hand.until(lambda: len(hand.titles) == 6)
        assert hand.browse.posts.cursor == 2
        await hand.see("About chips.md")


async def test_the_editor_opens_at_the_line_and_the_place_is_kept(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "vim -n")
    monkeypatch.setattr(DeskApp, "suspend", lambda app: nullcontext())
    monkeypatch.setattr("subprocess.run", lambda argv, check: started.append(argv))
    async with browsing(site) as hand:
        await hand.press("j", "e")
        await hand.until(lambda: started)
        assert started[0][:2] == ["vim", "-n"]
        assert started[0][2].startswith("+")
        assert started[0][3] == str(hand.post("ai.md"))
        assert hand.browse.posts.cursor == 1


async def test_unsaved_work_is_found_by_the_filter(site: Path) -> None:
    async with browsing(site, query="is:changed") as hand:
        await hand.see("Nothing matches")
        desk = hand.app.desk
        assert desk is not None
        base = desk.read("content/posts/ai.md")
        desk.drafts.keep({"content/posts/ai.md": (base, base.edit(Set(("title",), "Mine")))}, 0.0)
        await hand.press("question_mark", "escape")
        await hand.until(lambda: len(hand.titles) == 1)


async def test_form_and_writing_open_on_the_post_and_come_back(site: Path) -> None:
    async with browsing(site) as hand:
        await hand.press("j", "f")
        await hand.until(lambda: isinstance(hand.app.screen, EditScreen))
        await hand.see("content/posts/ai.md")
        await hand.press("escape")
        await hand.until(lambda: hand.app.screen is hand.browse)
        await hand.press("w")
        await hand.until(lambda: isinstance(hand.app.screen, WriteScreen))
        await hand.see("The body of ai.md tells more.")
        await hand.press("escape")
        await hand.until(lambda: hand.app.screen is hand.browse)
