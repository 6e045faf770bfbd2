"""Front matter as text in the form: what can't be read, and what is wanted so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.editing import Hand, editing, site
from tui.screens.ask import Ask
from tui.screens.edit import EditScreen
from tui.widgets.form import SourcePane

BROKEN = '---\r\ntitle: "記事\r\ntags: [AI\r\n---\r\n本文 \r\n'.encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = site(tmp_path, b="title: Second")
    (root / "a.md").write_bytes(BROKEN)
    return root


def pane(hand: Hand) -> SourcePane:
    found = hand.screen.form.source
    assert found is not None
    return found


def marked(hand: Hand) -> bool:
    return pane(hand).area.wrong is not None


def told(hand: Hand) -> str:
    return str(pane(hand).query_one(".wrong").render())


async def test_the_line_that_is_wrong_is_marked_and_mended(root: Path) -> None:
    async with editing(root) as hand:
        area = pane(hand).area
        assert area.text == 'title: "記事\ntags: [AI\n'
        assert area.line_number_start == 2
        assert marked(hand)
        assert told(hand).startswith("line ")
        area.move_cursor((0, 0))
        await hand.press("end", '"')
        assert "line" in told(hand)
        area.move_cursor((1, 0))
        await hand.press("end", "]")
        assert told(hand) == "it can be read"
        assert not marked(hand)
        await hand.press("ctrl+s")
        assert (root / "a.md").read_bytes() == (
            '---\r\ntitle: "記事"\r\ntags: [AI]\r\n---\r\n本文 \r\n'.encode()
        )
        assert hand.screen.form.source is None
        assert hand.editor("title").text == "記事"


async def test_what_still_can_not_be_read_is_saved_only_when_the_user_says_so(root: Path) -> None:
    async with editing(root) as hand:
        pane(hand).area.move_cursor((0, 0))
        await hand.press("text:# ", "ctrl+s")
        assert hand.sees(Ask)
        await hand.press("e")
        assert (root / "a.md").read_bytes() == BROKEN
        await hand.press("ctrl+s", "s")
        assert (root / "a.md").read_bytes() == BROKEN.replace(b"title", b"# title")
        entry = hand.app.desk.journal.last()
        assert entry is not None
        hand.app.desk.journal.undo(entry)
        assert (root / "a.md").read_bytes() == BROKEN


async def test_what_would_end_the_block_is_told_and_kept(root: Path) -> None:
    async with editing(root) as hand:
        pane(hand).area.move_cursor((0, 0))
        await hand.press("text:---", "enter")
        assert "end" in told(hand)
        await hand.keep()
    async with editing(root) as hand:
        await hand.press("t")
        assert pane(hand).area.text.startswith("---\ntitle")
        await hand.press("escape", "d")
        assert not hand.sees(EditScreen)
    assert (root / "a.md").read_bytes() == BROKEN


async def test_next_and_previous_pass_through(root: Path) -> None:
    async with editing(root) as hand:
        await hand.press("f8")
        assert hand.editor("title").text == "Second"
        await hand.press("f7")
        assert pane(hand).area.text.startswith("title")


async def test_another_program_mends_it(root: Path) -> None:
    async with editing(root) as hand:
        (root / "a.md").write_bytes(b"---\ntitle: Mended\n---\n")
        await hand.library_changes()
        assert hand.screen.form.source is None
        assert hand.editor("title").text == "Mended"


async def test_front_matter_without_an_end_is_given_one(root: Path) -> None:
    (root / "a.md").write_bytes(b'{\n  "title": "x",\n  "date": "2026-01-01"\n\nThe body.\n')
    async with editing(root) as hand:
        assert pane(hand).area.line_number_start == 1
        pane(hand).area.move_cursor((3, 0))
        await hand.press("}", "ctrl+s")
        assert (root / "a.md").read_bytes() == b'{\n  "title": "x",\n  "date": "2026-01-01"\n}\nThe body.\n'
        assert hand.editor("title").text == "x"


TEXT = "---\ntitle: Second # of two\ntags: [a,   b]\n---\nThe body.\n"


async def test_what_can_be_read_is_edited_as_text_when_that_is_wanted(tmp_path: Path) -> None:
    root = site(tmp_path, a="title: A")
    (root / "a.md").write_text(TEXT)
    async with editing(root, field="title") as hand:
        await hand.press("!", "f2")
        area = pane(hand).area
        assert area.text == "title: Second! # of two\ntags: [a,   b]\n", "what was typed into fields is in it"
        assert told(hand) == "it can be read"
        area.move_cursor((0, 0))
        await hand.press("end", "!")
        await hand.press("f2")
        assert pane(hand).area.text.endswith("two!\ntags: [a,   b]\n"), "fields would not keep the comment"
        assert "save first" in hand.screen.status.message
        await hand.press("ctrl+s")
        assert hand.text("a.md") == TEXT.replace("Second # of two", "Second! # of two!")
        assert told(hand) == "it can be read"
        await hand.press("f2")
        assert hand.editor("title").text == "Second!"
        await hand.press("f2", "f2")
        assert hand.editor("title").text == "Second!"


async def test_work_on_the_text_is_offered_again_to_the_byte(tmp_path: Path) -> None:
    root = site(tmp_path, a="title: A")
    (root / "a.md").write_text(TEXT)
    async with editing(root) as hand:
        await hand.press("f2")
        pane(hand).area.move_cursor((0, 0))
        await hand.press("end", "!")
        await hand.keep()
    async with editing(root) as hand:
        assert hand.sees(Ask)
        await hand.press("t")
        assert pane(hand).area.text == "title: Second # of two!\ntags: [a,   b]\n"
        (root / "a.md").write_text(TEXT.replace("body", "BODY"))
        await hand.library_changes()
        assert pane(hand).area.text == "title: Second # of two!\ntags: [a,   b]\n"
        await hand.press("ctrl+s")
        assert hand.text("a.md") == TEXT.replace("two", "two!").replace("body", "BODY")


async def test_fields_that_can_not_be_written_are_mended_before_text(tmp_path: Path) -> None:
    root = site(tmp_path, a="date: 2026-01-01")
    async with editing(root, field="date") as hand:
        await hand.press("x", "f2")
        assert hand.screen.form.source is None
        assert "mend" in hand.screen.status.message
