"""Pictures in the reader: local ones come when they are drawn, and nothing moves what is read."""

from __future__ import annotations

import base64
import os
import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from rich.cells import cell_len

from tests.terminal import Terminal
from tests.ui.editing import editing, site, writing
from tests.ui.test_reader import BODY, press, screen, shown
from tests.ui.waiting import until
from tui.config import PictureMode
from tui.graphics import Graphics
from tui.reader import Reading
from tui.reader.images import TALLEST, WIDEST
from tui.widgets.reader import Reader
from tui.widgets.reader.drawing import NUMBERS, PLACEHOLDER, Drawing, draw

CELLS, KITTY, SIXEL = Graphics("cells"), Graphics("kitty", 8, 16), Graphics("sixel", 8, 16)
POST = Reading("a.md", "![絵](a.png)\n\n![b](gone.png)\n\n![c](https://a.example/c.png)\n\n" + BODY)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    Image.new("RGB", (400, 200), "#ff0000").save(path)
    return path


def drawing(path: Path, width: int = 40, graphics: Graphics = CELLS) -> Drawing:
    found = draw(path, width, graphics, (0, 0, 255))
    assert found is not None
    return found


def test_a_picture_is_half_cells_of_its_shape(picture: Path) -> None:
    lines = drawing(picture).lines
    assert (lines[0].width, len(lines)) == (40, 10)
    assert {span.style for line in lines for span in line.spans} == {"fore:ff0000 back:ff0000"}
    assert all(line.body == "" for line in lines)


@pytest.mark.parametrize("graphics", [CELLS, KITTY, SIXEL], ids=lambda graphics: graphics.drawn)
@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (1, 1), (3000, 3000)])
def test_a_picture_of_any_shape_stays_small(
    tmp_path: Path, size: tuple[int, int], graphics: Graphics
) -> None:
    Image.new("L", size).save(tmp_path / "a.png")
    lines = drawing(tmp_path / "a.png", 200, graphics).lines
    assert 1 <= len(lines) <= TALLEST
    assert all(1 <= line.width <= WIDEST for line in lines)


def test_what_is_seen_through_a_picture_is_the_background(tmp_path: Path) -> None:
    Image.new("RGBA", (80, 80), "#ff000000").save(tmp_path / "a.png")
    (line, *_) = drawing(tmp_path / "a.png").lines
    assert line.spans[0].style == "fore:0000ff back:0000ff"


def test_a_photograph_stands_as_it_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (800, 400)).save(tmp_path / "a.jpg", exif=exif)
    lines = drawing(tmp_path / "a.jpg").lines
    assert lines[0].width < 2 * len(lines)


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"GIF89a" + b"\xff" * 90, b"%!PS-Adobe-3.0 EPSF-3.0\n" * 9],
)
def test_what_is_no_picture_is_not_drawn(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    assert draw(tmp_path / "a.png", 40, CELLS, (0, 0, 0)) is None
    assert draw(tmp_path / "b.png", 40, CELLS, (0, 0, 0)) is None


def test_a_trap_is_not_decoded(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size < 100_000
    assert draw(tmp_path / "a.png", 40, CELLS, (0, 0, 0)) is None


def test_kitty_is_told_of_a_picture_and_shown_where_its_cells_are(picture: Path) -> None:
    found = drawing(picture, graphics=KITTY)
    messages = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", found.told)
    assert messages[0][0].startswith(f"a=T,U=1,i={found.number},c=40,r=10,f=100,q=2,m=")
    with Image.open(BytesIO(base64.b64decode("".join(data for _, data in messages)))) as sent:
        assert sent.size == (40 * 8, 10 * 16)
    assert [line.width for line in found.lines] == [40] * 10
    assert found.lines[3].text.startswith(PLACEHOLDER + NUMBERS[3] + NUMBERS[0] + PLACEHOLDER + NUMBERS[3])
    assert found.lines[0].spans[0].style == f"fore:{found.number:06x}"


def test_kittys_numbers_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)  # else importing this asks the terminal
    tgp = pytest.importorskip("textual_image.renderable.tgp")
    assert [ord(mark) for mark in NUMBERS] == tgp._NUMBER_TO_DIACRITIC[: len(NUMBERS)]
    assert len(NUMBERS) >= max(WIDEST, TALLEST)
    assert all(cell_len("a" + mark) == 1 for mark in NUMBERS)


def test_each_line_of_sixels_stands_alone(picture: Path) -> None:
    found = drawing(picture, graphics=SIXEL)
    assert [line.text for line in found.lines] == [" " * 40] * 10
    for line in found.lines:
        assert found.over[line.spans[0].style].startswith('\x1bP0;1;0q"1;1;320;16#0;2;100;0;0')


def showing(reader: Reader, picture: Path, asked: list[str]) -> None:
    def find(_: Reading, address: str) -> Path | None:
        asked.append(address)
        return picture if address == "a.png" else None

    reader.picture = find
    reader.show(POST)


async def test_a_picture_comes_when_it_is_drawn_and_the_place_stays(picture: Path) -> None:
    asked: list[str] = []
    async with shown(None) as (pilot, reader):
        showing(reader, picture, asked)
        await until(pilot, lambda: set(screen(reader)[1]) == {"▀"} and "gone.png" in asked)
        assert screen(reader)[0] == "▣ 絵"
        assert set(asked) == {"a.png", "gone.png"}
        reader.go_to_line(20)
        top = screen(reader)[0]
        reader._show_picture("a.png")
        assert screen(reader)[0] == top


async def test_pictures_may_be_switched_off(picture: Path) -> None:
    asked: list[str] = []
    async with shown(None) as (pilot, reader):
        reader.picture_mode = "off"
        showing(reader, picture, asked)
        await pilot.pause(0.2)
        assert (asked, "▀" in "".join(screen(reader))) == ([], False)


async def test_sixels_are_sent_behind_the_cells_and_not_under_a_dialog(picture: Path) -> None:
    async with shown(None) as (pilot, reader):
        reader.picture_mode = "sixel"
        showing(reader, picture, [])

        def sixels() -> list[str]:
            strips = pilot.app.screen_stack[0]._compositor.render_strips()
            return [part.text for strip in strips for part in strip if "\x1bP" in part.text]

        await until(pilot, sixels)
        assert len(sixels()) == 10
        assert all(part.startswith("\x1b7\x1b[40D\x1bP") for part in sixels())
        assert all(strip.cell_length == 60 for strip in pilot.app.screen._compositor.render_strips())
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: sixels() == [])
        await press(pilot, "escape")
        await until(pilot, lambda: len(sixels()) == 10)
        await press(pilot, "j", "j", "j")
        await until(pilot, lambda: len(sixels()) == 8)


