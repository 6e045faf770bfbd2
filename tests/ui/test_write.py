"""Writing, by real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from tests.ui.editing import Hand, site, writing
from tui.screens.ask import Ask
from tui.screens.conflict import Conflicts
from tui.screens.write import WriteScreen
from tui.widgets.editor import Editor
from tui.widgets.reader import Reader

BODY = "first line\n\n- one\n- two\n\n|a|品目|\n|-|-|\n|1|2|\n\nlast line\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = site(tmp_path, b="title: Second")
    (root / "a.md").write_bytes(f"---\ntitle: 縁側\n---\n{BODY}".encode())
    return root


async def test_a_line_is_typed_and_saved_and_nothing_else_changes(root: Path) -> None:
    front = "---\r\ntitle: 縁側の音を聴く\r\n---\r\n".encode()
    (root / "a.md").write_bytes(front + b"one\r\ntwo\xff\nthree")
    async with writing(root) as hand:
        await hand.press("end", "!", "ctrl+s")
        assert (root / "a.md").read_bytes() == front + b"one!\r\ntwo\xff\nthree"
        await hand.press("down", "end", "?", "enter", "x", "ctrl+s")
        assert (root / "a.md").read_bytes() == front + b"one!\r\ntwo\xff?\nx\r\nthree"


async def test_what_is_said_of_the_text_fits_any_width(root: Path) -> None:
    async with writing(root) as hand:
        state = hand.write.query_one("#write-state", Static)
        assert "characters" in str(state.render())
        for size, told in (((60, 20), False), ((140, 45), True)):
            await hand.pilot.resize_terminal(*size)
            await hand.until(lambda: ("characters" in str(state.render())) is told)  # noqa: B023  waited for at once


async def test_nothing_typed_writes_nothing(root: Path) -> None:
    async with writing(root) as hand:
        before = (root / "a.md").stat().st_mtime_ns
        await hand.press("x", "backspace", "ctrl+s", "escape")
        assert (root / "a.md").stat().st_mtime_ns == before
        assert not hand.sees(WriteScreen)


async def test_the_cursor_goes_to_both_ends_of_the_text(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("ctrl+end", "text:終", "ctrl+home", "text:始", "ctrl+s")
        assert hand.text("a.md").endswith(f"---\n始{BODY}終")


async def test_lists_go_on_and_end(root: Path) -> None:
    async with writing(root, line=7) as hand:
        await hand.press("end", "enter", "text:three", "enter", "enter", "text:after", "ctrl+s")
        assert "- two\n- three\nafter\n\n|a|" in hand.text("a.md")


async def test_marks_links_and_tables(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("shift+end", "ctrl+b")
        await hand.press("down", "down", "end", "ctrl+l", "text:word")
        editor = hand.write.editor
        editor.move_cursor((6, 1))
        await hand.press("ctrl+n", "ctrl+s")
        text = hand.text("a.md")
        assert "**first line**\n\n- one[word]()\n" in text
        assert "| a   | 品目 |\n| --- | ---- |\n| 1   | 2    |\n" in text
        await hand.press("ctrl+z", "ctrl+s")
        assert "|a|品目|\n" in hand.text("a.md")


async def test_words_are_found_in_any_case_and_width(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("ctrl+f", "text:ＬＩＮＥ")
        assert hand.write.editor.selected_text == "line"
        assert hand.write.editor.cursor_location[0] == 0
        await hand.press("enter")
        assert hand.write.editor.cursor_location[0] == 9
        await hand.press("escape")
        assert isinstance(hand.app.focused, Editor)
        await hand.press("shift+f3")
        assert hand.write.editor.cursor_location[0] == 0


async def test_matches_are_counted_and_replaced_one_by_one_or_all(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("ctrl+f", "text:line")
        assert "1/2" in count_of(hand)
        await hand.press("enter")
        assert "2/2" in count_of(hand)
        await hand.press("up", "tab", "text:row", "enter")
        assert hand.write.editor.text.startswith("first row\n")
        assert "1/1" in count_of(hand)
        await hand.press("ctrl+r", "escape")
        assert hand.write.editor.text.endswith("last row\n")
        await hand.press("ctrl+z")
        assert hand.write.editor.text.endswith("last line\n")
        assert hand.write.editor.text.startswith("first row\n")


async def test_what_is_selected_is_looked_for(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("shift+right", "shift+right", "ctrl+f")
        assert hand.write.find_bar.display
        assert "1/1" in count_of(hand)
        await hand.press("text:zzz")
        assert "no match" in count_of(hand)


def count_of(hand: Hand) -> str:
    return str(hand.write.query_one(".find-bar--count").render())


async def test_a_picture_is_chosen_among_the_sites_own(root: Path) -> None:
    (root / "hugo.toml").write_text("")
    (root / "content").mkdir()
    (root / "a.md").rename(root / "content" / "a.md")
    (root / "static").mkdir()
    for name in ("cat one.png", "dog.png", "note.txt"):
        (root / "static" / name).write_bytes(b"")
    async with writing(root, "content/a.md") as hand:
        await hand.press("ctrl+o", "text:cat", "enter")
        assert hand.write.editor.text.startswith("![](</cat one.png>)first line")


async def test_the_reader_keeps_the_line_of_the_cursor_beside_it(root: Path) -> None:
    body = "".join(f"Paragraph {number}.\n\n" for number in range(100))
    (root / "a.md").write_text(f"---\ntitle: Long\n---\n{body}")
    async with writing(root, line=104) as hand:
        await hand.press("end", "text: now")
        reader, editor = hand.write.query_one(Reader), hand.write.editor
        assert reader._page is not None
        above = editor.cursor_location[0] - editor.scroll_offset.y
        line = reader._page.line(reader.scroll_offset.y + above)
        assert line is not None
        assert line.source_line == editor.cursor_location[0] + 4
        assert "now" in line.text


async def test_the_reader_shows_what_is_typed(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("text:Fresh ")
        reader = hand.write.query_one(Reader)
        assert reader.reading is not None
        assert reader.reading.source.startswith("Fresh first")
        state = str(hand.write.query_one("#write-state").render())
        assert "unsaved" in state
        assert "words" in state


async def test_another_post_is_linked(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("ctrl+g")
        await hand.press("text:速報", "enter")  # a term, to which no link leads
        assert not hand.sees(WriteScreen)
        await hand.press("ctrl+u", "text:Sec", "enter")
        assert hand.write.editor.text.startswith("[Second](")


async def test_escape_asks(root: Path) -> None:
    before = (root / "a.md").read_bytes()
    async with writing(root) as hand:
        await hand.press("x", "escape")
        assert hand.sees(Ask)
        await hand.press("escape", "escape", "d")
        assert not hand.sees(WriteScreen)
        assert (root / "a.md").read_bytes() == before


async def test_unsaved_work_is_kept_offered_and_merged(root: Path) -> None:
    before = (root / "a.md").read_bytes()
    async with writing(root) as hand:
        await hand.press("text:Kept ")
        await hand.keep()
    assert (root / "a.md").read_bytes() == before
    (root / "a.md").write_bytes(before.replace(b"last line", b"the last line"))
    async with writing(root) as hand:
        assert hand.sees(Ask)
        await hand.press("t")
        await hand.press("ctrl+s")
        text = hand.text("a.md")
        assert "Kept first line" in text
        assert "the last line" in text


async def test_typing_on_into_the_offer_never_loses_the_work(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("text:Kept ")
        await hand.keep()
    async with writing(root) as hand:
        await hand.press("f", "d", "escape")
        assert hand.write.desk.drafts.find("a.md") is not None
    async with writing(root) as hand:
        await hand.press("F")
        assert hand.write.desk.drafts.find("a.md") is None


async def test_other_paragraphs_are_merged_and_the_same_one_asked(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("text:Mine ")
        path = root / "a.md"
        path.write_bytes(path.read_bytes().replace(b"last line", b"theirs"))
        await hand.library_changes()
        assert "taken over" in hand.news()
        assert hand.write.editor.text.endswith("theirs\n")
        path.write_bytes(path.read_bytes().replace(b"first line", b"another line"))
        await hand.press("ctrl+s")
        assert hand.sees(Conflicts)
        await hand.press("m", "enter")
        assert "Mine first line" in hand.text("a.md")
        assert "theirs" in hand.text("a.md")


async def test_the_cursor_stays_on_its_line_when_others_write_above(root: Path) -> None:
    async with writing(root, line=13) as hand:
        await hand.press("end")
        path = root / "a.md"
        path.write_bytes(path.read_bytes().replace(b"first line\n", b"new\n\nand more\n\nfirst line\n"))
        await hand.library_changes()
        await hand.press("text:!", "ctrl+s")
        assert hand.text("a.md").endswith("\nlast line!\n")


async def test_a_post_that_is_gone_can_be_written_back(root: Path) -> None:
    async with writing(root) as hand:
        await hand.press("text:Still ")
        (root / "a.md").unlink()
        await hand.library_changes()
        assert "still here" in hand.news()
        await hand.press("ctrl+s", "w")
        assert "Still first line" in hand.text("a.md")


@pytest.mark.parametrize("data", ["記事です。\n".encode("shift_jis") * 5, b"a\0b"])
async def test_what_can_not_be_written_is_told(root: Path, data: bytes) -> None:
    (root / "a.md").write_bytes(data)
    async with writing(root) as hand:
        await hand.press("x", "ctrl+s")
        assert (root / "a.md").read_bytes() == data
        assert "can't be written" in hand.news()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_it_fits_every_size(root: Path, size: tuple[int, int]) -> None:
    async with writing(root, size=size) as hand:
        wide = size[0] >= 100
        assert hand.write.query_one(Reader).display == wide
        assert hand.write.editor.display
        await hand.press("f9")
        assert hand.write.query_one(Reader).display != wide
        assert hand.write.editor.display == wide
