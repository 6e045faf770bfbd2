"""The reader beside what is edited: it follows the work, and takes no keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tui.blog.desk import Desk
    from tui.config import PictureMode
    from tui.reader import Reading
    from tui.widgets.reader import Reader


def reader_beside(desk: Desk, pictures: PictureMode) -> Reader:
    """Return a reader for a screen on which posts are changed.

    Args:
        desk: The site, whose pictures it shows.
        pictures: How they are drawn.
    """
    from tui.widgets.reader import Reader

    def find(reading: Reading, address: str) -> Path | None:
        return desk.site.picture(reading.post, address) if reading.post is not None else None

    reader = Reader()
    reader.can_focus = False  # its keys are those of the fields, or of the editor
    reader.picture, reader.picture_mode = find, pictures
    return reader
