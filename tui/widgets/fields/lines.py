"""Editors of one line: text, a choice, a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input

from tui.blog.errors import FieldError
from tui.blog.schema import DateTime
from tui.blog.text import fold, visible
from tui.blog.values import Value
from tui.widgets.cells import crop
from tui.widgets.fields.base import Done, Edited, PickWanted


class _Visible(Highlighter):
    """Shows control characters instead of sending them, one character for one."""

    def __call__(self, text: str | Text) -> Text:
        return Text(visible(str(text)), no_wrap=True, overflow="ignore", end="")

    def highlight(self, text: Text) -> None:
        """Leave it as it is: only `__call__` matters."""


class TextLine(Input):
    """One line of text."""

    def __init__(self, text: str = "", *, placeholder: str = "", suggester: Suggester | None = None) -> None:
        super().__init__(
            text,
            placeholder=placeholder,
            suggester=suggester,
            highlighter=_Visible(),
            compact=True,
            select_on_focus=False,
        )

        self._told = placeholder

    @property
    def text(self) -> str:
        """What is typed."""
        return self.value

    @text.setter
    def text(self, text: str) -> None:
        self.value = text

    @property
    def place(self) -> tuple[int, int]:
        """The line and column of the cursor."""
        return 0, self.cursor_position

    @place.setter
    def place(self, place: tuple[int, int]) -> None:
        self.cursor_position = place[1]

    def on_resize(self) -> None:
        """Cut what stands where nothing is typed: Input would break the line, and show the first part."""
        self.placeholder = crop(self._told, self.content_size.width)

    def render_line(self, y: int) -> Strip:
        """Render the line; where nothing is typed, an ellipsis tells that there is more."""
        strip, width = super().render_line(y), self.content_size.width
        if self.has_focus or self.content_width <= width + 1:  # the cursor's place counts
            return strip
        return Strip.join([strip.crop(0, width - 1), Strip([Segment("…", self.rich_style)])])

    def on_paste(self, event: events.Paste) -> None:
        """Join pasted lines: what is one line in front matter stays one."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" ".join(event.text.split()))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(Edited())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on."""
        event.stop()
        self.post_message(Done())


class _Starts(Suggester):
    """Completes to the first choice that begins with what is typed, in any case and width."""

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(use_cache=False)
        self.choices = choices

    async def get_suggestion(self, value: str) -> str | None:
        """Return the choice."""
        key = fold(value)
        return next((choice for choice in self.choices if fold(choice).startswith(key)), None)


class ChoiceLine(TextLine):
    """One of some texts, typed, completed, or stepped through."""

    HELP = "A choice: typed, completed by →, or stepped through."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+down", "step(1)", "Choose", key_display="shift+↑↓", id="choice.next"),
        Binding("shift+up", "step(-1)", "Previous choice", show=False, id="choice.previous"),
    ]

    def __init__(self, text: str, choices: Sequence[str], *, placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder, suggester=_Starts(choices))
        self.choices = choices

    def action_step(self, by: int) -> None:
        """Take the choice after or before."""
        if not self.choices:
            return
        at = self.choices.index(self.text) if self.text in self.choices else (-1 if by > 0 else 0)
        self.text = self.choices[(at + by) % len(self.choices)]


class AddressLine(TextLine):
    """The address of a file: typed, or picked from the site's own."""

    HELP = "The address of a file: typed, or picked from the site's own."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "pick", "Files", key_display="F4", id="address.pick")
    ]

    def action_pick(self) -> None:
        """Ask for the site's files."""
        self.post_message(PickWanted())


class DateLine(TextLine):
    """A date: typed, said in words, moved by a day, or picked from a calendar."""

    HELP = (
        "A date: typed in full, or said: tomorrow 9:00, +3d, -1w, 3/15. Its spelling stays that of the post."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "move(1)", "Day", key_display="shift+↑↓", id="date.on"),
        Binding("shift+down", "move(-1)", "A day back", show=False, id="date.back"),
        Binding("f4", "calendar", "Calendar", key_display="F4", id="date.calendar"),
    ]

    def __init__(self, text: str, field: DateTime, was: Value, *, placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder)
        self.field = field
        self.was = was

    def value_typed(self) -> Value:
        """Return the date that is typed, or None where it is none."""
        try:
            return self.field.parse(self.text, self.was)
        except FieldError:
            return None

    def put_day(self, day: date) -> None:
        """Take a day, and keep the time."""
        self.text = str(self.field.parse(day.isoformat(), self.value_typed() or self.was))

    def action_move(self, days: int) -> None:
        """Go some days on or back; an empty field starts today."""
        moment = self.field.read(self.value_typed())
        if moment is None:
            self.text = str(self.field.parse("now", self.was))
        else:
            self.text = str(moment.days_later(days))

    def action_calendar(self) -> None:
        """Ask for the calendar."""
        self.post_message(PickWanted())
