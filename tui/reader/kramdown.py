"""What kramdown, Jekyll's parser, reads otherwise than CommonMark: attribute lists, and HTML."""

from __future__ import annotations

import re
from bisect import bisect_right

from tui.reader.marking import Found, fences, mark
from tui.reader.steps import Call, Source

_ATTRIBUTES = re.compile(
    r"^[ \t>]*\{:(?!:).{0,400}\}[ \t]*$|^[ \t]*\{::.{0,400}\}[ \t]*$|\{:[^{}\n]{0,400}\}", re.MULTILINE
)

_BLOCK = re.compile(
    r"^ {0,3}<(address|article|aside|blockquote|body|center|details|div|dl|fieldset|figure|footer|form|h[1-6]"
    r"|header|html|main|menu|nav|ol|p|section|table|ul)\b([^<>]{0,2000})>",
    re.MULTILINE | re.IGNORECASE,
)
_READ = re.compile(r"\bmarkdown\s*=", re.IGNORECASE)
_EMPTY = re.compile(r"\n[ \t]*(?=\n)")
_HELD = "\n<!---->"
"""An empty line inside HTML, which would end it in CommonMark."""


def attribute_lists(source: Source) -> None:
    """Mark kramdown's attribute lists and options."""
    if source.dialect == "jekyll" and "{:" in source.text:
        matches = _ATTRIBUTES.finditer(source.text)
        mark(source, (Found(m.start(), m.end(), Call("silent", "", m.group())) for m in matches))


def html_blocks(source: Source) -> None:
    """Hold blocks of HTML together: what they hold is HTML to their end, unless they say `markdown`."""
    if source.dialect != "jekyll" or "<" not in source.text:
        return
    text = source.text
    code = fences(text)
    starts = [start for start, _ in code]
    parts: list[str] = []
    place = end = 0
    for match in _BLOCK.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        fenced = at >= 0 and match.start() < code[at][1]
        if match.start() >= end and not fenced and not _READ.search(match[2]):
            end = _end(text, match[1], match.end())
            parts += [text[place : match.start()], _EMPTY.sub(_HELD, text[match.start() : end])]
            place = end
    source.text = "".join([*parts, text[place:]])


def _end(text: str, tag: str, place: int) -> int:
    """Return where an element that was started ends; at the end of the text if it never does."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b[^<>]{{0,2000}}>", re.IGNORECASE).finditer(text, place):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(text)
