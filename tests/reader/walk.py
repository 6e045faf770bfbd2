"""A second opinion: what a body holds by another parser, and what rendered lines hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from tui.blog.text import visible
from tui.reader import Line, Reading
from tui.reader.lines import unwrap
from tui.reader.parse import Body
from tui.reader.steps import Source

OTHERS = re.compile(
    r"\[\^[^\]]*\]:?|!?\[\[(?:[^|\]]*\||#)?|\]\]|^\[[ xX]\](?: |$)|\ufdd2|(?:<!--)?\ufdd0.*?\ufdd1(?:-->)?"
)
"""What CommonMark takes for text and the reader for more: footnotes, wikilinks, tasks, marks."""

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)


def squeezed(text: str) -> str:
    """Return a text without white space, as it is compared."""
    return visible("".join(re.sub("[\u2060\u00ad]", "", text).split()))


def recovered(lines: Iterable[Line]) -> str:
    """Return the text of lines, squeezed: paragraphs unwrapped, tables cell by cell."""
    parts: list[str] = []
    plain: list[Line] = []
    columns: list[list[str]] = []

    def end_row() -> None:
        parts.extend("".join(column) for column in columns)
        columns.clear()

    for line in lines:
        bars = [i for i, span in enumerate(line.spans) if span.style == "table-line"]
        if bars or columns:
            parts.append(unwrap(plain))
            plain = []
        if line.lead and bars and not line.body:
            end_row()
        elif bars:
            cells = [""]
            for i, span in enumerate(line.spans):
                if i in bars:
                    cells.append("")
                elif i >= line.lead:
                    cells[-1] += span.text
            if len(columns) != len(cells):
                end_row()
                columns.extend([] for _ in cells)
            for column, cell in zip(columns, cells, strict=True):
                column.append(cell)
            parts.extend(cells)
        else:
            end_row()
            plain.append(line)
    end_row()
    return squeezed("\n".join([*parts, unwrap(plain)]))


def hrefs(lines: Iterable[Line]) -> set[str]:
    """Return all addresses of lines."""
    return {unquote(span.href) for line in lines for span in line.spans if span.href}


class _Html(HTMLParser):
    """Finds the texts and the addresses of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self._folded = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._folded += tag in ("script", "style", "svg", "template", "noscript", "math", "object")
        for name, value in attrs:
            if value and ((tag == "a" and name == "href") or (tag == "img" and name == "src")):
                self.addresses.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._folded -= tag in ("script", "style", "svg", "template", "noscript", "math", "object")

    def handle_data(self, data: str) -> None:
        if not self._folded:
            self.texts.append(data)


def contents(source: Source) -> Iterator[tuple[str, str]]:
    """Yield each text and each address of a marked body: (`text`, `code` or `href`, value)."""
    found = _Html()
    mdx = source.path.endswith(".mdx")
    if source.path.endswith(".html"):
        found.feed(source.text)
        tokens = []
    else:
        tokens = _PARSER.parse(source.text)
    for token in tokens:
        if token.type == "code_block" and mdx:  # MDX knows no indented code
            yield from contents(replace(source, text=token.content))
        elif token.type in ("fence", "code_block"):
            yield from (("code", line) for line in source.restore(token.content).expandtabs(4).split("\n"))
        elif token.type == "html_block":
            found.feed(token.content)
        else:
            yield from _inline(token.children or [], found, source)
    found.close()
    for text in found.texts:
        yield from (("text", piece) for piece in OTHERS.split(text))
    yield from (("href", address) for address in found.addresses)


def _inline(tokens: list[Token], html: _Html, source: Source) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "text":
            yield from (("text", piece) for piece in OTHERS.split(token.content))
        elif token.type == "code_inline":
            yield "code", source.restore(token.content)
        elif token.type == "html_inline":
            html.feed(token.content)
        elif token.type == "link_open":
            yield "href", str(token.attrs["href"])
        elif token.type == "image":
            yield "href", str(token.attrs["src"])
            yield from _inline(token.children or [], html, source)


def lost(reading: Reading, lines: list[Line]) -> list[tuple[str, str]]:
    """Return what a body holds and its lines don't; of templates, only what they stand between."""
    source = Body(reading).source
    text = recovered(lines)
    addresses = hrefs(lines)
    missing: list[tuple[str, str]] = []
    for kind, value in contents(source):
        if kind == "href":
            known = not value or "\ufdd0" in unquote(value) or unquote(visible(value)) in addresses
        else:
            wanted = squeezed(value)  # CommonMark takes backslashes out of math, the reader does not
            known = wanted in text or wanted.replace("\\", "") in text.replace("\\", "")
        if not known:
            missing.append((kind, value))
    return missing
