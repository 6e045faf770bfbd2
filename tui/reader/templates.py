"""Hugo's shortcodes and Liquid's tags, and the list of all steps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.reader.annotations import callouts, directives, formulas, heading_ids
from tui.reader.arguments import read_arguments
from tui.reader.kramdown import attribute_lists, html_blocks
from tui.reader.marking import Found, mark
from tui.reader.mdx import components
from tui.reader.steps import Call, Source, Step, clean

LONGEST = 4000
"""A call longer than this, in characters, is taken for text."""


class _Ends:
    """Finds what ends a call; places asked for must not go back."""

    def __init__(self, text: str, mark: str) -> None:
        self._text = text
        self._mark = mark
        self._next = text.find(mark)

    def after(self, place: int) -> int:
        """Return where the mark comes next, or -1 if it does not."""
        if 0 <= self._next < place:
            self._next = self._text.find(self._mark, place)
        return self._next


def shortcodes(source: Source) -> None:
    """Mark Hugo's shortcodes; an escaped one is the text of a shortcode."""
    if source.dialect != "jekyll" and "{" in source.text and ("{{<" in source.text or "{{%" in source.text):
        mark(source, _shortcodes(source.text), escapes=source.dialect == "hugo")


def _between(text: str, pairs: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Yield where calls start and end that stand between such marks."""
    ends = {start: _Ends(text, end) for start, end in pairs.items()}
    starts = re.compile("|".join(map(re.escape, pairs)))
    place = 0
    while match := starts.search(text, place):
        mark = match.group()
        end = ends[mark].after(match.end())
        place = match.end()
        if 0 <= end <= place + LONGEST:
            place = end + len(pairs[mark])
            yield match.start(), place


def _shortcodes(text: str) -> Iterator[Found]:
    for start, end in _between(text, {"{{<": ">}}", "{{%": "%}}"}):
        source = text[start:end]
        inside = source[3:-3].strip().removeprefix("-").removesuffix("-").strip()
        if inside.startswith("/*") and inside.endswith("*/"):
            shown = source.replace("/*", "", 1)
            yield Found(start, end, Call("text", "", "".join(shown.rsplit("*/", 1))))
            continue
        closing = inside.startswith("/")
        parts = inside.strip("/").split(None, 1)
        if parts:
            arguments, values = read_arguments(parts[1] if len(parts) > 1 else "")
            yield Found(start, end, Call("shortcode", parts[0], source, arguments, values, closing))


def liquid(source: Source) -> None:
    """Mark Liquid's tags and, in Jekyll, what it prints."""
    prints = source.dialect == "jekyll"
    if source.dialect != "hugo" and ("{%" in source.text or (prints and "{{" in source.text)):
        mark(source, _liquid(source.text, prints))


def _liquid(text: str, prints: bool) -> Iterator[Found]:
    raw = False
    for start, end in _between(text, {"{%": "%}", "{{": "}}"} if prints else {"{%": "%}"}):
        source = text[start:end]
        inside = source[2:-2].strip("- \t\n")
        if source.startswith("{{"):
            if not raw:
                yield Found(start, end, Call("output", "", source, (inside,)))
            continue
        parts = inside.split(None, 1)
        name = parts[0] if parts else ""
        if name in ("raw", "endraw"):
            raw = name == "raw"
            yield Found(start, end, Call("silent", "raw", source))
        elif name and not raw:
            arguments, values = read_arguments(parts[1] if len(parts) > 1 else "")
            closing = name.startswith("end")
            call = Call(
                "liquid", name.removeprefix("end") if closing else name, source, arguments, values, closing
            )
            yield Found(start, end, call)


STEPS: tuple[Step, ...] = (
    clean,
    shortcodes,
    liquid,
    components,
    directives,
    callouts,
    heading_ids,
    formulas,
    attribute_lists,
    html_blocks,
)
"""The steps, in order."""
