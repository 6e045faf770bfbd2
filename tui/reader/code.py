"""Code: its lines, with the looks of its language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from time import thread_time

from rich.cells import cell_len

from tui.reader.blocks import Code, Spans
from tui.reader.breaks import break_text, widths
from tui.reader.lines import Line, Span

LONGEST = 60_000
"""Code longer than this, in characters, stays plain."""

PATIENCE = 0.05
"""How long a language may take to be read, in seconds; what is left then stays plain."""

_LOOKS = (
    ("Token.Comment", "token-comment"),
    ("Token.Keyword.Type", "token-type"),
    ("Token.Keyword", "token-keyword"),
    ("Token.Name.Builtin", "token-type"),
    ("Token.Name.Class", "token-type"),
    ("Token.Name.Tag", "token-keyword"),
    ("Token.Name.Attribute", "token-name"),
    ("Token.Name.Function", "token-name"),
    ("Token.Name.Decorator", "token-name"),
    ("Token.Literal.String", "token-string"),
    ("Token.Literal.Number", "token-number"),
    ("Token.Literal", "token-string"),
    ("Token.Operator", "token-operator"),
    ("Token.Generic.Deleted", "caution"),
    ("Token.Generic.Inserted", "tip"),
    ("Token.Generic.Heading", "token-keyword"),
    ("Token.Generic.Subheading", "token-keyword"),
)

_BLOCK = "code-block"
_GOES_ON = "↪"
"""Stands in the margin of a line that goes on from the one before."""


def language_of(info: str) -> str:
    """Return the language that the info string of a fence names, such as `python {linenos=true}`."""
    words = info.replace("{", " ").replace(",", " ").replace(":", " ").split()
    return words[0].lstrip(".").lower() if words else ""


def code_lines(code: Code, width: int, *, coloured: bool) -> Iterator[Line]:
    """Lay out code; a line too long goes on in the next one.

    Args:
        code: The code.
        width: The cells of a line.
        coloured: Whether to read its language, for which a library must be imported.
    """
    pad = Span(" " if width > 3 else "", _BLOCK)
    inner = width - 2 if pad.text else width
    for i, part in enumerate(break_text(code.language, inner) if code.language else ()):
        label = Span(code.language[part.start : part.end], f"{_BLOCK} code-label")
        yield Line((pad, label), 0, 1, part.joint if i else None, _BLOCK)
    lines = _coloured(code.text, language_of(code.language)) if coloured and code.language else None
    for number, text in enumerate(code.text.split("\n")):
        spans = lines[number] if lines else (Span(text, _BLOCK),)
        for i, piece in enumerate(_cut(spans, text, inner)):
            lead = Span(_GOES_ON, f"{_BLOCK} code-label") if i and pad.text else pad
            yield Line((lead, *piece), number + code.offset, 1, "" if i else None, _BLOCK)


def _cut(spans: Spans, text: str, width: int) -> Iterator[Spans]:
    """Cut a line where it is full, every space kept."""
    if cell_len(text) <= width:
        yield spans
        return
    queue = list(reversed(spans))
    for size in _pieces(text, width):
        found: list[Span] = []
        need = size
        while need and queue:
            span = queue.pop()
            if len(span.text) > need:
                queue.append(span._replace(text=span.text[need:]))
                span = span._replace(text=span.text[:need])
            need -= len(span.text)
            found.append(span)
        yield tuple(found)


def _pieces(text: str, width: int) -> Iterator[int]:
    """Yield how many characters each line takes: up to a space, where one is not far from its end."""
    reach = list(accumulate(widths(text)))
    start = used = 0
    while (end := bisect_right(reach, used + width, start)) < len(text):
        end = max(end, start + 1)
        space = text.rfind(" ", start, end) + 1 if text[end] != " " else 0
        if space - start > (end - start) * 2 // 3:
            end = space
        yield end - start
        start, used = end, reach[end - 1]
    yield len(text) - start


@lru_cache(maxsize=256)
def _coloured(text: str, language: str) -> tuple[Spans, ...] | None:
    """Return the lines of code in the looks of its language; None if it can't be read."""
    if len(text) > LONGEST:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    until = thread_time() + PATIENCE  # not by the clock: on a busy machine code would lose its colours
    lines: list[list[Span]] = [[]]
    read = 0
    for kind, value in lexer.get_tokens(text):
        read += len(value)
        look = _look(str(kind))
        for i, part in enumerate(value.split("\n")):
            if i:
                lines.append([])
            if part:
                lines[-1].append(Span(part, look))
        if thread_time() > until:
            break
    for i, part in enumerate(text[read:].split("\n")):
        if i:
            lines.append([])
        if part:
            lines[-1].append(Span(part, _BLOCK))
    same = "\n".join("".join(span.text for span in line) for line in lines) == text
    return tuple(map(tuple, lines)) if same else None


@lru_cache(maxsize=512)
def _look(kind: str) -> str:
    return next((f"{_BLOCK} {look}" for prefix, look in _LOOKS if kind.startswith(prefix)), _BLOCK)
