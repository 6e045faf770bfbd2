"""A file of a blog, split byte-exact into what stands before, in and behind its front matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Self

from tui.blog.errors import FrontMatterError
from tui.blog.front_matter import READERS, handlers
from tui.blog.front_matter.encoding import examine
from tui.blog.front_matter.envelope import find, line_of, nothing
from tui.blog.post import Problem
from tui.blog.values import Value


@dataclass(frozen=True)
class Document:
    """One file: `prefix + block + suffix` is `data`, byte for byte."""

    data: bytes
    format: str
    """The format of the front matter, a key of `FORMATS`, or `org`; empty if there is none."""

    prefix: bytes = field(repr=False)
    """What comes before the block: a byte order mark, blank lines, the opening fence."""

    block: bytes = field(repr=False)
    """The front matter, without its fences."""

    suffix: bytes = field(repr=False)
    """The closing fence and the body."""

    problem: Problem | None
    """Why the document is never written, if so: it is not UTF-8, binary, or its fence is never closed."""

    codec: str = field(repr=False)
    """The codec that reads the body best."""

    body_start: int = field(repr=False)
    """Where the body begins, in bytes of the file."""

    @classmethod
    def split(cls, data: bytes) -> Self:
        """Split the bytes of a file. Never fails: what is wrong with them is the `problem`."""
        codec, problem = examine(data)
        where = nothing(data, problem) if problem else find(data)
        return cls(
            data=data,
            format=where.format,
            prefix=data[: where.start],
            block=data[where.start : where.end],
            suffix=data[where.end :],
            problem=where.problem,
            codec=codec,
            body_start=where.body,
        )

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
        return line_of(self.data, len(self.prefix))

    @cached_property
    def digest(self) -> str:
        """What tells these bytes from any others."""
        return blake2b(self.data, digest_size=16).hexdigest()

    @cached_property
    def values(self) -> dict[str, Value]:
        """The front matter as it is read: fast, safe and bounded.

        Raises:
            FrontMatterError: The block can't be read; with the line of the file.
        """
        if not self.format:
            return {}
        try:
            return handlers.read(self._text, READERS[self.format])
        except FrontMatterError as error:
            error.line = (error.line or 1) + self.block_line - 1
            raise

    @cached_property
    def _text(self) -> str:
        try:
            return self.block.decode()
        except UnicodeDecodeError as error:
            line = line_of(self.block, error.start)
            raise FrontMatterError("the front matter holds bytes that are not UTF-8", line=line) from None
