"""The reader: body text to blocks to styled lines. Pure code, knows no textual.

source → steps (`templates`) → events (`events`) → blocks (`markdown`, `html` and `calls` tell a
`builder`) → lines (`layout`, `wrap`, `tables`, `code`). A `page` does so where it is looked at;
`resume` parses a changed body only around its change.
"""

from tui.reader.lines import Line, Span
from tui.reader.page import Page, render
from tui.reader.reading import Reading

__all__ = ["Line", "Page", "Reading", "Span", "render"]
