"""A file under another name, perhaps with edits."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tui.blog import files
from tui.blog.diff import unified
from tui.blog.document import Document
from tui.blog.errors import FileError
from tui.blog.journal import Write
from tui.blog.text import visible

if TYPE_CHECKING:
    from tui.blog.sites import Site
    from tui.blog.sites.moves import Move


@dataclass(frozen=True)
class Moving:
    """One document where it is, and where and what it is to be."""

    old: Path
    new: Path
    before: Document
    after: Document

    @classmethod
    def make(cls, site: Site, path: str, move: Move) -> Self:
        """Look at the two places, and make the edits; nothing is written.

        Args:
            site: The site of both places.
            path: The post, from the site's root.
            move: Where it is to go, and its edits.

        Raises:
            FileError: There is a file at the new place, or the old one is a link.
            OutsideSite: The new place is not in the site.
            Refused: An edit can't be made.
        """
        old, new = files.inside(site.root, path), files.inside(site.root, move.path)
        before = Document.split(files.read(old))
        if old.is_symlink():
            raise FileError("is a link: what it leads to is left where it is", path=old)
        if os.path.lexists(new):
            raise FileError("is there already", path=new)
        nearest = site.nearest(path)
        after = before.edit(*move.edits, format=nearest.format, fold=nearest.folds_keys)
        return cls(old, new, before, after)

    def name(self, root: Path) -> str:
        """Return what it moves and where to, from the root."""
        return f"{self.old.relative_to(root).as_posix()} → {self.new.relative_to(root).as_posix()}"

    def patch(self, root: Path) -> bytes:
        """Return the move as `git apply` takes it; files are named from the root."""
        old, new = (os.fsencode(path.relative_to(root)) for path in (self.old, self.new))
        head = b"diff --git a/%s b/%s\nrename from %s\nrename to %s\n" % (old, new, old, new)
        names = (os.fsdecode(b"a/" + old), os.fsdecode(b"b/" + new))
        return head + b"".join(unified(self.before.data, self.after.data, *names))

    def diff(self, root: Path) -> str:
        """Return the move as text that is safe to show."""
        lines = self.patch(root).split(b"\n")
        return "\n".join(visible(line.decode(errors="backslashreplace")) for line in lines)

    def writes(self) -> tuple[Write, Write]:
        """Return what is to be written: the file at its new place, then nothing at the old one."""
        return Write(self.new, None, self.after.data), Write(self.old, self.before.data, None)
