"""A post that another program renames or deletes while it is worked on, by real keys."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import pytest

from tests.ui.editing import editing, site, writing
from tui.screens.ask import Ask
from tui.screens.confirm import Confirm
from tui.screens.write import WriteScreen

POST = "---\ntitle: A\ntags: [x]\n---\nThe body.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = site(tmp_path, b="title: Second")
    (root / "a.md").write_text(POST)
    return root


def rename(root: Path, new: str) -> None:
    (root / new).parent.mkdir(exist_ok=True)
    (root / "a.md").rename(root / new)


class TestWriting:
    async def test_with_nothing_typed_it_is_followed_at_once(self, root: Path) -> None:
        async with writing(root) as hand:
            rename(root, "posts/new.md")
            await hand.library_changes()
            assert "was renamed to posts/new.md, and followed" in hand.news()
            await hand.press("text:More ", "ctrl+s")
            assert "More The body." in hand.text("posts/new.md")
            assert not (root / "a.md").exists()

    async def test_with_work_it_is_followed_when_the_writer_says_so(self, root: Path) -> None:
        async with writing(root) as hand:
            await hand.press("text:Mine ")
            rename(root, "new.md")
            (root / "new.md").write_text(POST.replace("title: A", "title: Theirs"))
            await hand.library_changes()
            assert "was renamed to new.md" in hand.news()
            await hand.press("ctrl+s")
            assert hand.sees(Ask)
            await hand.press("f")
            assert hand.text("new.md") == "---\ntitle: Theirs\ntags: [x]\n---\nMine The body.\n"
            assert not (root / "a.md").exists()
            assert hand.write.desk.drafts.all() == []

    async def test_or_written_back(self, root: Path) -> None:
        async with writing(root) as hand:
            await hand.press("text:Mine ")
            rename(root, "new.md")
            await hand.library_changes()
            await hand.press("ctrl+s", "w")
            assert "Mine The body." in hand.text("a.md")
            assert hand.text("new.md") == POST

    async def test_that_it_is_looked_for_is_told(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        async with writing(root) as hand:
            await hand.press("text:Mine ")
            (root / "a.md").unlink()
            index, found = hand.write.desk.index, Event()
            scan = index.scan
            monkeypatch.setattr(index, "scan", lambda: (found.wait(), scan()))
            await hand.pilot.press("ctrl+s")
            await hand.until(lambda: "a.md is not in its place, and is looked for" in hand.painted)
            found.set()
            await hand.until(lambda: hand.sees(Ask))

    async def test_a_save_that_comes_before_the_news_asks_too(self, root: Path) -> None:
        async with writing(root) as hand:
            await hand.press("text:Mine ")
            rename(root, "new.md")
            await hand.press("ctrl+s", "f")
            assert "Mine The body." in hand.text("new.md")

    async def test_a_copy_in_its_place_is_followed_too(self, root: Path) -> None:
        async with writing(root) as hand:
            shutil.copy(root / "a.md", root / "new.md")
            (root / "a.md").unlink()
            await hand.library_changes()
            assert "followed" in hand.news()

    async def test_leaving_saves_where_it_is_now(self, root: Path) -> None:
        async with writing(root) as hand:
            await hand.press("text:Mine ")
            rename(root, "new.md")
            await hand.library_changes()
            await hand.press("escape", "s", "f")
            assert "Mine The body." in hand.text("new.md")
            assert not hand.sees(WriteScreen)

    async def test_deleted_with_its_folder_and_nothing_typed(self, root: Path) -> None:
        (root / "posts").mkdir()
        rename(root, "posts/a.md")
        async with writing(root, "posts/a.md") as hand:
            shutil.rmtree(root / "posts")
            await hand.library_changes()
            assert "gone from the disk" in hand.news()
            await hand.press("ctrl+s", "w")
            assert hand.text("posts/a.md") == POST
            assert hand.news() == ""

    async def test_put_off_it_is_still_there(self, root: Path) -> None:
        async with writing(root) as hand:
            await hand.press("text:Mine ")
            (root / "a.md").unlink()
            await hand.library_changes()
            await hand.press("ctrl+s", "escape")
            assert hand.write.editor.text.startswith("Mine ")
            (root / "a.md").write_text(POST)
            await hand.library_changes()
            assert hand.news() == ""
            await hand.press("ctrl+s")
            assert "Mine The body." in hand.text("a.md")


class TestForm:
    async def test_with_nothing_typed_it_is_followed_at_once(self, root: Path) -> None:
        async with editing(root) as hand:
            rename(root, "new.md")
            await hand.library_changes()
            assert "followed" in hand.news()
            assert hand.screen.paths == ("new.md",)
            await hand.go("title")
            await hand.press("end", "text:!", "ctrl+s")
            assert "title: A!" in hand.text("new.md")

    async def test_with_work_it_is_followed_when_the_writer_says_so(self, root: Path) -> None:
        async with editing(root) as hand:
            await hand.go("title")
            await hand.press("end", "text:!")
            rename(root, "new.md")
            (root / "new.md").write_text(POST.replace("[x]", "[x, y]"))
            await hand.library_changes()
            await hand.press("ctrl+s", "f")
            assert hand.text("new.md") == POST.replace("[x]", "[x, y]").replace("A", "A!")
            assert not (root / "a.md").exists()

    async def test_deleted_it_is_written_back(self, root: Path) -> None:
        async with editing(root) as hand:
            await hand.go("title")
            await hand.press("end", "text:!")
            (root / "a.md").unlink()
            await hand.library_changes()
            await hand.press("ctrl+s", "w")
            assert hand.text("a.md") == POST.replace("A", "A!")

    async def test_one_of_several_is_followed_and_all_are_saved(self, root: Path) -> None:
        async with editing(root, "a.md", "b.md") as hand:
            await hand.go("title")
            await hand.press("text:Both")
            rename(root, "new.md")
            await hand.library_changes()
            await hand.press("ctrl+s", "f")
            assert hand.sees(Confirm)
            await hand.press("enter")
            assert "title: Both" in hand.text("new.md")
            assert "title: Both" in hand.text("b.md")
