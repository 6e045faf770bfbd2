"""The form and the disk: unsaved work, what other programs write, and conflicts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events

from tests.ui.editing import editing, three_posts, writing
from tui.screens.ask import Ask
from tui.screens.conflict import Conflicts
from tui.screens.edit import EditScreen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return three_posts(tmp_path)


async def test_escape_asks_and_each_answer_does_what_it_says(root: Path) -> None:
    before = (root / "a.md").read_bytes()
    async with editing(root) as hand:
        await hand.press("end", "!", "escape")
        assert hand.sees(Ask)
        await hand.press("escape")
        assert hand.sees(EditScreen)
        await hand.press("escape", "d")
        assert not hand.sees(EditScreen)
        assert (root / "a.md").read_bytes() == before
    async with editing(root) as hand:
        await hand.press("end", "!", "escape", "s")
        assert not hand.sees(EditScreen)
        assert "はじめに!" in hand.text("a.md")


async def test_unsaved_work_is_kept_and_offered(root: Path) -> None:
    before = (root / "a.md").read_bytes()
    async with editing(root) as hand:
        await hand.press("end", "!")
        await hand.go("tags")
        await hand.press("text:x", "enter")
        await hand.keep()
    assert (root / "a.md").read_bytes() == before
    (root / "a.md").write_bytes(before.replace(b"weight: 3", b"weight: 4"))
    async with editing(root) as hand:
        assert hand.sees(Ask)
        await hand.press("t")
        assert "はじめに" in hand.note("title")
        await hand.press("ctrl+s")
        text = hand.text("a.md")
        assert "はじめに!" in text
        assert '- "x"' in text
        assert "weight: 4" in text
    async with editing(root) as hand:
        assert hand.sees(EditScreen)


async def test_what_another_program_writes_is_taken_over_or_asked(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!")
        path = root / "a.md"
        path.write_bytes(path.read_bytes().replace(b"weight: 3", b"weight: 4"))
        await hand.library_changes()
        assert "weight" in hand.news()
        assert hand.editor("weight").text == "4"
        path.write_bytes(path.read_bytes().replace("はじめに".encode(), "おわりに".encode()))
        await hand.library_changes()
        assert "title" in hand.news()
        await hand.press("ctrl+s")
        assert hand.sees(Conflicts)
        await hand.press("t", "enter")
        assert 'title: "おわりに" # the title' in hand.text("a.md")
        assert "weight: 4" in hand.text("a.md")


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (("m", "enter"), "はじめに!"),
        (("enter", "enter"), "はじめに!"),
        (("e", "end", "?", "ctrl+s"), "はじめに!?"),
    ],
)
async def test_conflicts_are_decided_by_key(root: Path, keys: tuple[str, ...], title: str) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!")
        path = root / "a.md"
        path.write_bytes(path.read_bytes().replace("はじめに".encode(), "おわりに".encode()))
        await hand.press("ctrl+s")
        assert hand.sees(Conflicts)
        await hand.press(*keys)
        assert f'title: "{title}" # the title' in hand.text("a.md")


async def test_a_conflict_may_wait(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!")
        path = root / "a.md"
        theirs = path.read_bytes().replace("はじめに".encode(), "おわりに".encode())
        path.write_bytes(theirs)
        await hand.press("ctrl+s", "escape")
        assert hand.sees(EditScreen)
        assert path.read_bytes() == theirs
        assert "はじめに!" in hand.editor("title").text


async def test_a_post_that_is_gone_can_be_written_back(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("end", "!")
        (root / "a.md").unlink()
        await hand.library_changes()
        assert "still here" in hand.news()
        await hand.press("ctrl+s")
        assert hand.sees(Ask)
        await hand.press("w")
        assert "はじめに!" in hand.text("a.md")


async def test_what_is_typed_while_the_form_is_made_anew_is_kept(root: Path) -> None:
    async with editing(root, field="title") as hand:
        await hand.press("end", "a")
        path = hand.root / "a.md"
        path.write_text(path.read_text().replace("weight: 3", "weight: 4"))
        looking = asyncio.create_task(hand.screen.look_at_disk())
        await asyncio.sleep(0)  # it has taken what is typed, and waits for the schema
        line = hand.editor("title")
        line.insert_text_at_cursor("b")
        await looking
        await hand.settle()
        assert hand.editor("title").text == "はじめにab"
        assert hand.editor("weight").text == "4"
        await hand.press("c", "ctrl+s")
        assert 'title: "はじめにabc"' in hand.text("a.md")


@pytest.mark.parametrize("away", [False, True])
async def test_a_term_half_typed_stays_so_while_the_form_is_made_anew(root: Path, away: bool) -> None:
    async with editing(root, field="tags") as hand:
        before = list(hand.editor("tags").items)
        await hand.press("text:x y")
        if away:  # the terminal has not the focus while the other program has
            hand.app.post_message(events.AppBlur())
            await hand.settle()
        path = hand.root / "a.md"
        path.write_text(path.read_text().replace("weight: 3", "weight: 4"))
        await hand.screen.look_at_disk()
        await hand.settle()
        assert hand.editor("weight").text == "4"
        if away:
            hand.app.post_message(events.AppFocus())
            await hand.settle()
        assert hand.editor("tags").has_focus
        assert (hand.editor("tags").typed, hand.editor("tags").items) == ("x y", before)
        await hand.press("text:z", "enter", "ctrl+s")
        assert "x yz" in hand.text("a.md")


async def test_what_is_typed_while_it_is_saved_is_kept(root: Path) -> None:
    async with editing(root, field="title") as hand:
        await hand.press("end", "a")
        hand.screen.action_save()
        hand.editor("title").value += "b"
        await hand.settle()
        assert 'title: "はじめにa"' in hand.text("a.md")
        assert hand.editor("title").text == "はじめにab"
        await hand.press("ctrl+s")
        assert 'title: "はじめにab"' in hand.text("a.md")
    async with writing(root) as writer:
        await writer.press("text:a")
        writer.write.action_save()
        writer.write.editor.insert("b")
        await writer.settle()
        assert "aThe body" in writer.text("a.md")
        assert writer.write.editor.text.startswith("abThe body")
        assert writer.write.unsaved
