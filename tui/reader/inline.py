"""The text of one block as it is collected: spans, with the looks and links that are open."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.blog.text import visible
from tui.reader.blocks import Spans
from tui.reader.breaks import is_wide
from tui.reader.lines import Span

DEEPEST = 16
"""Containers and looks nested deeper than this are kept but no longer drawn."""

BOTTOM = 200
"""Containers and looks nested deeper than this are only counted: no post is, but a trap may be."""

_SPACES = re.compile(r"[ \t\n\f\r]+")


class _Link:
    """A link that is open."""

    def __init__(self, href: str, style: str) -> None:
        self.href = href
        self.style = style
        self.said = False
        """Whether it has a text of its own."""


class _Picture(NamedTuple):
    """A picture whose text is being told."""

    href: str
    linked: bool
    """Whether it stands in a link, whose text its own is then."""

    length: int
    """How much text there was before its own."""


class Inline:
    """Collects text.

    Attributes:
        line: The source line of what is being added.
    """

    def __init__(self) -> None:
        self.line = 0
        self._spans: list[Span] = []
        self._length = 0
        self._last = ""
        self._soft: Span | None = None
        """The space that a soft break is, if one is due, in the looks of where it stands."""

        self._breaks: list[int] = []
        self._start: int | None = None
        self._styles: list[str] = []
        self._looks = ""
        self._links: list[_Link] = []
        self._pictures: list[_Picture] = []

    # -- text --------------------------------------------------------------------------------

    def text(self, text: str, style: str = "") -> None:
        """Add text as it is."""
        if not text:
            return
        if self._soft is not None:
            self._join(self._soft, text[0])
        if self._start is None:
            self._start = self.line
        text = visible(text if "\xad" not in text else text.replace("\xad", ""))  # no hyphen unless broken at
        if not text:
            return
        href = ""
        if self._links:
            link = self._links[-1]
            href = link.href
            link.said = link.said or bool(text.strip())
        self._spans.append(Span(text, f"{self._looks} {style}".strip() if style else self._looks, href))
        self._length += len(text)
        self._last = text[-1]

    def flow(self, text: str, style: str = "") -> None:
        """Add text in which white space of any length is one space, as in HTML."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._spans or self._last in " \n"):
            text = text[1:]
        self.text(text, style)

    def formula(self, source: str) -> None:
        """Add a formula as it is written, its lines kept."""
        for i, line in enumerate(source.split("\n")):
            if i:
                self.hard_break()
            self.text(line, "math")

    def soft_break(self) -> None:
        """End a source line inside a paragraph: a space, but none between two ideographs."""
        self._soft = Span(" ", self._looks, self._links[-1].href if self._links else "")

    def hard_break(self) -> None:
        """End a line."""
        self._soft = None
        if self._spans:
            self._spans.append(Span("\n"))
            self._length += 1
            self._last = "\n"
            self._breaks.append(self._length)

    def _join(self, space: Span, after: str) -> None:
        if self._last not in ("", " ", "\n") and not (is_wide(self._last) and is_wide(after)):
            self._spans.append(space)
            self._length += 1
            self._last = " "
        self._soft = None
        self._breaks.append(self._length)

    # -- looks -------------------------------------------------------------------------------

    def push(self, style: str) -> None:
        """Give what follows a look."""
        if len(self._styles) < BOTTOM:
            self._styles.append(style)
            self._looks = " ".join(self._styles[:DEEPEST])

    def pop(self, style: str) -> None:
        """Take the look back; one that was not given is left so."""
        if style in self._styles:
            self._styles.reverse()
            self._styles.remove(style)
            self._styles.reverse()
            self._looks = " ".join(self._styles[:DEEPEST])

    # -- links and pictures ------------------------------------------------------------------

    @property
    def in_link(self) -> bool:
        """Whether a link is open."""
        return bool(self._links)

    def link(self, href: str, style: str = "link") -> None:
        """Let what follows lead somewhere."""
        self._links.append(_Link(visible(href), style))
        self.push(style)

    def unlink(self) -> None:
        """End the link; one without a text of its own shows its address."""
        if self._links:
            link = self._links[-1]
            if not link.said:
                self.text(f" {link.href}" if self._last not in ("", " ", "\n") else link.href)
            self._links.pop()
            self.pop(link.style)

    def picture(self, href: str) -> None:
        """Start a picture; what follows is its text, which in a link leads where the link does."""
        linked = self.in_link
        self.push("image")
        self.link(href)
        self.text("▣ ")
        if linked:
            self.unlink()
            self.pop("image")
        self._pictures.append(_Picture(href, linked, self._length))

    def end_picture(self) -> None:
        """End a picture; one without a text is called by its file's name."""
        if self._pictures:
            picture = self._pictures.pop()
            if self._length == picture.length:
                self.text(_name(picture.href))
            if not picture.linked:
                self.unlink()
                self.pop("image")

    # -- the end -----------------------------------------------------------------------------

    def take(self) -> tuple[Spans, tuple[int, ...], int]:
        """Return the text and forget it, with where its further source lines start, and its line."""
        spans = self._spans
        while spans and not spans[-1].text.strip(" \n"):
            spans.pop()
        if spans and spans[-1].text[-1] in " \n":
            spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip(" \n"))
        taken = tuple(spans), tuple(self._breaks), self.line if self._start is None else self._start
        self._start = self._soft = None
        if self._last:
            self._spans, self._breaks, self._length, self._last = [], [], 0, ""
        return taken

    def end_looks(self) -> None:
        """Forget looks, links and pictures that were never ended."""
        while self._links:
            self.unlink()
        self._pictures.clear()
        self._styles.clear()
        self._looks = ""


def _name(href: str) -> str:
    if href.startswith("data:"):
        return "picture"
    return visible(href.split("?")[0].rstrip("/").rpartition("/")[2]) or "picture"
