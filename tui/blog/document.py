"""A file of a blog, split byte-exact into what stands before, in and behind its front matter."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Self

from tui.blog.errors import BlogError, FrontMatterError, Refused
from tui.blog.front_matter import FORMATS, editor, read
from tui.blog.front_matter.encoding import examine
from tui.blog.front_matter.envelope import BOM, Envelope, find, line_of, looks_like_opener, nothing
from tui.blog.problem import Problem
from tui.blog.values import Value

if TYPE_CHECKING:
    from tui.blog.edits import Edit
    from tui.blog.front_matter.base import FrontMatter

_BREAK = re.compile(rb"\r\n|\n|\r")

FENCES = {"yaml": ("---", "---"), "toml": ("+++", "+++"), "json": ("", "")}
"""What stands around a block of a format; around JSON there is nothing."""


class Document:
    """One file: `prefix + block + suffix` is `data`, byte for byte. It never changes."""

    def __init__(self, data: bytes, where: Envelope, codec: str) -> None:
        self.data = data
        self.where = where
        """Where the front matter stands in the bytes."""

        self.codec = codec
        """The codec that reads the body best."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.data == other.data

    def __hash__(self) -> int:
        return hash(self.data)

    @classmethod
    def split(cls, data: bytes) -> Self:
        """Split the bytes of a file. Never fails: what is wrong with them is the `problem`."""
        codec, problem = examine(data)
        return cls(data, nothing(data, problem) if problem else find(data), codec)

    @property
    def format(self) -> str:
        """The format of the front matter, one of `FORMATS`, or `org`; empty if there is none."""
        return self.where.format

    @property
    def prefix(self) -> bytes:
        """What comes before the block: a byte order mark, blank lines, the opening fence."""
        return self.data[: self.where.start]

    @property
    def block(self) -> bytes:
        """The front matter, without its fences."""
        return self.data[self.where.start : self.where.end]

    @property
    def suffix(self) -> bytes:
        """The closing fence and the body."""
        return self.data[self.where.end :]

    @property
    def problem(self) -> Problem | None:
        """Why the document is never written, if so: it is not UTF-8, binary, or its fence is never closed."""
        return self.where.problem

    @property
    def body_start(self) -> int:
        """Where the body begins, in bytes of the file."""
        return self.where.body

    @cached_property
    def body(self) -> str:
        """The text after the front matter, with U+FFFD for what can't be decoded."""
        body = self.data[self.body_start :]
        return body.decode(self.codec, errors="replace").removeprefix("\ufeff")

    @cached_property
    def body_line(self) -> int:
        """The line of the file where the body begins, from 1."""
        return line_of(self.data, self.body_start)

    @cached_property
    def block_line(self) -> int:
        """The line of the file where the block begins, from 1."""
        return line_of(self.data, self.where.start)

    @cached_property
    def digest(self) -> str:
        """The digest of the bytes, by which a change of the file is noticed."""
        from tui.blog.files import digest

        return digest(self.data)

    @cached_property
    def values(self) -> dict[str, Value]:
        """The front matter as it is read: fast, safe and bounded.

        Raises:
            FrontMatterError: The block can't be read; with the line of the file.
        """
        return self._values(core=False)

    @cached_property
    def core_values(self) -> dict[str, Value]:
        """The front matter as Hugo reads it: in YAML `yes`, `no`, `on` and `off` are texts.

        Raises:
            FrontMatterError: As for `values`.
        """
        return self._values(core=True)

    def _values(self, *, core: bool) -> dict[str, Value]:
        if not self.format:
            return {}
        try:
            return read(self._text, self.format, core=core)
        except FrontMatterError as error:
            self._place(error)
            raise

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The front matter as it is edited; its lines count from the block's first.

        Raises:
            FrontMatterError: It can't be read, there is none, or it is of a kind that is only read.
        """
        if self.format not in FORMATS:
            raise FrontMatterError("there is no front matter that can be edited")
        try:
            front = editor(self.format)(self._text, self._newline)
            front.root  # noqa: B018  # reads it, so that what is wrong is told now
        except FrontMatterError as error:
            self._place(error)
            raise
        return front

    def edit(self, *edits: Edit, format: str = "yaml", fold: bool = False) -> Self:
        """Return the document with edits made, each proved to change its field alone.

        Args:
            edits: What is to be true afterwards.
            format: The format of the front matter that a document without any is given.
            fold: As Hugo reads: keys in any case, and a text in the place of a list is one term.

        Raises:
            Refused: An edit can't be made or proved; with the line of the file.
        """
        if self.problem is not None:
            raise Refused(self.problem.message, cause=self.problem.code, line=self.problem.line)
        if not self.format:
            return self._with_block(edits, format, fold)
        if self.format not in FORMATS:
            raise Refused(
                "Org front matter is read and never written", cause="read-only", line=self.block_line
            )
        try:
            front = self.front_matter
        except FrontMatterError as error:
            raise _unreadable(error) from None
        from tui.blog.front_matter.making import apply  # with all of editing, which lists do not need

        try:
            block = apply(front, edits, fold=fold).text
        except Refused as refusal:
            self._place(refusal)
            raise
        except FrontMatterError as error:
            self._place(error)
            raise _unreadable(error) from None
        if block == front.text:
            return self
        return self._holding(self.prefix, block.encode(), self.suffix)

    def _with_block(self, edits: tuple[Edit, ...], name: str, fold: bool) -> Self:
        """Return the document with front matter of its own, where it has none."""
        from tui.blog.front_matter.making import apply

        mark = BOM if self.data.startswith(BOM) else b""
        rest = self.data[len(mark) :]
        newline = self._newline
        block = apply(editor(name)("", newline), edits, fold=fold).text
        if not block:
            return self
        if looks_like_opener(rest):
            raise Refused(
                "the text begins with what could be front matter of its own",
                cause="unclear",
                line=1,
                hint="put an empty line and a comment before it, or add the front matter by hand",
            )
        opening, closing = FENCES[name]
        gap = newline if rest and not rest.startswith((b"\n", b"\r")) else ""
        prefix = mark + f"{opening}{newline if opening else ''}".encode()
        suffix = f"{closing}{newline}{gap}".encode() + rest
        return self._holding(prefix, block.encode(), suffix)

    def _holding(self, prefix: bytes, block: bytes, suffix: bytes) -> Self:
        """Return the document of three parts, if it splits into them again.

        Raises:
            Refused: It does not: the block holds what reads as its end.
        """
        data = prefix + block + suffix
        where = find(data)
        if (where.start, where.end) == (len(prefix), len(prefix) + len(block)):
            return type(self)(data, where, self.codec)
        why, cause = "the front matter would hold what reads as its end", "unverified"
        if self.format == "yaml" and not prefix.strip(BOM + b" \t\r\n"):
            why, cause = "without an opening fence it could not be told from text any more", "missing-fence"
        raise Refused(why, cause=cause, line=self.block_line, hint="edit it as text")

    @property
    def _newline(self) -> str:
        """The first line break of the file."""
        found = _BREAK.search(self.data)
        return found.group().decode() if found else "\n"

    def _place(self, error: BlogError) -> None:
        """Count an error's line from the file's first, where it counted from the block's."""
        error.line = (error.line or 1) + self.block_line - 1

    @cached_property
    def _text(self) -> str:
        try:
            return self.block.decode()
        except UnicodeDecodeError as error:
            line = line_of(self.block, error.start)
            raise FrontMatterError("the front matter holds bytes that are not UTF-8", line=line) from None


def _unreadable(error: FrontMatterError) -> Refused:
    return Refused(error.message, cause="unreadable", line=error.line, hint="edit it as text")
