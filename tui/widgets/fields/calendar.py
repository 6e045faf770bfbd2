"""A month to pick a day from, by keys or mouse."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

DAY = 4
"""Cells that a day takes."""

_WEEKS = 6


class Calendar(Widget, can_focus=True):
    """Six weeks around a day; Monday is the first day of the week."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "calendar--title",
        "calendar--day",
        "calendar--other",
        "calendar--today",
        "calendar--chosen",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "A day back", show=False, id="calendar.back"),
        Binding("right,l", "move(1)", "A day on", show=False, id="calendar.on"),
        Binding("up,k", "move(-7)", "A week back", show=False, id="calendar.week_back"),
        Binding("down,j", "move(7)", "A week on", show=False, id="calendar.week_on"),
        Binding("enter,space", "pick", "Take this day", key_display="⏎", id="calendar.pick"),
        Binding("escape", "leave", "Leave", id="calendar.leave"),
        Binding("pageup", "turn(-1)", "A month back", key_display="pgup", id="calendar.month_back"),
        Binding("pagedown", "turn(1)", "A month on", key_display="pgdn", id="calendar.month_on"),
        Binding("t", "today", "Today", id="calendar.today"),
    ]

    day: reactive[date] = reactive(date.today)
    """The day that is chosen."""

    @dataclass
    class Picked(Message):
        """A day was picked."""

        day: date

    class Left(Message):
        """No day was picked."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.today = today
        self.set_reactive(Calendar.day, day)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells of a week."""
        return 7 * DAY

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of a title, the weekdays and the weeks."""
        return 2 + _WEEKS

    def render_line(self, y: int) -> Strip:
        """Render the title, the weekdays or a week."""
        if y == 0:
            title = f"{calendar.month_name[self.day.month]} {self.day.year}"
            segments = [Segment(title.center(7 * DAY), self._style("title"))]
        elif y == 1:
            names = "".join(f"{name[:2]:>{DAY - 1}} " for name in calendar.day_abbr)
            segments = [Segment(names, self._style("other"))]
        else:
            segments = [
                Segment(f"{day.day:>{DAY - 1}} ", self._style(self._kind(day))) for day in self._week(y - 2)
            ]
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def _style(self, kind: str) -> Style:
        return self.get_component_rich_style(f"calendar--{kind}", partial=True)

    def _kind(self, day: date) -> str:
        if day == self.day:
            return "chosen"
        if day == self.today:
            return "today"
        return "day" if day.month == self.day.month else "other"

    def _week(self, number: int) -> list[date]:
        """Return the days of a line; days beyond the first and the last there are, are left out."""
        first = self.day.replace(day=1)
        monday = first.toordinal() - first.weekday() + 7 * number
        days = range(max(monday, 1), min(monday + 7, date.max.toordinal() + 1))
        return [date.fromordinal(ordinal) for ordinal in days]

    def action_move(self, days: int) -> None:
        """Go some days on or back."""
        try:
            self.day += timedelta(days=days)
        except OverflowError:
            return

    def action_turn(self, months: int) -> None:
        """Go a month on or back, to its last day where it has no such day."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + months, 12)
        if 1 <= year <= 9999:
            last = calendar.monthrange(year, month + 1)[1]
            self.day = self.day.replace(year=year, month=month + 1, day=min(self.day.day, last))

    def action_today(self) -> None:
        """Go to this day."""
        self.day = self.today

    def action_pick(self) -> None:
        """Take the day."""
        self.post_message(self.Picked(self.day))

    def action_leave(self) -> None:
        """Take none."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Take the day that was clicked."""
        week = self._week(event.y - 2) if event.y >= 2 else []
        if 0 <= event.x // DAY < len(week):
            self.day = week[event.x // DAY]
            self.action_pick()

    def on_blur(self) -> None:
        """Take none."""
        self.post_message(self.Left())
