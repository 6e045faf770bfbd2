"""Markdown told to a builder, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyromark

from tui.reader import calls
from tui.reader.addresses import addresses
from tui.reader.builder import Builder, Container
from tui.reader.events import INLINE, OPTIONS, starts_block
from tui.reader.html import Html
from tui.reader.steps import Call, Source

if TYPE_CHECKING:
    from pyromark.event import Event

_LEVELS = {f"H{n}": n for n in range(1, 7)}
_NAMELESS = {"WikiLink": {"has_pothole": False}}
"""The parser's event for `[[page]]`, whose only text is its address."""


class Markdown:
    """Tells a builder what events say.

    Args:
        builder: Who is told.
        source: The body, whose marks the events hold.
    """

    def __init__(self, builder: Builder, source: Source) -> None:
        self.builder = builder
        self.source = source
        self.html = Html(builder, self._comment, self._raw)
        self._lists: list[int | None] = []
        self._first = False
        """Whether the next item is its list's first."""

        self._fresh: bool | None = None
        """At the start of a list's item, whether it is the first of a list in no other; else None."""

        self._heading = False
        """Whether the next text is the address of a heading of the same post, whose # is no part of it."""

        self._code: list[str] | None = None
        self._language = ""
        self._fenced = False
        self._head = False
        self._nested = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is open that needs what comes to be shown."""
        return self.html.complete

    def tell(self, event: Event) -> None:
        """Tell an event."""
        if self._fresh is not None and event != {"Start": "Item"}:
            if not starts_block(event):
                self.builder.gap = self.builder.gap and self._fresh
            self._fresh = None
        self._event(event)

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
                self.html.pause()
                builder.text(self.source.restore(text), "code")
            case {"Html": str(text)} | {"InlineHtml": str(text)}:
                self.html.feed(text)
            case {"InlineMath": str(text)}:
                builder.text(f"${self.source.restore(text)}$", "math")
            case {"DisplayMath": str(text)}:
                builder.formula(f"$${self.source.restore(text)}$$")
            case {"FootnoteReference": str(label)}:
                builder.link(f"#fn:{label}", "footnote")
                builder.text(f"[{label}]")
                builder.unlink()
            case {"TaskListMarker": bool(done)}:
                builder.text("☑ " if done else "☐ ", "marker")
            case "Rule":
                builder.rule()

    def _words(self, text: str) -> None:
        self.html.pause()
        if self._heading:
            text, self._heading = text.removeprefix("#"), False
        if self._code is not None:
            self._code.append(text)
            return
        if "\n" in text:  # written as &#10;
            text = text.replace("\n", " ")
        for piece in self.source.pieces(text):
            if isinstance(piece, Call):
                calls.tell(self.builder, piece, block=False)
            else:
                self._linked(piece)

    def _linked(self, text: str) -> None:
        """Add text in which bare addresses lead where they say."""
        place = 0
        for start, end, href in addresses(text) if not self.builder.in_link else ():
            self.builder.text(text[place:start])
            self.builder.link(href)
            self.builder.text(text[start:end])
            self.builder.unlink()
            place = end
        self.builder.text(text[place:])

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
                if builder.grid is None:
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
                self._heading = href.startswith("#") and kind == _NAMELESS
            case {"Image": {"dest_url": str(href)}}:
                builder.picture(self._address(href))
            case {"FootnoteDefinition": str(label)}:
                mark = f"[{label}] "
                builder.open(Container("footnote", mark, " " * len(mark), "footnote"))
            case "DefinitionListTitle":
                builder.begin()
                builder.push("strong")
            case "DefinitionListDefinition":
                builder.gap = False
                builder.open(Container("definition", "  ", "  "))
            case str(name) if name in INLINE:
                builder.push(INLINE[name])

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
                text = "".join(self._code or ())
                self._code = None
                if self._fenced or self._nested >= 4 or not self.source.path.endswith(".mdx"):
                    builder.code(self.source.restore(text), self._language, 1 if self._fenced else 0)
                else:
                    self._indented(text)
            case "Table":
                builder.end_table()
            case "TableCell":
                builder.end_cell()
            case "Link":
                builder.unlink()
            case "Image":
                builder.end_picture()
            case "FootnoteDefinition":
                builder.close("footnote")
            case "DefinitionListTitle":
                builder.flush()
                builder.pop("strong")
            case "DefinitionListDefinition":
                builder.close("definition")
            case str(name) if name in INLINE:
                builder.pop(INLINE[name])

    def _indented(self, text: str) -> None:
        """Tell indented text of MDX, which knows no indented code."""
        line = self.builder.line
        data = text.encode()
        self._nested += 1
        for event, place in pyromark.events_with_range(text, options=OPTIONS):
            self.builder.line = line + data.count(b"\n", 0, place["start"])
            self._event(event)
        self._nested -= 1

    def _address(self, href: str) -> str:
        return "".join(
            calls.address(piece) if isinstance(piece, Call) else piece
            for piece in self.source.pieces(f"<{href}>" if href.startswith("!--") else href)
        )
