"""The status line: the keys that do something now, what happened last, and the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.blog.text import visible
from tui.widgets.cells import crop
from tui.widgets.looks import look

if TYPE_CHECKING:
    from textual.screen import Screen

Tone = Literal["information", "warning", "error"]

READABLE = 6.0
"""How long a message stays, in seconds."""


class StatusLine(Widget):
    """One line, made from the bindings of what has focus: it is footer and status in one.

    Args:
        order: The ids of bindings, the most important first; the last, help, is told at any width. What is
            not named here is told before them, as the keys of the widget that has the focus are.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--key",
        "status-line--place",
        "status-line--information",
        "status-line--warning",
        "status-line--error",
    }

    place: reactive[tuple[str, ...]] = reactive(())
    """Where the list and the reader are; what comes last gives way where it is narrow."""

    message: reactive[str] = reactive("")
    """What happened last; it hides the keys for a while."""

    def __init__(self, order: Sequence[str] = ()) -> None:
        super().__init__()
        self._rank = {id: rank for rank, id in enumerate(order)}
        self._keys: list[tuple[str, str, str]] = []
        self._spans: list[tuple[int, int, str]] = []
        self._tone: Tone = "information"
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Follow the bindings of what has focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._collect)

    def say(self, message: str, tone: Tone = "information") -> None:
        """Show a message for a while.

        Args:
            message: One sentence, as plain text.
            tone: How grave it is.
        """
        self._tone = tone
        self.message = visible(message)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(READABLE, self.clear)

    def clear(self) -> None:
        """Take the message away."""
        self.message = ""

    def _collect(self, screen: Screen[Any]) -> None:
        keys: dict[str, tuple[str, str, str]] = {}
        shown = [one.binding for one in screen.active_bindings.values() if one.binding.show and one.enabled]
        for binding in sorted(shown, key=lambda binding: self._rank.get(binding.id or "", -1)):
            display = self.app.get_key_display(binding)
            keys.setdefault(binding.action, (binding.key, display, binding.description.lower()))
        if (found := list(keys.values())) != self._keys:
            self._keys = found
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return that it is one line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Render the line."""
        width = self.size.width
        place = self._place(width // 2)
        room = width - cell_len(place) - 2
        self._spans = []
        left = list(self._told(room) if self.message else self._footer(room))
        gap = width - sum(cell_len(segment.text) for segment in left) - cell_len(place) - 1
        return Strip(
            [
                *left,
                Segment(" " * gap),
                Segment(place + " ", look(self, "status-line--place")),
            ]
        ).apply_style(self.rich_style)

    def _place(self, room: int) -> str:
        parts = list(self.place)
        while len(parts) > 1 and cell_len(" · ".join(parts)) > room:
            parts.pop()
        return crop(visible(" · ".join(parts)), room)

    def _told(self, room: int) -> Iterator[Segment]:
        style = look(self, f"status-line--{self._tone}")
        yield Segment(" " + crop(self.message, room - 1), style)

    def _footer(self, room: int) -> Iterator[Segment]:
        style = look(self, "status-line--key")
        x = 0
        for key, display, description in self._fitting(room):
            text = f" {display}"
            end = x + cell_len(text) + cell_len(description) + 2
            self._spans.append((x, end, key))
            yield Segment(text, style)
            yield Segment(f" {description} ")
            x = end

    def _fitting(self, room: int) -> list[tuple[str, str, str]]:
        """Return the keys that fit, of which the last, help, is always one."""
        widths = [cell_len(display) + cell_len(description) + 3 for _key, display, description in self._keys]
        if sum(widths) <= room or not widths:
            return self._keys
        room -= widths[-1]
        chosen = []
        for key, width in zip(self._keys[:-1], widths, strict=False):
            room -= width
            if room < 0:
                break
            chosen.append(key)
        return [*chosen, self._keys[-1]]

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._spans:
            if start <= event.x < end:
                event.stop()
                self.app.simulate_key(key)
