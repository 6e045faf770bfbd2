"""Terms as chips: typed and completed by use, dropped by key or mouse, near-duplicates told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.blog.schema.lists import Item, complete, join, label, near, split
from tui.widgets.fields.base import Done, Edited
from tui.widgets.fields.chip_layout import Look, Piece, lay_out

OFFERS = 8
"""How many completions are shown."""


class Chips(Widget, can_focus=True):
    """A list of terms.

    Args:
        items: The terms.
        known: Terms in use, with the number of their posts, most frequent first.
        partly: Terms that only some of several posts have, with how many of how many.
        placeholder: What is shown where there is nothing.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chips--chip",
        "chips--partly",
        "chips--selected",
        "chips--cross",
        "chips--prompt",
        "chips--offer",
        "chips--count",
        "chips--best",
        "chips--hint",
        "chips--near",
    }
    HELP = (
        "Terms: type a part of one, and enter takes it; a term that is there already is dropped."
        " Backspace selects the last one, then drops it; shift+←→ moves it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Add or drop", key_display="⏎", id="chips.take"),
        Binding("backspace", "erase", "Drop", show=False, id="chips.erase"),
        Binding("delete", "drop", "Drop", show=False, id="chips.drop"),
        Binding("left", "select(-1)", "Select", show=False, id="chips.left"),
        Binding("right", "select(1)", "Select", show=False, id="chips.right"),
        Binding("shift+left", "carry(-1)", "Move the term", show=False, id="chips.carry_left"),
        Binding("shift+right", "carry(1)", "Move the term", show=False, id="chips.carry_right"),
        Binding("down", "offer(1)", "Next completion", show=False, id="chips.next"),
        Binding("up", "offer(-1)", "Previous completion", show=False, id="chips.previous"),
        Binding("escape", "clear", "Leave the term", show=False, id="chips.clear"),
    ]

    def __init__(
        self,
        items: Iterable[Item],
        known: Mapping[str, int],
        *,
        partly: Mapping[str, str] | None = None,
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self.items: list[Item] = list(items)
        self.known = known
        self.partly = dict(partly or {})
        self.placeholder = placeholder
        self.typed = ""
        """The term that is being typed."""

        self._sought: tuple[str, list[str], str] = ("", [], "")
        """The typed text that completions were sought of last, these, and the term in use that it is near."""

        self._chip: int | None = None
        self._best = 0
        self._lines: list[list[Piece]] = []
        self._laid_out: tuple[Look, int] | None = None

    @property
    def text(self) -> str:
        """The terms as one text, as a list parses it."""
        return join(map(label, self.items))

    @text.setter
    def text(self, text: str) -> None:
        self.items = [*split(text)]
        self._changed()

    @property
    def offers(self) -> list[str]:
        """What the typed text may become; a term that is there already is offered to be dropped."""
        return self._complete()[0]

    def _complete(self) -> tuple[list[str], str]:
        """Return what the typed text may become, and the term in use that it is near; sought once a text."""
        if self.typed != self._sought[0]:
            text = self.typed.strip()
            offers = complete(text, self.known)[:OFFERS] if text else []
            better = near(text, self.known) or "" if text else ""
            if text and text not in offers and not better:
                offers.append(text)
            self._sought = self.typed, offers, better
        return self._sought[1:]

    def commit(self) -> None:
        """Take what is typed as it is, when the user goes elsewhere without taking it."""
        if text := self.typed.strip():
            self.typed = ""
            if text not in map(label, self.items):
                self._add(near(text, self.known) or text)
            self.refresh(layout=True)

    # What the keys do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that do nothing here to the form."""
        if action in ("offer", "clear"):
            return bool(self.typed)
        if action in ("select", "carry"):
            return not self.typed
        return True

    def on_key(self, event: events.Key) -> None:
        """Type."""
        if event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            if event.character in ",、" and self.typed.strip():
                self.action_take()
            else:
                self.type(self.typed + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Add the terms that are pasted, between commas or on lines."""
        event.stop()
        terms = [term.strip() for line in event.text.splitlines() for term in line.split(",")]
        if len(terms) == 1:
            self.type(self.typed + terms[0])
        else:
            for term in filter(None, terms):
                self._add(term)

    def on_blur(self) -> None:
        """Take what is half typed when the user goes on, not when the form goes or the terminal is left."""
        if self.display and self.app.app_focus:
            self.commit()
        self._chip = None
        self.refresh(layout=True)

    def on_focus(self) -> None:
        """Make room for the text."""
        self.refresh(layout=True)

    def action_take(self) -> None:
        """Add the term that is offered first, or drop it if it is there; without text, go on."""
        if not self.typed.strip():
            self.post_message(Done())
            return
        offers = self.offers
        term = offers[min(self._best, len(offers) - 1)] if offers else self.typed.strip()
        self.typed = ""
        self._best = 0
        labels = [label(item) for item in self.items]
        if term in labels and term not in self.partly:
            self._remove(labels.index(term))
        else:
            self._add(term)

    def action_erase(self) -> None:
        """Take back a character; without text, select the last term, then drop it."""
        if self.typed:
            self.type(self.typed[:-1])
        elif self._chip is None:
            self.action_select(-1)
        else:
            self._remove(self._chip)

    def action_drop(self) -> None:
        """Drop the selected term."""
        if self._chip is not None:
            self._remove(self._chip)

    def action_select(self, by: int) -> None:
        """Select the term before or after."""
        if not self.items:
            return
        at = len(self.items) if self._chip is None else self._chip
        at += by
        self._chip = max(at, 0) if at < len(self.items) else None
        self.refresh(layout=True)

    def action_carry(self, by: int) -> None:
        """Move the selected term."""
        at = self._chip
        if at is not None and 0 <= at + by < len(self.items):
            self.items.insert(at + by, self.items.pop(at))
            self._chip = at + by
            self._changed()

    def action_offer(self, by: int) -> None:
        """Choose another completion."""
        self._best = (self._best + by) % max(1, len(self.offers))
        self.refresh()

    def action_clear(self) -> None:
        """Forget what is typed."""
        self.type("")

    def type(self, text: str) -> None:
        """Go on typing a term.

        Args:
            text: What is typed of it by now.
        """
        self.typed = text
        self._best = 0
        self._chip = None
        self.refresh(layout=True)
        self.call_after_refresh(self.scroll_visible, animate=False)

    def _add(self, term: str) -> None:
        self.partly.pop(term, None)
        if term not in map(label, self.items):
            self.items.append(term)
        self._changed()

    def _remove(self, index: int) -> None:
        self.partly.pop(label(self.items.pop(index)), None)
        self._chip = min(index, len(self.items) - 1) if self._chip is not None and self.items else None
        self._changed()

    def _changed(self) -> None:
        self.post_message(Edited())
        self.refresh(layout=True)

    # What is shown.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the terms, the text and its completions take."""
        return len(self._layout(width))

    def render_line(self, y: int) -> Strip:
        """Render a line."""
        lines = self._layout(self.size.width)
        segments = [
            Segment(piece.text, self.get_component_rich_style(f"chips--{piece.style}", partial=True))
            for piece in (lines[y] if y < len(lines) else [])
        ]
        if y == 0 or segments:
            self._place_cursor(lines)
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Drop a term by its cross, select it, or take a completion."""
        lines = self._layout(self.size.width)
        x = event.x
        for piece in lines[event.y] if event.y < len(lines) else []:
            wide = cell_len(piece.text)
            if x < wide:
                self._press(piece)
                return
            x -= wide

    def _press(self, piece: Piece) -> None:
        if piece.part == "cross":
            self._remove(piece.index)
        elif piece.part == "chip":
            self._chip = piece.index
            self.refresh()
        elif piece.part == "offer":
            self._best = piece.index
            self.action_take()

    def _place_cursor(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Tell the terminal where text is being typed, for input methods open their window there."""
        for y, line in enumerate(lines):
            x = 0
            for piece in line:
                if piece.part == "caret":
                    self.app.cursor_position = self.content_region.offset + Offset(x, y)
                x += cell_len(piece.text)

    def _layout(self, width: int) -> list[list[Piece]]:
        """Lay out what is there in a width of cells, if it is not what was laid out last."""
        names = tuple(map(label, self.items))
        offers, better = self._complete()
        look = Look(
            names,
            tuple(self.partly.items()),
            self.typed,
            tuple((term, self._told(term, names)) for term in offers),
            better,
            self._chip,
            self._best,
            self.has_focus,
            self.placeholder,
        )
        if (look, width) != self._laid_out:
            self._laid_out = look, width
            self._lines = lay_out(look, width)
        return self._lines

    def _told(self, term: str, names: Sequence[str]) -> str:
        """Return what taking a term does, or how many posts have it."""
        if term in names:
            return "to all" if term in self.partly else "drop"
        return str(self.known[term]) if term in self.known else "new"
