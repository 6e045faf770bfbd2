"""The library: a site's posts, filtered, sorted and counted within a frame.

`records` packs posts, `columns` lays out what queries ask of all of them; with `values`, `terms` and `words`
they are the `facts`. `evaluation` answers a query's tree with a set of rows (`bits`), `ranks` sorts them, a
`Selection` is that set in an order, and a `Library` makes it and carries it all on through changes.
"""

from tui.blog.library.evaluation import Search
from tui.blog.library.library import Library
from tui.blog.library.ranks import NEWEST_FIRST
from tui.blog.library.selection import Selection
from tui.blog.library.terms import TermCount

__all__ = ["NEWEST_FIRST", "Library", "Search", "Selection", "TermCount"]
