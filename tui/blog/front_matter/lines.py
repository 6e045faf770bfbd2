"""Lines of a text whose breaks may be LF, CR LF, CR, or a mixture: what is copied stays as it was."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\r\n|\n|\r")


def line_start(text: str, position: int) -> int:
    """Return where the line of a position begins."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def line_end(text: str, position: int) -> int:
    """Return the place behind the break that ends the line of a position, or the text's end."""
    match = _BREAK.search(text, position)
    return match.end() if match else len(text)


def line_number(text: str, position: int) -> int:
    """Return the line of a position, from 1."""
    return len(_BREAK.findall(text, 0, position)) + 1


def break_before(text: str, position: int) -> str:
    """Return the line break that ends right before a position, or an empty text."""
    if text[max(0, position - 2) : position] == "\r\n":
        return "\r\n"
    last = text[position - 1 : position] if position else ""
    return last if last in ("\n", "\r") else ""


def usual_break(text: str, default: str = "\n") -> str:
    """Return the first line break of a text, or a default."""
    match = _BREAK.search(text)
    return match.group() if match else default
