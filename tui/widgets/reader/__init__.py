"""The reader: a post laid out, drawn line by line, with its links, its pictures and a line to find in it.

`view` draws the page on the `canvas`, `reader` is the widget that has the keys.
"""

from tui.widgets.reader.reader import Reader

__all__ = ["Reader"]
