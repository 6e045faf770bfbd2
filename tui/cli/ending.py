"""How what goes wrong with a blog is told: in a sentence, and by the exit code."""

from __future__ import annotations

from tui.blog.errors import AssignmentError, BlogError, FileError, QueryError, SettingError, SiteError
from tui.cli.output import FINDINGS, UNREADABLE, USAGE, narrate

EXIT_CODES: tuple[tuple[type[BlogError], int], ...] = (
    (QueryError, USAGE),
    (SettingError, USAGE),
    (AssignmentError, USAGE),
    (FileError, UNREADABLE),
    (SiteError, UNREADABLE),
    (BlogError, FINDINGS),
)
"""An error that ends a command, and the code it ends with; the first that fits counts."""


def tell(error: BlogError) -> int:
    """Tell what went wrong, and return the exit code for it."""
    narrate(f"postdesk: {error}")
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))
