"""What is written beside Markdown's blocks: alerts, boxes, ids of headings, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.reader.marking import Found, lines_with, mark
from tui.reader.steps import Call, Source

_CALLOUT = re.compile(r"^([ \t>]*>[ \t]?)\[!(\w{1,40})\][+-]?([^\n]*)$", re.MULTILINE)
_HEADING_ID = re.compile(
    r"^([ \t>]*(?:#{1,6}[ \t][^\n]*?|[^\n#|`]+?(?=\{[^{}\n]*\}[ \t]*\n[ \t>]*(?:=+|-+)[ \t]*$)))"
    r"\{[ \t]*(?:#([\w:.-]+)|\.[\w-]+)[^{}\n]*\}(?=[ \t]*#*[ \t]*$)",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(r"^([ \t>]*):::+(?:[ \t]*(\w[\w-]*)(?:\[([^\n]*)\])?([^\n]*))?$", re.MULTILINE)
_FORMULA = re.compile(r"\\[\[(]")
_COMMAND = re.compile(r"\\[A-Za-z]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_LONGEST_FORMULA = 4000  # characters


def callouts(source: Source) -> None:
    """Mark what makes a quote an alert, as GitHub, Hugo and Obsidian write it: `> [!NOTE] title`."""
    if source.dialect != "jekyll" and "[!" in source.text:
        mark(source, (_call(m, "callout", m[2], m[3].strip(), at=1) for m in _CALLOUT.finditer(source.text)))


def directives(source: Source) -> None:
    """Mark the boxes of Docusaurus and Starlight: `:::tip[title]` to `:::`."""
    if source.dialect == "plain" and ":::" in source.text:
        mark(source, _directives(source.text))


def _directives(text: str) -> Iterator[Found]:
    names: list[str] = []
    for match in _DIRECTIVE.finditer(text):
        name = match[2]
        if name:
            names.append(name)
            title = match[3] or (match[4] or "").partition("{")[0]
            yield _call(match, "directive", name, title.strip(), at=1)
        elif names:
            found = _call(match, "directive", names.pop(), at=1)
            found.call = replace(found.call, closing=True)
            yield found


def _call(match: re.Match[str], kind: str, name: str, *arguments: str, at: int = 0) -> Found:
    """Return the call that a match found, which starts where a group ends."""
    start = match.end(at) if at else match.start()
    given = tuple(argument for argument in arguments if argument)
    return Found(start, match.end(), Call(kind, name, match.string[start : match.end()], given))


def heading_ids(source: Source) -> None:
    """Mark the ids that headings are given: `## Title {#id .class}`."""
    lines = lines_with(source.text, "{#", "{ #", "{.") if "{" in source.text else ()
    matches = filter(None, (_HEADING_ID.match(source.text, line) for line in lines))
    mark(source, (_call(match, "anchor", match[2] or "", at=1) for match in matches))


def formulas(source: Source) -> None:
    r"""Mark formulas between TeX's own brackets, whose backslashes Markdown would take away.

    MathJax and Hugo's passthrough know them: `\[ … \]` and `\( … \)`. A command in it tells a
    formula from text.
    """
    if "\\[" in source.text or "\\(" in source.text:
        mark(source, _formulas(source.text))


def _formulas(text: str) -> Iterator[Found]:
    place = 0
    for match in _FORMULA.finditer(text):
        start, inner = match.span()
        if start < place:
            continue
        end = text.find("\\]" if match.group() == "\\[" else "\\)", inner, inner + _LONGEST_FORMULA)
        inside = text[inner:end] if end >= 0 else ""
        if _COMMAND.search(inside) and not _EMPTY_LINE.search(inside):
            place = end + 2
            yield Found(start, place, Call("formula", "", text[start:place]))
