"""The steps: Hugo's shortcodes, Liquid's tags, components of MDX, kramdown's attribute lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from tui.reader.steps import Call, Ends, Source, Step, alone, clean, fences, pair

LONGEST = 4000
"""A call longer than this, in characters, is taken for text."""

_ARGUMENT = re.compile(
    r"(?:([\w.:-]{1,80})\s*[=:]\s*)?(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s\"`,=]+))"
)
_ATTRIBUTES = re.compile(
    r"^[ \t>]*\{:(?!:).{0,400}\}[ \t]*$|^[ \t]*\{::.{0,400}\}[ \t]*$|\{:[^{}\n]{0,400}\}", re.MULTILINE
)
_IMPORT = re.compile(r"^(?:import|export)\b[^\n]*(?:\n(?=[^\n])[^\n]*)*", re.MULTILINE)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*|<>|</>")
_COMMENT = re.compile(r"\{/\*(.{0,4000}?)\*/\}", re.DOTALL)

_CALLOUT = re.compile(r"^([ \t>]*>[ \t]?)\[!(\w{1,40})\][+-]?([^\n]*)$", re.MULTILINE)
_HEADING_ID = re.compile(
    r"^([ \t>]*(?:#{1,6}[ \t][^\n]*?|[^\n#|`]+?(?=\{[^{}\n]*\}[ \t]*\n[ \t>]*(?:=+|-+)[ \t]*$)))"
    r"\{[ \t]*(?:#([\w:.-]+)|\.[\w-]+)[^{}\n]*\}(?=[ \t]*#*[ \t]*$)",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(r"^([ \t>]*):::+(?:[ \t]*(\w[\w-]*)(?:\[([^\n]*)\])?([^\n]*))?$", re.MULTILINE)

VERBATIM = frozenset(
    {
        "chart", "code", "codeblock", "comment", "echarts", "fig-math", "fig-mermaid", "goat", "highlight",
        "include_code", "katex", "latex", "math", "mermaid", "plantuml",
    }
)  # fmt: skip
"""Calls whose inside is no Markdown."""


def read_arguments(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Read positional and named arguments as Hugo, Liquid and JSX write them."""
    plain: list[str] = []
    named: list[tuple[str, str]] = []
    for match in _ARGUMENT.finditer(text):
        name, *options = match.groups()
        value = next((option for option in options if option is not None), "").replace('\\"', '"')
        if name:
            named.append((name, value))
        else:
            plain.append(value)
    return tuple(plain), tuple(named)


class _Found:
    """A call where it stands."""

    def __init__(self, start: int, end: int, call: Call) -> None:
        self.start = start
        self.end = end
        self.call = call


def shortcodes(source: Source) -> None:
    """Mark Hugo's shortcodes; an escaped one is the text of a shortcode."""
    if source.dialect != "jekyll" and "{" in source.text and ("{{<" in source.text or "{{%" in source.text):
        _mark(source, _shortcodes(source.text), escapes=source.dialect == "hugo")


