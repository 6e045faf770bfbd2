"""The preview of one file beside any editor: it follows, keeps its place, and leads to other posts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.browsing import NARROW, hold_watch, make_site
from tests.ui.waiting import until
from tui.app import DeskApp
from tui.reader import Reading
from tui.screens.preview import Preview

BODY = "\n\n".join(f"## Part {n}\n\nText {n} of the post." for n in range(60))


class Looking:
    """What is seen of a preview."""

    def __init__(self, pilot: Pilot[None], post: Path) -> None:
        self.pilot, self.post = pilot, post
        preview = pilot.app.screen_stack[0]
        assert isinstance(preview, Preview)
        self.preview = preview
        self.shown: list[Reading | None] = []
        show = preview.reader.show

        def note(reading: Reading | None) -> None:
            self.shown.append(reading)
            show(reading)

        preview.reader.show = note  # type: ignore[method-assign]  # to count refreshes

    @property
    def lines(self) -> list[str]:
        return [strip.text.strip() for strip in self.pilot.app.screen._compositor.render_strips()]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until they are answered."""
        app = self.pilot.app
        assert isinstance(app, DeskApp)
        await self.pilot.press(*keys)
        await self.until(lambda: not app.typing)

    async def until(self, true: Callable[[], object]) -> None:
        await until(self.pilot, true)

    async def see(self, text: str) -> None:
        await self.until(lambda: text in "\n".join(self.lines))


@asynccontextmanager
async def previewing(root: Path, name: str = "ai.md") -> AsyncIterator[Looking]:
    site = make_site(root)
    post = site / "content" / "posts" / name
    post.write_text(post.read_text() + BODY)
    app = DeskApp(post, preview=True)
    async with app.run_test(size=NARROW) as pilot:
        looking = Looking(pilot, post)
        await looking.see("About")
        looking.shown.clear()
        yield looking


def save(path: Path, text: str) -> None:
    """Save as editors do: write another file, put it in the place of this one."""
    other = path.with_name("4913~")
    other.write_text(text)
    other.replace(path)


async def test_a_save_shows_and_the_block_at_the_top_stays(tmp_path: Path) -> None:
    async with previewing(tmp_path) as look:
        await look.press("G", "k", "k")
        top = look.lines[0]
        text = look.post.read_text()
        text = text.replace("## Part 0", "A paragraph more.\n\n## Part 0")
        save(look.post, text)
        await look.until(lambda: look.shown)
        assert look.lines[0] == top
        await look.press("C")
        save(look.post, text.replace("Text 30", "Text thirty"))
        await look.see("▎Text thirty")


async def test_a_save_before_the_disk_is_watched_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = hold_watch(monkeypatch)
    async with previewing(tmp_path) as look:
        save(look.post, look.post.read_text().replace("Text 0", "Text naught"))
        saved.set()
        await look.see("Text naught")


async def test_a_file_cut_off_gone_and_back_is_shown_as_it_is(tmp_path: Path) -> None:
    async with previewing(tmp_path) as look:
        text = look.post.read_text()
        look.post.write_text("")
        await look.until(lambda: "Text 0" not in "\n".join(look.lines))
        look.post.write_text(text)
        await look.see("Text 0")
        look.post.unlink()
        await look.see("it is not there")
        assert "Text 0" in "\n".join(look.lines)
        save(look.post, text.replace("Text 0", "Text naught"))
        await look.see("Text naught")
        assert "it is not there" not in "\n".join(look.lines)


async def test_many_files_changed_at_once_are_one_change_and_keys_are_answered(tmp_path: Path) -> None:
    async with previewing(tmp_path) as look:
        for number in range(5000):
            (tmp_path / "content" / "posts" / f"{number}.md").write_text("x")
        save(look.post, look.post.read_text().replace("Text 0", "Text naught"))
        await look.press("G")
        await look.until(lambda: "Text 59 of the post." in look.lines)
        await look.press("g")
        await look.see("Text naught")
        await look.pilot.pause(0.5)
        anew = [reading for reading in look.shown if reading and "Text naught" in reading.source]
        assert len(anew) <= 2, "it is looked at at once, and when all is calm"
        assert anew[0] == anew[-1]


async def test_links_lead_to_other_posts_and_back(tmp_path: Path) -> None:
    async with previewing(tmp_path) as look:
        save(
            look.post,
            look.post.read_text().replace("## About", "[Chips](chips.md) [gone](gone.md)\n\n## About"),
        )
        await look.see("Chips")
        await look.press("tab", "enter")
        await look.see("About chips.md")
        save(look.post.with_name("chips.md"), "Other text.")
        await look.see("Other text.")
        await look.press("backspace")
        await look.see("Text 0")
        await look.press("tab", "tab", "enter")
        await look.see("no post is found for gone.md")


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_what_is_sought_is_left_before_the_preview(tmp_path: Path, key: str) -> None:
    async with previewing(tmp_path) as look:
        await look.press("slash", "5", "9", "enter")
        await look.see("1/2")
        await look.press("escape")
        assert look.pilot.app.is_running
        assert not look.preview.reader.match[1]
        await look.pilot.press(key)
        await look.until(lambda: look.pilot.app._exit)


async def test_the_outline_and_the_help_open(tmp_path: Path) -> None:
    async with previewing(tmp_path) as look:
        await look.press("O", *["j"] * 5, "enter")
        await look.until(lambda: look.lines[0] == "## Part 4")
        await look.press("question_mark")
        await look.see("Find here")
