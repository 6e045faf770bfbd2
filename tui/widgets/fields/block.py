"""The editor of several lines: long text, and source."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from tui.widgets.fields.base import Done, Edited
from tui.widgets.wrapped import WrappedArea


class TextBlock(WrappedArea):
    """Text of several lines, or too long for one. Enter breaks a line only where there are lines."""

    HELP = "Text. Enter goes on to the next field, ctrl+j breaks the line."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "break", "New line", show=False, id="text.break"),
    ]

    def __init__(self, text: str = "", *, placeholder: str = "", lines: bool = False) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            compact=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
            tab_behavior="focus",
        )
        self.lines = lines or "\n" in text
        """Whether the text has lines, as source has."""

        self._high = 0

    @property
    def place(self) -> tuple[int, int]:
        """The line and column of the cursor."""
        return self.cursor_location

    @place.setter
    def place(self, place: tuple[int, int]) -> None:
        self.move_cursor(self.clamp_visitable(place))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.lines:
            event.stop()
            event.prevent_default()
            self.post_message(Done())
            return
        await super()._on_key(event)

    def action_break(self) -> None:
        """Begin a new line."""
        self.lines = True
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up; out of the first line, to the field above."""
        if self.cursor_at_first_line and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down; out of the last line, to the field below."""
        if self.cursor_at_last_line and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def action_cursor_line_start(self, select: bool = False) -> None:
        """Move to the start of the line; of one that is only wrapped, to the start of all."""
        if self.lines:
            super().action_cursor_line_start(select)
        else:
            self.move_cursor((0, 0), select=select)

    def action_cursor_line_end(self, select: bool = False) -> None:
        """Move to the end of the line; of one that is only wrapped, to the end of all."""
        if self.lines:
            super().action_cursor_line_end(select)
        else:
            self.move_cursor(self.document.end, select=select)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form, and take the height that the text needs."""
        event.stop()
        if self.wrapped_document.height != self._high:
            self._high = self.wrapped_document.height
            self.refresh(layout=True)  # a layout costs more than a key may
        self.post_message(Edited())
