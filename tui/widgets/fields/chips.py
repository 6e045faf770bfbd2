"""Terms as chips: typed and completed by use, dropped by key or mouse, near-duplicates told."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tui.blog.schema.lists import join, label, near, split
from tui.widgets.fields.base import Done, Edited
from tui.widgets.fields.chip_layout import Piece
from tui.widgets.fields.chip_view import ChipView


class Chips(ChipView, can_focus=True):
    """A list of terms, edited; for the arguments see `ChipView`."""

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

    @property
    def text(self) -> str:
        """The terms as one text, as a list parses it."""
        return join(map(label, self.items))

    @text.setter
    def text(self, text: str) -> None:
        self.items = [*split(text)]
        self._changed()

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
        self.call_after_refresh(self.bring_caret)

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
        self.typed = text.lstrip()
        self._best = 0
        self._chip = None
        self.refresh(layout=True)
        self.call_after_refresh(self.bring_caret)

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
        self.call_after_refresh(self.bring_caret)

    def on_click(self, event: events.Click) -> None:
        """Drop a term by its cross, select it, or take a completion."""
        match self.piece_at(event.x, event.y):
            case Piece(part="cross", index=index):
                self._remove(index)
            case Piece(part="chip", index=index):
                self._chip = index
                self.refresh()
            case Piece(part="offer", index=index):
                self._best = index
                self.action_take()
