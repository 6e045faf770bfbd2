"""The errors of a blog.

BlogError
├── FileError           a file or folder that can't be read or written
│   ├── FileChanged     it is no longer what was read
│   ├── DiskFull        no room is left to write it
│   └── OutsideSite     a path that leaves the site
├── SiteError           a site or its configuration that can't be read
├── FrontMatterError    a block that can't be read
├── Refused             an edit that can't be made, or can't be proved right
├── SchemaError         a schema of another editor that can't be read
├── FieldError          what was typed into a field, and isn't a value of its type
├── AssignmentError     an assignment of the command line that isn't one
├── QueryError          a filter line that can't be parsed
├── SettingError        a setting of the user's that isn't one
└── TerminalError       a terminal that a screen can't stand on
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Self


class BlogError(Exception):
    """What went wrong, where, why, and what to do.

    Attributes:
        message: What is wrong and why, one sentence without a full stop.
        path: The file or folder, if there is one.
        line: The line in the file, counted from 1, if known.
        hint: What to do about it, one sentence without a full stop.
    """

    def __init__(
        self,
        message: str,
        *,
        path: PurePath | str | None = None,
        line: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    @property
    def place(self) -> str:
        """`path:line`, as compilers and editors write it; empty if unknown."""
        if self.path is None:
            return "" if self.line is None else f"line {self.line}"
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"

    def at(self, path: PurePath | str) -> Self:
        """Say where it happened, unless that is known already."""
        if self.path is None:
            self.path = path
        return self

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class FileError(BlogError):
    """A file or folder can't be read or written."""


class FileChanged(FileError):
    """A file is no longer what was read: writing would lose another program's work."""


class DiskFull(FileError):
    """No room is left to write a file: the next one would fail too."""


class OutsideSite(FileError):
    """A path leaves the site."""


class SiteError(BlogError):
    """A site or its configuration can't be read."""


class FrontMatterError(BlogError):
    """A front matter block can't be read."""


class Refused(BlogError):
    """An edit can't be made, or can't be proved to change its field alone.

    Attributes:
        cause: A short stable word for statistics and tests, such as `duplicate-key`.
    """

    def __init__(
        self,
        message: str,
        *,
        cause: str,
        path: PurePath | str | None = None,
        line: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message, path=path, line=line, hint=hint)
        self.cause = cause


class SchemaError(BlogError):
    """A schema that another editor's configuration holds can't be read."""


class FieldError(BlogError):
    """What was typed into a field is not a value of its type."""


class AssignmentError(BlogError):
    """An assignment of the command line can't be read."""


class QueryError(BlogError):
    """A filter line can't be parsed.

    Attributes:
        position: Where, in characters from the start of the line.
        expected: What would have been right there.
        unfinished: Whether it is the end of the line that can't be read: typing on may make it right.
    """

    def __init__(self, message: str, *, position: int, expected: str, unfinished: bool = False) -> None:
        super().__init__(message, hint=f"expected {expected}")
        self.position = position
        self.expected = expected
        self.unfinished = unfinished

    @property
    def place(self) -> str:
        """Where in the line, counted from 1."""
        return f"query, character {self.position + 1}"


class SettingError(BlogError):
    """A setting of the user's is unknown or has a wrong value."""


class TerminalError(BlogError):
    """There is no terminal for a screen, or none that can show one."""
