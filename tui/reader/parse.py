"""From a body to its blocks, a piece at a time.

The parser's first pass, which finds the structure, is fast even for megabytes; what costs is
making Python's objects of it. So a body is read lazily in units: the smallest runs of top-level
blocks at whose end nothing needs the next block to be shown. Only containers outlive a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyromark
from pyromark import Options

from tui.reader import calls
from tui.reader.blocks import Block
from tui.reader.builder import Builder, Container
from tui.reader.html import Html
from tui.reader.reading import Reading
from tui.reader.steps import Call, Source
from tui.reader.templates import STEPS

if TYPE_CHECKING:
    from pyromark.event import Event, Range

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_DEFINITION_LIST
)
_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[-\w@:%.+~#=]{1,256}(?:[/#?][-\w@:%+.~#$!?&/=();,'*\[\]]*)?", re.ASCII
)
_LEVELS = {f"H{n}": n for n in range(1, 7)}
_INLINE = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "strike"}

Found: TypeAlias = "tuple[Event, Range]"


class Unit(NamedTuple):
    """A run of top-level blocks."""

    start: int
    """Where it starts, in bytes of the marked source."""

    line: int
    containers: tuple[Container, ...]
    """What was open before it."""

    blocks: list[Block]


def parse(reading: Reading) -> Iterator[Block]:
    """Yield the blocks of a body, as they are asked for."""
    return chain.from_iterable(unit.blocks for unit in Body(reading).units())


class Body:
    """A body whose templates are marked, ready to be parsed."""

    def __init__(self, reading: Reading) -> None:
        self.source = Source(reading.source, reading.dialect, reading.path)
        for step in STEPS:
            step(self.source)
        self.data = self.source.text.encode()
        self.reading = reading

    def units(self) -> Iterator[Unit]:
        """Yield the units from the start."""
        if self.reading.path.endswith((".html", ".htm")):
            yield _Teller(self).tell_html()
            return
        options = _OPTIONS | (Options.ENABLE_WIKILINKS if self.reading.dialect == "plain" else Options(0))
        teller = _Teller(self)
        pending: list[Found] = []
        depth = 0
        for event, place in pyromark.events_with_range(self.source.text, options=options):
            pending.append((event, place))
            if isinstance(event, dict):
                depth += ("Start" in event) - ("End" in event)
            if depth == 0:
                unit = teller.tell(pending)
                pending = []
                if unit:
                    yield unit
        yield teller.finish()


class _Teller:
    """Tells a builder what events say."""

    def __init__(self, body: Body) -> None:
        self.source = body.source
        self.data = body.data
        self.dialect = body.reading.dialect
        self.builder = Builder(gap=body.reading.post is not None)
        self.html = Html(self.builder, self._comment, self._raw)
        self._byte = 0
        self._line = body.reading.first_line
        self._lists: list[int | None] = []
        self._fresh: bool | None = None
        """At the start of a list's item, whether it is the first of a list in no other; else None."""

        self._code: list[str] | None = None
        self._language = ""
        self._head = False
        self._first = False
        self._fenced = False
        self._unit: Unit | None = None

    def _at(self, byte: int) -> int:
        if byte < self._byte:
            return self._line - self.data.count(b"\n", byte, self._byte)
        self._line += self.data.count(b"\n", self._byte, byte)
        self._byte = byte
        return self._line

    def tell(self, events: list[Found]) -> Unit | None:
        """Tell a top-level block; return the unit it completes."""
        builder = self.builder
        start = events[0][1]["start"]
        if self._unit is None:
            self._unit = Unit(start, self._at(start), builder.containers, [])
        if self.dialect == "jekyll":
            events = _strong_anywhere(events, self.data)
        for event, place in events:
            builder.line = self._at(place["start"])
            if self._fresh is not None and event != {"Start": "Item"}:
                if not _starts_block(event):
                    builder.gap = builder.gap and self._fresh
                self._fresh = None
            self._event(event)
        return self._take(self._unit) if self.html.complete else None

    def tell_html(self) -> Unit:
        """Tell a body that is HTML as a whole."""
        self.builder.line = self._line
        self.html.feed(self.source.text)
        return self.finish()

    def finish(self) -> Unit:
        """End what is open."""
        self.html.finish()
        if self._unit is None:
            self._unit = Unit(self._byte, self._line, self.builder.containers, [])
        return self._take(self._unit)

    def _take(self, unit: Unit) -> Unit:
        self.builder.end_looks()
        unit = unit._replace(blocks=self.builder.blocks)
        self.builder.blocks = []
        self._unit = None
        return unit

    # -- events ------------------------------------------------------------------------------

    def _event(self, event: Event) -> None:
        builder = self.builder
        match event:
            case {"Text": str(text)}:
                self._words(text)
            case {"Start": tag}:
                self._start(tag)
            case {"End": tag}:
                self._end(tag)
            case "SoftBreak":
                builder.soft_break()
            case "HardBreak":
                builder.hard_break()
            case {"Code": str(text)}:
                builder.text(self.source.restore(text), "code")
            case {"Html": str(text)} | {"InlineHtml": str(text)}:
                self.html.feed(text)
            case {"InlineMath": str(text)}:
                builder.text(f"${self.source.restore(text)}$", "math")
            case {"DisplayMath": str(text)}:
                self._display(text)
            case {"FootnoteReference": str(label)}:
                builder.link(f"#fn:{label}", "footnote")
                builder.text(f"[{label}]")
                builder.unlink()
            case {"TaskListMarker": bool(done)}:
                builder.text("☑ " if done else "☐ ", "marker")
            case "Rule":
                builder.rule()

    def _display(self, text: str) -> None:
        text = self.source.restore(text)
        for i, line in enumerate(f"$${text}$$".split("\n")):
            if i:
                self.builder.hard_break()
            self.builder.text(line, "math")

    def _words(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
            return
        for piece in self.source.pieces(text):
            if isinstance(piece, Call):
                calls.tell(self.builder, piece, block=False)
            else:
                self._linked(piece)

    def _linked(self, text: str) -> None:
        """Add text in which bare addresses lead where they say."""
        builder = self.builder
        place = 0
        if "://" in text or "www." in text:
            for match in _ADDRESS.finditer(text):
                found = match.group().rstrip("?!.,:*_~'\"")
                while found.endswith(")") and found.count(")") > found.count("("):
                    found = found[:-1].rstrip("?!.,:*_~'\"")
                builder.text(text[place : match.start()])
                builder.link(found if "://" in found else f"https://{found}")
                builder.text(found)
                builder.unlink()
                place = match.start() + len(found)
        builder.text(text[place:])

    def _raw(self, text: str) -> None:
        """Add text of HTML, in which white space is one space."""
        for piece in self.source.pieces(text):
            if isinstance(piece, Call):
                calls.tell(self.builder, piece, block=False)
            else:
                self.builder.flow(piece)

    def _comment(self, comment: str) -> bool:
        pieces = self.source.pieces(comment)
        if not any(isinstance(piece, Call) for piece in pieces):
            return False
        for piece in pieces:
            if isinstance(piece, Call):
                calls.tell(self.builder, piece, block=True)
        return True

    def _start(self, tag: object) -> None:
        builder = self.builder
        match tag:
            case "Paragraph":
                if not builder.in_table:
                    builder.begin()
            case {"Heading": {"level": str(level)}}:
                builder.begin()
                builder.heading(_LEVELS[level])
            case {"List": first}:
                builder.flush()
                self._lists.append(first)
                self._first = True
                builder.open(Container("list", number=first))
            case "Item":
                self._item()
            case {"BlockQuote": _}:
                builder.open(Container("quote", "▎ ", "▎ ", "quote"))
            case {"CodeBlock": kind}:
                builder.flush()
                self._code = []
                self._language = kind["Fenced"] if isinstance(kind, dict) else ""
                self._fenced = isinstance(kind, dict)
            case {"Table": align}:
                builder.start_table(tuple(str(a).lower().replace("none", "left") for a in align))
            case "TableHead" | "TableRow":
                self._head = tag == "TableHead"
                builder.start_row()
            case "TableCell":
                builder.start_cell(head=self._head)
            case {"Link": {"dest_url": str(href), "link_type": kind}}:
                builder.link(f"mailto:{href}" if kind == "Email" else self._address(href))
            case {"Image": {"dest_url": str(href)}}:
                builder.push("image")
                builder.link(self._address(href))
                builder.text("▣ ")
            case {"FootnoteDefinition": str(label)}:
                mark = f"[{label}] "
                builder.open(Container("footnote", mark, " " * len(mark), "footnote"))
            case "DefinitionListTitle":
                builder.begin()
                builder.push("strong")
            case "DefinitionListDefinition":
                builder.gap = False
                builder.open(Container("definition", "  ", "  "))
            case str(name) if name in _INLINE:
                builder.push(_INLINE[name])

    def _address(self, href: str) -> str:
        return "".join(
            calls.address(piece) if isinstance(piece, Call) else piece
            for piece in self.source.pieces(f"<{href}>" if href.startswith("!--") else href)
        )

    def _item(self) -> None:
        number = self._lists[-1]
        self._fresh = len(self._lists) == 1 and self._first
        self._first = False
        mark = "• " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1
        self.builder.open(Container("item", mark, " " * len(mark), "marker"))

    def _end(self, tag: object) -> None:
        builder = self.builder
        match tag:
            case "Paragraph" | {"Heading": _}:
                builder.flush()
            case {"List": _}:
                self._lists.pop()
                builder.close("list")
            case "Item":
                builder.close("item")
            case {"BlockQuote": _}:
                builder.close("quote")
            case "CodeBlock":
                text = self.source.restore("".join(self._code or ()))
                self._code = None
                builder.code(text, self._language, 1 if self._fenced else 0)
            case "Table":
                builder.end_table()
            case "TableCell":
                builder.end_cell()
            case "Link":
                builder.unlink()
            case "Image":
                builder.unlink()
                builder.pop("image")
            case "FootnoteDefinition":
                builder.close("footnote")
            case "DefinitionListTitle":
                builder.flush()
                builder.pop("strong")
            case "DefinitionListDefinition":
                builder.close("definition")
            case str(name) if name in _INLINE:
                builder.pop(_INLINE[name])
            case "HtmlBlock":
                pass


def _strong_anywhere(events: list[Found], data: bytes) -> list[Found]:
    """Pair the `**` that CommonMark left as text, as kramdown does whatever stands beside them."""
    waiting: int | None = None
    changed: dict[int, Event] = {}
    for i, (event, place) in enumerate(events):
        if not isinstance(event, dict) or "Start" in event or "End" in event:
            if waiting is not None and isinstance(event, dict) and _is_block(event):
                waiting = None
            continue
        if event.get("Text") != "**" or data[place["start"] - 1 : place["start"]] == b"\\":
            continue
        before = data[place["start"] - 1 : place["start"]]
        after = data[place["end"] : place["end"] + 1]
        if waiting is None:
            waiting = i if after.strip() else None
        elif before.strip():
            changed[waiting] = {"Start": "Strong"}
            changed[i] = {"End": "Strong"}
            waiting = None
    return [(changed.get(i, event), place) for i, (event, place) in enumerate(events)] if changed else events


def _starts_block(event: Event) -> bool:
    """Tell whether an event starts a block, and so is not the text of a tight list's item."""
    if not isinstance(event, dict) or "Start" not in event:
        return event == "Rule" or (isinstance(event, dict) and "Html" in event)
    tag = event["Start"]
    return tag not in ("Strong", "Emphasis", "Strikethrough") if isinstance(tag, str) else not {"Link", "Image"} & tag.keys()


def _is_block(event: object) -> bool:
    return "Paragraph" in str(event) or "Item" in str(event) or "TableCell" in str(event)
