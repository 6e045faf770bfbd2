"""What the generator would say of a post that is not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.blog.sites import Source

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.document import Document
    from tui.blog.post import Post
    from tui.reader import Reading


class Outlook:
    """Judges documents that are to be.

    Args:
        desk: The site and what can be done with it.
        path: The post, from the site's root.
    """

    def __init__(self, desk: Desk, path: str) -> None:
        self.desk = desk
        self.path = path

    def post(self, document: Document) -> Post:
        """Return what the generator would say of the post with this document."""
        known = self.desk.library.get(self.path)
        modified = known.modified if known else 0.0
        return self.desk.site.post(Source(self.path, document, modified), self.desk.clock())

    def reading(self, document: Document) -> Reading:
        """Return what a reader is to show of it."""
        from tui.reader import Reading

        dialect = self.desk.site.nearest(self.path).dialect
        return Reading(self.path, document.body, document.body_line, dialect, self.post(document))

    def effect(self, before: Document, after: Document) -> str:
        """Say what an edit changes beside its field: the post's status, and its address."""
        old, new = self.post(before), self.post(after)
        told = []
        if new.status != old.status:
            because = f" ({new.because})" if new.because else ""
            told.append(f"{old.status} → {new.status}{because}")
        if new.url != old.url and new.url:
            told.append(f"address → {new.url}")
        return " · ".join(told)
