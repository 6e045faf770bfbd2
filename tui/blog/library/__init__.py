"""The library: a site's posts, filtered, sorted and counted within a frame.

`records` packs posts, `columns` lays out what queries ask of all of them, `evaluation` answers a
query's tree with a set of rows (`bits`), a `Selection` is that set in an order.
"""

from tui.blog.library.evaluation import Search
from tui.blog.library.library import Library
from tui.blog.library.selection import NEWEST_FIRST, Selection
from tui.blog.library.terms import TermCount

__all__ = ["NEWEST_FIRST", "Library", "Search", "Selection", "TermCount"]
