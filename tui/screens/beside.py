"""The reader beside what is edited: it follows the work, and takes no keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tui.blog.desk import Desk
    from tui.config import PictureMode
    from tui.reader import Reading
    from tui.widgets.reader import Reader


class Room(Widget):
    """Where the reader will be: it comes when the rest is painted, and nothing moves then."""

    def render(self) -> str:
        """Show nothing: Textual would show the name of the class."""
        return ""


async def bring_reader(screen: Screen[None], desk: Desk, pictures: PictureMode) -> Reader:
    """Put a reader into its room on a screen on which posts are changed.

    Args:
        screen: The screen.
        desk: The site, whose pictures it shows.
        pictures: How they are drawn.
    """
    from tui.widgets.reader import Reader

    def find(reading: Reading, address: str) -> Path | None:
        return desk.site.picture(reading.post, address) if reading.post is not None else None

    reader = Reader()
    reader.can_focus = False  # its keys are those of the fields, or of the editor
    reader.picture, reader.picture_mode = find, pictures
    room = screen.query_one(Room)
    with screen.app.batch_update():
        await screen.mount(reader, after=room)
        await room.remove()
    return reader
