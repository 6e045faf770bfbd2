"""A text as an editor holds it, and how what was edited is laid over the text it came from.

An editor knows lines and one kind of line break. What it gives back is laid over the old text line
by line: a line that was not touched keeps its characters and its line break.
"""

from __future__ import annotations

import re
from functools import cached_property

from tui.blog.diff import Difference
from tui.blog.text import visible

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What Python takes for a line break, and neither Markdown nor an editor's user does."""

_STAND_IN = 0xF0000
"""The first of the characters of private use that stand for those in an editor."""

_HIDE = {ord(char): _STAND_IN + ord(char) for char in _BREAKS}
_SHOW = {stand_in: char for char, stand_in in _HIDE.items()}

_ODD = re.compile(f"[{''.join(map(chr, _SHOW))}\ud800-\udfff]")
"""What stands for something else in an editor: those, and Python's surrogates for what is not UTF-8."""


class Overlay:
    """A text to be edited.

    Args:
        raw: The text as it is in its file.
    """

    def __init__(self, raw: str) -> None:
        self._lines = _lines(raw)

    @cached_property
    def text(self) -> str:
        """The text with line feeds alone between its lines."""
        text = "".join(text + ("\n" if end else "") for text, end in self._lines)
        return text.translate(_HIDE)

    @cached_property
    def line_break(self) -> str:
        """The line break that most lines have; of two as frequent, the first."""
        ends = [end for _, end in self._lines if end]
        return max(dict.fromkeys(ends), key=ends.count) if ends else "\n"

    def under(self, text: str) -> str:
        """Return the edited text as it is to be in its file.

        Args:
            text: As `text` was.
        """
        new = _lines(text.translate(_SHOW))
        old_lines = [(line, bool(end)) for line, end in self._lines]
        new_lines = [(line, bool(end)) for line, end in new]
        out: list[str] = []
        for kind, i, j, k, m in Difference(old_lines, new_lines).get_opcodes():
            if kind == "equal":
                out += [line + end for line, end in self._lines[i:j]]
            else:
                out += [
                    line + self._end(at, i, j - i) if end else line for at, (line, end) in enumerate(new[k:m])
                ]
        return "".join(out)

    def _end(self, at: int, start: int, count: int) -> str:
        """Return the break of a line that is new: that of the line it replaces, else the usual one."""
        if at < count and self._lines[start + at][1]:
            return self._lines[start + at][1]
        return self.line_break


def read(text: str) -> str:
    """Return an editor's text as a reader is given it, one character for one."""
    return _ODD.sub(_plain, text)


def shown(line: str) -> str:
    """Return a line of an editor's text fit to be shown, one character for one; tabs stay."""
    line = read(line)
    return "\t".join(map(visible, line.split("\t"))) if "\t" in line else visible(line)


def _plain(match: re.Match[str]) -> str:
    return chr(_SHOW.get(ord(match.group()), 0xFFFD))


def _lines(text: str) -> list[tuple[str, str]]:
    """Return the lines of a text, each with its break."""
    return [(line, end) for line, end in _LINE.findall(text) if line or end]
