"""What is wrong with a post, a file or a configuration."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """Something on a post that its writer should know."""

    code: str
    """A short stable word, such as `undated` or `duplicate-url`."""

    message: str
    """What is wrong and why, one sentence without a full stop."""

    line: int | None = None
    """The line in the file, counted from 1, if known."""
