"""A list of things to choose from: what every picker and menu shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive

from tui.blog.text import visible
from tui.widgets.cells import crop, fit
from tui.widgets.rows import Rows


@dataclass(frozen=True, slots=True)
class Choice:
    """One line."""

    id: str
    """What tells it from the others."""

    label: str
    note: str = ""
    """What is said beside it, on the right."""

    mark: str = ""
    """What stands before it: its key, or whether it is chosen."""

    disabled: bool = False


class Choices(Rows):
    """Lines to choose from. A dialog that holds it says what a choice does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--mark", "choices--note", "choices--disabled"}

    choices: reactive[Sequence[Choice]] = reactive((), repaint=False, always_update=True)
    """What there is to choose."""

    mark_width: reactive[int] = reactive(2)
    """How much room marks have, in cells."""

    @property
    def chosen(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else None

    def watch_choices(self, old: Sequence[Choice], new: Sequence[Choice]) -> None:
        """Show other choices; the cursor stays on its choice while that is among them."""
        here = old[self.cursor].id if self.cursor < len(old) else None
        row = next((row for row, choice in enumerate(new) if choice.id == here), 0)
        self.fill(len(new), row)
        if len(new) != len(old):
            self.refresh(layout=True)  # as high as its lines, where the dialog lets it be

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each choice."""
        return len(self.choices)

    def segments(self, row: int, width: int) -> Iterable[Segment]:
        """Return the line of one choice."""
        choice = self.choices[row]
        label, room = visible(choice.label), width - self.mark_width - 3
        note = crop(visible(choice.note), max(room // 3, room - 2 - cell_len(label)))
        room -= cell_len(note) + 2 if note else 0
        style = self.component("choices--disabled") if choice.disabled else None
        yield Segment(f" {fit(choice.mark, self.mark_width)} ", self.component("choices--mark"))
        yield Segment(fit(label, room), style)
        if note:
            yield Segment(f"  {note} ", self.component("choices--note"))
