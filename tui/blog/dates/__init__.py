"""Dates as bloggers write them: read in every spelling, written back in the same one.

`layout` is the language in which a spelling is described, `spelling` recognizes them, `zones` turns
clock time into moments, `moment` reads.
"""

from tui.blog.dates.layout import is_layout, write_date
from tui.blog.dates.moment import Dialect, Moment, read_date
from tui.blog.dates.spelling import Precision
from tui.blog.dates.zones import at_clock

__all__ = ["Dialect", "Moment", "Precision", "at_clock", "is_layout", "read_date", "write_date"]
