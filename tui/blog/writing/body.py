"""A body as an editor holds it, and its way back into bytes, with those that are not UTF-8."""

from __future__ import annotations

from functools import cached_property

from tui.blog.document import Document
from tui.blog.writing.overlay import Overlay

_BOM = "\ufeff"


class Body:
    """The body of a document, to be edited as text.

    Args:
        document: The post.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        raw = document.data[document.body_start :].decode("utf-8", "surrogateescape")
        self._mark = _BOM if raw.startswith(_BOM) else ""
        self._overlay = Overlay(raw.removeprefix(_BOM))

    @cached_property
    def text(self) -> str:
        """The body with line feeds alone between its lines."""
        return self._overlay.text

    def with_text(self, text: str) -> Document:
        """Return the document with an edited body.

        Args:
            text: The body, as `text` was.
        """
        body = (self._mark + self._overlay.under(text)).encode("utf-8", "surrogateescape")
        return Document.split(self.document.data[: self.document.body_start] + body)
