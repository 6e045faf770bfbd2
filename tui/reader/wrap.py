"""Spans wrapped to lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.reader.breaks import JOINER, break_text
from tui.reader.lines import Line, Span


def wrap(spans: Sequence[Span], width: int, style: str = "") -> Iterator[tuple[Line, int]]:
    """Wrap spans.

    Args:
        spans: The text; a newline in it ends a line.
        width: The cells of a line, 2 or more.
        style: A look under that of the spans.

    Yields:
        Each line, and where in the text it starts.
    """
    text = "".join(span.text for span in spans)
    ends: list[int] = []
    end = 0
    for span in spans:
        end += len(span.text)
        ends.append(end)
    offset = 0
    at = 0
    for paragraph in text.split("\n"):
        for i, part in enumerate(break_text(paragraph, width)):
            start, stop = offset + part.start, offset + part.end
            found: list[Span] = []
            while at < len(spans) and ends[at] <= start:
                at += 1
            place, k = start, at
            while place < stop:
                until = min(stop, ends[k])
                if until > place:
                    span = spans[k]
                    look = f"{style} {span.style}".strip() if style else span.style
                    found.append(Span(text[place:until].replace(JOINER, ""), look, span.href))
                place = until
                k += 1
            yield Line(tuple(found), joint=part.joint if i else None), start
        offset += len(paragraph) + 1
