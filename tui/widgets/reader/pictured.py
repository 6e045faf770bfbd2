"""The pictures of a post in its view: drawn when they are looked at, and sent to the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tui.config import PictureMode
from tui.graphics import find_out
from tui.reader import Line, Reading
from tui.reader.page import Pictures
from tui.widgets.reader.find import SearchedView
from tui.widgets.reader.pictures import Gallery


class PicturedView(SearchedView):
    """A view with pictures. Who has it says where they are."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.picture: Callable[[Reading, str], Path | None] | None = None
        """Returns the local file that a picture's address means in a reading; None shows none."""

        self.picture_mode: PictureMode = "auto"
        """How pictures are drawn."""

        self._gallery: Gallery | None = None
        self._pictured: Reading | None = None
        """The reading whose pictures are shown."""

    def pictures_of(self, reading: Reading, *, anew: bool) -> Pictures | None:
        """Return what gives the pictures of a reading; None where none are shown.

        Args:
            reading: The reading.
            anew: Whether those drawn before are of another post.
        """
        self._pictured = reading
        if anew and self._gallery is not None:
            self._gallery.turn_to(partial(self._find_picture, reading))
        return self._picture_lines if self.picture else None

    def _picture_lines(self, address: str, width: int) -> list[Line]:
        """Return the lines of a picture, as soon as it is drawn."""
        if self._gallery is None:
            find = partial(find_out, self.picture_mode, self.app._driver)  # noqa: SLF001  it asks the terminal
            ready = partial(self.call_later, self._show_picture)
            self._gallery = Gallery(find, ready, self._send)
            self._gallery.turn_to(partial(self._find_picture, self._pictured))
            self.app.app_resume_signal.subscribe(self, lambda _: self._send_again())
        return self._gallery.lines(address, width, self.background_colors[1].rgb)

    def _find_picture(self, reading: Reading | None, address: str) -> Path | None:
        return self.picture(reading, address) if self.picture is not None and reading is not None else None

    def _show_picture(self, address: str) -> None:
        """Make room for a picture that has come, what is read kept where it is."""
        if self._page is not None:
            here = self.here()
            self._page.forget(address)
            self.go(*here)
            self.refresh()

    def _send(self, text: str) -> None:
        """Send the terminal what it must know of a picture before it is painted."""
        if (driver := self.app._driver) is not None:  # noqa: SLF001  Textual has no other way to the terminal
            driver.write(text)

    def _send_again(self) -> None:
        if self._gallery is not None:
            self._gallery.send_again()

    @property
    def drawn_over(self) -> Mapping[str, str]:
        """What the terminal is sent to draw over the cells of a picture's looks."""
        return self._gallery.over if self._gallery is not None else {}

    def on_unmount(self) -> None:
        """Draw no more pictures."""
        if self._gallery is not None:
            self._gallery.leave()
