"""CommonMark's own examples: the blocks are those of the HTML that the specification expects.

The examples are not ours to ship. A source distribution of markdown-it-py has them as JSON:

    pip download --no-deps --no-binary :all: markdown-it-py -d spec
    tar -xzf spec/*.tar.gz -C spec --strip-components 3 --wildcards '*/test_cmark_spec/commonmark.json'
    COMMONMARK_SPEC=spec/commonmark.json pytest tests/reader/test_spec.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from tests.reader.test_structure import blocks, kind, margin
from tui.blog.text import visible
from tui.reader.blocks import Block, Prose

KNOWN = {
    "tabs in code become columns of four": {1, 2, 3},
    "a link without a text shows its address": {21, 31, 476, 477, 484, 630, 631, 642, 643},
    "the line break behind <pre><code> is no empty line": {169},
    "what no browser shows, comments, scripts and styles, folds to a line": {
        170, 172, 173, 176, 177, 178, 179, 180, 181, 182, 183, 625, 627, 628, 629,
    },
    "a text field keeps its lines": {171},
    "links and pictures in the text of a picture are reachable": {520, 574, 575},
    "bare addresses are links, as for goldmark and GitHub": {602, 608, 611},
}  # fmt: skip
"""Where the reader means to differ: why, and in which examples."""


BLOCKS = {"p", "pre", "hr", "blockquote", "ul", "ol", "li", "div", "table", *(f"h{n}" for n in range(1, 7))}


class Leaf(NamedTuple):
    """A block as it is compared."""

    margin: str
    kind: str
    text: str


class Expected(HTMLParser):
    """Reads the leaves and the addresses of expected HTML, with the margins that the reader draws."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.leaves: list[Leaf] = []
        self.hrefs: list[str] = []
        self._boxes: list[list[str]] = []
        """The margins of what is open: of the next line, and of those after it."""

        self._numbers: list[int | None] = []
        self._kind = "text"
        self._text = ""
        self.feed(html.replace("<!-->", "").replace("<!--->", ""))  # older Pythons take these for open ones
        self.close()
        self._end()

    def _end(self, *, empty: bool = False) -> None:
        text = self._text if self._kind == "code" else " ".join(self._text.split())
        if text or empty:
            self.leaves.append(Leaf("".join(first for first, _ in self._boxes), self._kind, text))
            self._boxes = [[rest, rest] for _, rest in self._boxes]
        self._kind, self._text = "text", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._kind == "table":
            return
        if tag in BLOCKS:
            self._end()
        if tag == "blockquote":
            self._boxes.append(["▎ ", "▎ "])
        elif tag in ("ul", "ol"):
            self._numbers.append(int(values.get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            number = self._numbers[-1]
            mark = "• " if number is None else f"{number}. "
            self._numbers[-1] = None if number is None else number + 1
            self._boxes.append([mark, " " * len(mark)])
        elif tag == "pre":
            self._kind = "code"
        elif tag == "table" or (tag in BLOCKS and tag[1:].isdecimal()):
            self._kind = tag
        elif tag == "hr":
            self._kind = "rule"
            self._end(empty=True)
        elif tag == "img":
            source = values.get("src") or ""
            self._text += f"▣ {values.get('alt') or source.rpartition('/')[2] or 'picture'}"
            self.hrefs.append(source)
        elif tag == "a":
            self.hrefs.append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._kind == "table" and tag != "table":
            return
        if tag == "pre":
            self._text = self._text.removesuffix("\n")
            self._end(empty=True)
        elif tag in BLOCKS:
            self._end()
        if tag in ("blockquote", "li") and self._boxes:
            first, rest = self._boxes[-1]
            if first != rest:
                self._end(empty=True)  # an empty item still shows its mark
            self._boxes.pop()
        elif tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        self._text += data


def leaf(block: Block) -> Leaf:
    text = block.text if kind(block) == "code" else " ".join(block.text.split())
    return Leaf(margin(block), kind(block), text)


def hrefs(found: list[Block]) -> Iterator[str]:
    for block in found:
        if isinstance(block.content, Prose):
            for span in block.content.spans:
                if span.href:
                    yield unquote(span.href)


@pytest.fixture(scope="module")
def examples() -> list[dict[str, str]]:
    place = os.environ.get("COMMONMARK_SPEC")
    if not place:
        pytest.skip("needs CommonMark's examples, named by COMMONMARK_SPEC")
    found: list[dict[str, str]] = json.loads(Path(place).read_text("utf-8"))
    return found


def test_blocks_are_those_that_commonmark_expects(examples: list[dict[str, str]]) -> None:
    differing: dict[int, object] = {}
    for example in examples:
        expected = Expected(example["html"])
        found = blocks(example["markdown"], "hugo")
        ours = [one for block in found if (one := leaf(block)).text or one.margin or one.kind != "text"]
        theirs = {unquote(visible(href)) for href in expected.hrefs if href}
        if ours != expected.leaves or set(hrefs(found)) != theirs:
            differing[int(example["example"])] = ours, expected.leaves, set(hrefs(found)), theirs
    known = set().union(*KNOWN.values())
    assert {number: how for number, how in differing.items() if number not in known} == {}
    assert known <= differing.keys()
    assert len(examples) > 600
