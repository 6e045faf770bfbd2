"""MDX: its components, imports and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.reader.arguments import read_arguments
from tui.reader.marking import Found, mark
from tui.reader.steps import Call, Source

_IMPORT = re.compile(r"^(import|export)\b([^\n]*(?:\n(?=[^\n])[^\n]*)*)", re.MULTILINE)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*|<>|</>")
_COMMENT = re.compile(r"\{/\*(.{0,4000}?)\*/\}", re.DOTALL)


def components(source: Source) -> None:
    """Mark the components, imports and comments of MDX."""
    if source.path.endswith(".mdx"):
        mark(source, _components(source.text))


def _components(text: str) -> Iterator[Found]:
    found = [
        Found(m.start(), m.end(), Call("note", m[1], m.group(), (m[2],))) for m in _IMPORT.finditer(text)
    ]
    found += [
        Found(m.start(), m.end(), Call("note", "comment", m.group(), (m[1],)))
        for m in _COMMENT.finditer(text)
    ]
    for match in _COMPONENT.finditer(text):
        end = _tag_end(text, match.end())
        if end:
            source = text[match.start() : end]
            name = match.group().strip("</>")
            arguments, values = read_arguments(source[len(match.group()) : -1].rstrip("/"))
            kind = "jsx" if name else "silent"
            found.append(
                Found(
                    match.start(), end, Call(kind, name, source, arguments, values, source.startswith("</"))
                )
            )
    found.sort(key=lambda f: (f.start, -f.end))
    place = 0
    for item in found:
        if item.start >= place:
            place = item.end
            yield item


def _tag_end(text: str, place: int) -> int:
    """Return where a tag of JSX ends, braces and quotes counted; 0 for never."""
    depth, quote = 0, ""
    for i in range(place - 1 if text[place - 1] == ">" else place, min(len(text), place + 8000)):
        char = text[i]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and not depth:
            quote = char
        elif char == "{":
            depth += 1
            if depth > 30:
                return 0
        elif char == "}":
            depth -= 1
        elif char == ">" and depth <= 0:
            return i + 1
        elif char == "<" and not depth:
            return 0
    return 0
