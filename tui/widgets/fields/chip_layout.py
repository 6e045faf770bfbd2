"""Chips, the text being typed and its completions, laid out in lines of cells. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rich.cells import cell_len

from tui.blog.text import visible
from tui.widgets.cells import crop

Part: TypeAlias = Literal["chip", "cross", "caret", "offer", ""]


@dataclass(frozen=True)
class Piece:
    """Something on a line that has a style and may be clicked."""

    text: str
    style: str
    """The component class, without `chips--`."""

    part: Part = ""
    index: int = 0
    """Which chip, or which completion."""


@dataclass(frozen=True)
class Look:
    """All that the lines depend on."""

    names: tuple[str, ...]
    """The terms."""

    partly: tuple[tuple[str, str], ...] = ()
    """Terms that only some of several posts have, and what is said of that."""

    typed: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    """Completions, each with what is said of it: how many posts have it, or that it is new."""

    better: str = ""
    """The term in use that the typed text is likely meant to be."""

    chip: int | None = None
    """The selected chip."""

    best: int = 0
    """The completion that enter takes."""

    focused: bool = False
    placeholder: str = ""


def lay_out(look: Look, width: int) -> list[list[Piece]]:
    """Return the lines, each made of pieces.

    Args:
        look: What is to be shown.
        width: The cells of a line.
    """
    lines = _wrap(_groups(look, width), width)
    if look.typed:
        lines.append(_offers(look, width))
    return lines


def _groups(look: Look, width: int) -> list[list[Piece]]:
    """Return the chips and the text, each as pieces that stay together."""
    partly = dict(look.partly)
    groups = []
    for index, name in enumerate(look.names):
        selected = index == look.chip
        style = "selected" if selected else "partly" if name in partly else "chip"
        text = crop(" ".join(filter(None, (visible(name) or "“”", partly.get(name)))), width - 5)
        cross = Piece("× ", "selected" if selected else "cross", "cross", index)
        groups.append([Piece(f" {text} ", style, "chip", index), cross, Piece(" ", "hint")])
    if look.focused:
        typed = crop(visible(look.typed), width - 4)
        groups.append([Piece("+ ", "prompt"), Piece(typed, "prompt"), Piece("▏", "prompt", "caret")])
    elif not groups:
        groups.append([Piece(crop(look.placeholder or "–", width), "hint")])
    return groups


def _offers(look: Look, width: int) -> list[Piece]:
    """Return the completions that fit on one line."""
    pieces = [Piece("  ", "hint")]
    room = width - 2
    for index, (term, note) in enumerate(look.offers):
        text = crop(visible(term), width // 2)
        room -= cell_len(text) + cell_len(note) + 4
        if room < 0:
            break
        style = "best" if index == look.best else "offer"
        pieces += [Piece(f" {text} ", style, "offer", index), Piece(f"{note}  ", "count", "offer", index)]
    told = f"“{visible(look.typed.strip())}” is near “{visible(look.better)}”" if look.better else ""
    return [*pieces, Piece(told, "near")] if told and cell_len(told) <= room else pieces


def _wrap(groups: Sequence[list[Piece]], width: int) -> list[list[Piece]]:
    """Put groups of pieces on lines, as many on each as fit."""
    lines: list[list[Piece]] = [[]]
    room = width
    for group in groups:
        wide = sum(cell_len(piece.text) for piece in group)
        if wide > room and lines[-1]:
            lines.append([])
            room = width
        lines[-1] += group
        room -= wide
    return lines
