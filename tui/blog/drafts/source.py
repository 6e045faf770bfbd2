"""Front matter as text: for what can't be read, and so can't be edited by fields."""

from __future__ import annotations

from tui.blog.document import Document
from tui.blog.errors import BlogError, FrontMatterError, Refused
from tui.blog.writing.overlay import Overlay


def unreadable(document: Document) -> BlogError | None:
    """Return why the front matter of a document can't be read, with its line; None if it can."""
    if document.problem is not None:
        return FrontMatterError(document.problem.message, line=document.problem.line)
    try:
        _ = document.values
    except BlogError as error:
        return error
    return None


class Source:
    """The block of a document, to be edited as text; where it is never closed, the whole file.

    Args:
        document: The post.

    Raises:
        FrontMatterError: It is not in UTF-8.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        if document.problem is not None and document.problem.code != "unterminated":
            raise FrontMatterError(document.problem.message, line=document.problem.line)
        self.whole = not document.format
        """Whether all of the file is edited, because it can't be told where the block ends."""

        self._overlay = self._of(document)

    def _of(self, version: Document) -> Overlay:
        try:
            return Overlay((version.data if self.whole else version.block).decode())
        except UnicodeDecodeError:
            raise FrontMatterError("it holds bytes that are not UTF-8", line=version.block_line) from None

    @property
    def text(self) -> str:
        """The source with line feeds alone between its lines."""
        return self._overlay.text

    def text_of(self, version: Document) -> str:
        """Return the source that another version of the document has.

        Raises:
            FrontMatterError: It is not in UTF-8.
        """
        return self._of(version).text

    @property
    def first_line(self) -> int:
        """The line of the file where the source begins, from 1."""
        return 1 if self.whole else self.document.block_line

    def with_text(self, text: str) -> Document:
        """Return the document with another source, which need not be readable; all else keeps its bytes.

        Args:
            text: The source, as `text` was.

        Raises:
            Refused: The block would end elsewhere.
        """
        if self.text.endswith("\n") and text and not text.endswith("\n"):
            text += "\n"  # what closes the block stands on a line of its own
        data = self._overlay.under(text).encode("utf-8", "surrogatepass")
        document = self.document
        if self.whole:
            return Document.split(data)
        after = Document.split(document.prefix + data + document.suffix)
        if (after.prefix, after.block, after.suffix) != (document.prefix, data, document.suffix):
            raise Refused("it would not end where it ends now", cause="unverified", line=document.block_line)
        return after