def answering(tmp_path: Path, mode: PictureMode, replies: str, **env: str) -> Terminal:
    """Open a post with a picture in a terminal that replies so to the question for its attributes."""
    tmp_path.mkdir()
    (tmp_path / "hugo.toml").write_text("title = 'x'\n")
    post = tmp_path / "content" / "post" / "index.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitle: A picture\n---\n![it](it.png)\n")
    Image.new("RGB", (160, 96), "#00ff00").save(post.parent / "it.png")
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "postdesk" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f'pictures = "{mode}"\n')
    named = {"TERM": "xterm-256color", "TERM_PROGRAM": "", "COLORTERM": "truecolor"}
    terminal = Terminal(
        [sys.executable, "-m", "tui", "--preview", str(post)], env={**os.environ, **named, **env}
    )
    if mode != "cells" and terminal.until(lambda: b"\x1b[c" in terminal.output):
        terminal.press("j" + replies + "j")
    return terminal


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")
@pytest.mark.parametrize(
    ("mode", "replies", "term", "sent"),
    [
        ("auto", "\x1b[6;16;8t\x1b[?62;4;22c", "xterm-256color", b'\x1bP0;1;0q"1;1;160;16'),
        ("auto", "\x1b_Gi=1;OK\x1b\\\x1b[6;16;8t\x1b[?62;c", "xterm-kitty", b"\x1b_Ga=T,U=1,i="),
        ("auto", "\x1b[?1;2c", "xterm-256color", "▀".encode()),
        ("kitty", "\x1b[?1;2c", "xterm-256color", b"\x1b_Ga=T,U=1,i="),
        ("cells", "", "xterm-kitty", "▀".encode()),
    ],
    ids=["sixel", "kitty", "neither", "kitty by the user's word", "cells by the user's word"],
)
def test_the_terminal_is_asked_and_gets_what_it_understands(
    tmp_path: Path, own_folders: Path, mode: PictureMode, replies: str, term: str, sent: bytes
) -> None:
    terminal = answering(tmp_path / "site", mode, replies, TERM=term)
    try:
        assert terminal.until(lambda: sent in terminal.output), terminal.text
        assert terminal.wait_for("A picture"), terminal.text
        assert (b"\x1b_Gi=1,s=1" in terminal.output) == (term == "xterm-kitty" and mode == "auto")
        terminal.press("q")
        assert terminal.wait() == 0
        assert (b"\x1b_Ga=d" in terminal.output) == sent.startswith(b"\x1b_G")
    finally:
        terminal.close()


@pytest.mark.parametrize("kind", ["form", "editor"])
async def test_the_reader_beside_a_form_or_an_editor_shows_pictures(kind: str, tmp_path: Path) -> None:
    root = site(tmp_path, a="title: A")
    (root / "a.md").write_text("---\ntitle: A\n---\n\n![絵](a.png)\n")
    Image.new("RGB", (400, 200), "#ff0000").save(root / "a.png")
    async with editing(root) if kind == "form" else writing(root) as hand:
        await until(hand.pilot, lambda: "▀" * 20 in "".join(screen(hand.app.first.query_one(Reader))))