def _between(text: str, pairs: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Yield where calls start and end that stand between such marks."""
    ends = {start: Ends(text, end) for start, end in pairs.items()}
    starts = re.compile("|".join(map(re.escape, pairs)))
    place = 0
    while match := starts.search(text, place):
        mark = match.group()
        end = ends[mark].after(match.end())
        place = match.end()
        if 0 <= end <= place + LONGEST:
            place = end + len(pairs[mark])
            yield match.start(), place


def _shortcodes(text: str) -> Iterator[_Found]:
    for start, end in _between(text, {"{{<": ">}}", "{{%": "%}}"}):
        source = text[start:end]
        inside = source[3:-3].strip().removeprefix("-").removesuffix("-").strip()
        if inside.startswith("/*") and inside.endswith("*/"):
            shown = source.replace("/*", "", 1)
            yield _Found(start, end, Call("text", "", "".join(shown.rsplit("*/", 1))))
            continue
        closing = inside.startswith("/")
        parts = inside.strip("/").split(None, 1)
        if parts:
            arguments, values = read_arguments(parts[1] if len(parts) > 1 else "")
            yield _Found(start, end, Call("shortcode", parts[0], source, arguments, values, closing))


def liquid(source: Source) -> None:
    """Mark Liquid's tags and, in Jekyll, what it prints."""
    if source.dialect != "hugo" and (
        "{%" in source.text or ("{{" in source.text and source.dialect == "jekyll")
    ):
        _mark(source, _liquid(source.text, source.dialect == "jekyll"))


def _liquid(text: str, prints: bool) -> Iterator[_Found]:
    raw = False
    for start, end in _between(text, {"{%": "%}", "{{": "}}"} if prints else {"{%": "%}"}):
        source = text[start:end]
        inside = source[2:-2].strip("- \t\n")
        if source.startswith("{{"):
            if not raw:
                yield _Found(start, end, Call("output", "", source, (inside,)))
            continue
        parts = inside.split(None, 1)
        name = parts[0] if parts else ""
        if name in ("raw", "endraw"):
            raw = name == "raw"
            yield _Found(start, end, Call("silent", "raw", source))
        elif name and not raw:
            arguments, values = read_arguments(parts[1] if len(parts) > 1 else "")
            closing = name.startswith("end")
            call = Call(
                "liquid", name.removeprefix("end") if closing else name, source, arguments, values, closing
            )
            yield _Found(start, end, call)


def components(source: Source) -> None:
    """Mark the components, imports and comments of MDX."""
    if source.path.endswith(".mdx"):
        _mark(source, _components(source.text))


def _components(text: str) -> Iterator[_Found]:
    found = [
        _Found(m.start(), m.end(), Call("note", m.group().split(None, 1)[0], m.group(), (m.group(),)))
        for m in _IMPORT.finditer(text)
    ]
    found += [
        _Found(m.start(), m.end(), Call("note", "comment", m.group(), (m[1],)))
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
                _Found(
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


def callouts(source: Source) -> None:
    """Mark what makes a quote an alert, as GitHub, Hugo and Obsidian write it: `> [!NOTE] title`."""
    if source.dialect != "jekyll" and "[!" in source.text:
        _mark(source, (_call(m, "callout", m[2], m[3].strip(), at=1) for m in _CALLOUT.finditer(source.text)))


def directives(source: Source) -> None:
    """Mark the boxes of Docusaurus and Starlight: `:::tip[title]` to `:::`."""
    if source.dialect == "plain" and ":::" in source.text:
        _mark(source, _directives(source.text))


def _directives(text: str) -> Iterator[_Found]:
    names: list[str] = []
    for match in _DIRECTIVE.finditer(text):
        name = match[2]
        if name:
            names.append(name)
            yield _call(match, "directive", name, (match[3] or match[4] or "").strip(), at=1)
        elif names:
            found = _call(match, "directive", names.pop(), at=1)
            found.call = replace(found.call, closing=True)
            yield found


def _call(match: re.Match[str], kind: str, name: str, *arguments: str, at: int = 0) -> _Found:
    """Return the call that a match found, which starts where a group ends."""
    start = match.end(at) if at else match.start()
    given = tuple(argument for argument in arguments if argument)
    return _Found(start, match.end(), Call(kind, name, match.string[start : match.end()], given))


def heading_ids(source: Source) -> None:
    """Mark the ids that headings are given: `## Title {#id .class}`."""
    if "{" in source.text and any(mark in source.text for mark in ("{#", "{ #", "{.")):
        _mark(source, (_call(m, "anchor", m[2] or "", at=1) for m in _HEADING_ID.finditer(source.text)))


def attribute_lists(source: Source) -> None:
    """Mark kramdown's attribute lists and options, and blocks of HTML that hold Markdown."""
    if source.dialect != "jekyll":
        return
    if "{:" in source.text:
        matches = _ATTRIBUTES.finditer(source.text)
        _mark(source, (_Found(m.start(), m.end(), Call("silent", "", m.group())) for m in matches))


def _mark(source: Source, found: Iterator[_Found], *, escapes: bool = False) -> None:
    """Replace calls by marks, those in fenced code left out."""
    text = source.text
    calls = list(found)
    if "```" in text or "~~~" in text:
        code = fences(text)
        starts = [start for start, _ in code]

        def fenced(item: _Found) -> bool:
            at = bisect_right(starts, item.start) - 1
            return at >= 0 and item.start < code[at][1]

        calls = [item for item in calls if not fenced(item) or (escapes and item.call.kind == "text")]
    for item, call in zip(calls, pair([item.call for item in calls]), strict=True):
        item.call = call
    parts: list[str] = []
    place = skip = 0
    for i, item in enumerate(calls):
        if i < skip:
            continue
        call, end = item.call, item.end
        if call.name in VERBATIM and call.paired and not call.closing:
            last = next(
                (
                    j
                    for j in range(i + 1, len(calls))
                    if calls[j].call.name == call.name and calls[j].call.closing
                ),
                i,
            )
            end, skip = calls[last].end, last + 1
            call = Call(
                call.kind,
                call.name,
                text[item.start : end],
                call.arguments,
                call.values,
                inside=text[item.end : calls[last].start],
            )
        parts.append(text[place : item.start])
        parts.append(source.mark(call, alone=alone(text, item.start, end)))
        place = end
    parts.append(text[place:])
    source.text = "".join(parts)


STEPS: tuple[Step, ...] = (
    clean,
    shortcodes,
    liquid,
    components,
    directives,
    callouts,
    heading_ids,
    attribute_lists,
)
"""The steps, in order."""
