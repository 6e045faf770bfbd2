"""Pictures in the reader: local ones come when they are decoded, and nothing moves what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.test_reader import BODY, screen, shown
from tui.reader import Reading
from tui.reader.half_cells import TALLEST, WIDEST, half_cells

Image = pytest.importorskip("PIL.Image", reason="needs the extra `pictures`")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    Image.new("RGB", (400, 200), "#ff0000").save(path)
    return path


def test_a_picture_is_half_cells_of_its_shape(picture: Path) -> None:
    lines = half_cells(picture, 40)
    assert (lines[0].width, len(lines)) == (40, 10)
    assert {span.style for line in lines for span in line.spans} == {"fore:ff0000 back:ff0000"}
    assert all(line.body == "" for line in lines)


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (1, 1), (3000, 3000)])
def test_a_picture_of_any_shape_stays_small(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("L", size).save(tmp_path / "a.png")
    lines = half_cells(tmp_path / "a.png", 200)
    assert 1 <= len(lines) <= TALLEST
    assert all(1 <= line.width <= WIDEST for line in lines)


def test_what_is_no_picture_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    assert half_cells(tmp_path / "a.png", 40) == []
    assert half_cells(tmp_path / "b.png", 40) == []


async def test_a_picture_comes_when_it_is_decoded_and_the_place_stays(picture: Path) -> None:
    asked: list[str] = []

    def find(reading: Reading, address: str) -> Path | None:
        asked.append(address)
        return picture if address == "a.png" else None

    async with shown(None) as (pilot, reader):
        reader.picture = find
        reader.show(
            Reading("a.md", "![絵](a.png)\n\n![b](gone.png)\n\n![c](https://a.example/c.png)\n\n" + BODY)
        )
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen(reader)[0] == "▣ 絵"
        assert set(screen(reader)[1]) == {"▀"}
        assert set(asked) == {"a.png", "gone.png"}
        reader.go_to_line(20)
        top = screen(reader)[0]
        reader._show_picture("a.png")
        assert screen(reader)[0] == top
