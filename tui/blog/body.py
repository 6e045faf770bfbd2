"""A body as an editor holds it, and back into the bytes it came from.

An editor knows lines and one kind of line break. What it gives back is laid over the old body line
by line: a line that was not touched keeps its bytes, its line break and whatever in it is not UTF-8.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property

from tui.blog.document import Document
from tui.blog.text import visible

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_BOM = "\ufeff"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What Python takes for a line break, and neither Markdown nor an editor's user does."""

_STAND_IN = 0xF0000
"""Where the characters begin, of private use, that stand for those in an editor."""

_HIDE = {ord(char): _STAND_IN + ord(char) for char in _BREAKS}
_SHOW = {stand_in: char for char, stand_in in _HIDE.items()}


class Body:
    """The body of a document, to be edited as text.

    Args:
        document: The post.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        raw = document.data[document.body_start :].decode("utf-8", "surrogateescape")
        self._mark = _BOM if raw.startswith(_BOM) else ""
        self._lines: list[tuple[str, str]] = [
            (text, end) for text, end in _LINE.findall(raw.removeprefix(_BOM)) if text or end
        ]

    @cached_property
    def text(self) -> str:
        """The body with line feeds alone between its lines."""
        text = "".join(text + ("\n" if end else "") for text, end in self._lines)
        return text.translate(_HIDE)

    @cached_property
    def line_break(self) -> str:
        """The line break that most lines have; of two as frequent, the first."""
        ends = [end for _, end in self._lines if end]
        return max(dict.fromkeys(ends), key=ends.count) if ends else "\n"

    def with_text(self, text: str) -> Document:
        """Return the document with an edited body.

        Args:
            text: The body, as `text` was.
        """
        new = _LINE.findall(text.translate(_SHOW))
        new = [(line, end) for line, end in new if line or end]
        old_lines = [(line, bool(end)) for line, end in self._lines]
        new_lines = [(line, bool(end)) for line, end in new]
        matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
        out: list[str] = []
        for kind, i, j, k, m in matcher.get_opcodes():
            if kind == "equal":
                out += [line + end for line, end in self._lines[i:j]]
            else:
                out += [
                    line + self._end(at, i, j - i) if end else line for at, (line, end) in enumerate(new[k:m])
                ]
        body = (self._mark + "".join(out)).encode("utf-8", "surrogateescape")
        front = self.document.data[: self.document.body_start]
        return Document.split(front + body)

    def _end(self, at: int, start: int, count: int) -> str:
        """Return the break of a line that is new: that of the line it replaces, else the usual one."""
        if at < count and self._lines[start + at][1]:
            return self._lines[start + at][1]
        return self.line_break


def shown(line: str) -> str:
    """Return a line of an editor's text fit to be shown, one character for one; tabs stay."""
    line = line.translate(_SHOW)
    return "\t".join(visible(part) for part in re.sub("[\ud800-\udfff]", "\ufffd", line).split("\t"))
