"""Handlers for python-frontmatter that read what its own would change, drop or trip over.

The library's `parse` strips and decodes the whole file first and looks for fences of its own.
So nothing is left for it to find: the handler holds the block that the envelope found, and the
library asks it for the values. Its `metadata` are a plain dictionary, never keyword arguments,
so a key may be called `content` or `handler`.
"""

from __future__ import annotations

from typing import cast

import frontmatter
from frontmatter.default_handlers import BaseHandler

from tui.blog.front_matter import Reader
from tui.blog.values import Value


class BlockHandler(BaseHandler):
    """Give the library one block and its reader."""

    def __init__(self, block: str, reader: Reader) -> None:
        # not the base's: it wants the pattern of a fence
        self.block = block
        self.reader = reader

    def detect(self, text: str) -> bool:
        """Say yes: the envelope has been found already."""
        return True

    def split(self, text: str) -> tuple[str, str]:
        """Return the block, and no content: the body is the document's."""
        return self.block, ""

    def load(self, fm: str) -> dict[str, Value]:
        """Read the values."""
        return self.reader(fm)


def read(block: str, reader: Reader) -> dict[str, Value]:
    """Read a block's values through python-frontmatter; see `tui.blog.front_matter.read`."""
    values, _ = frontmatter.parse("", handler=BlockHandler(block, reader))
    return cast("dict[str, Value]", values)
