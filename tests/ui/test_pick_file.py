"""Picking the site's own pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.ui.editing import Hand, editing
from tui.screens.edit import EditScreen
from tui.screens.pick_file import PickFile
from tui.widgets.fields import AddressLine, Thumbnail


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "hugo.toml").write_text("")
    for name, colour in (("red", (255, 0, 0)), ("東京タワー", (0, 0, 255))):
        place = root / "static" / "images" / f"{name}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (64, 64), colour).save(place)
    (root / "content" / "a.md").write_text("---\ntitle: A\ncover:\n  image: images/red.png\n---\n")
    (root / "content" / "b.md").write_text("---\ntitle: B\ncover:\n  image: images/no.png\n---\n")
    return root


def sees_picture(hand: Hand) -> bool:
    row = hand.screen.form.find(("cover", "image"))
    return row is not None and bool(row.query_one(Thumbnail).size)


async def test_a_picture_is_picked_by_a_part_of_its_name(root: Path) -> None:
    async with editing(root, "content/b.md") as hand:
        assert "not found" in hand.note("cover", "image")
        await hand.go("cover", "image")
        assert isinstance(hand.app.focused, AddressLine)
        await hand.press("f4", "text:東京")
        assert hand.sees(PickFile)
        thumbnail = hand.app.screen.query_one(Thumbnail)
        assert thumbnail.size.width > 4
        await hand.press("enter")
        assert hand.editor("cover", "image").text == "images/東京タワー.png"
        assert "not found" not in hand.note("cover", "image")
        await hand.press("ctrl+s")
        assert "  image: images/東京タワー.png\n" in hand.text("content/b.md")


async def test_the_picture_is_shown_below_its_field(root: Path) -> None:
    async with editing(root, "content/a.md") as hand:
        assert not sees_picture(hand)
        await hand.go("cover", "image")
        await hand.settle()
        assert sees_picture(hand)
        await hand.press("end", "x")
        assert not sees_picture(hand)
        assert "not found" in hand.note("cover", "image")


async def test_no_format_is_read_but_those_that_start_no_program(root: Path) -> None:
    Image.new("RGB", (64, 64)).save(root / "static" / "images" / "red.png", "PPM")
    async with editing(root, "content/a.md") as hand:
        await hand.go("cover", "image")
        await hand.settle()
        assert not sees_picture(hand)
        assert "not found" not in hand.note("cover", "image")


async def test_the_picker_begins_at_what_is_there_and_may_be_left(root: Path) -> None:
    async with editing(root, "content/a.md") as hand:
        await hand.go("cover", "image")
        await hand.press("f4")
        picker = hand.app.screen
        assert isinstance(picker, PickFile)
        chosen = picker.choices.chosen
        assert chosen is not None
        assert chosen.label == "images/red.png"
        await hand.press("escape")
        assert hand.sees(EditScreen)
        assert hand.editor("cover", "image").text == "images/red.png"


async def test_a_word_that_is_in_no_name_offers_nothing(root: Path) -> None:
    async with editing(root, "content/a.md") as hand:
        await hand.go("cover", "image")
        await hand.press("f4", "text:zzzzzz", "enter")
        assert hand.sees(PickFile)
