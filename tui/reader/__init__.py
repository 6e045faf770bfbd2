"""The reader: body text to blocks to styled lines. Pure code, knows no textual.

source → steps (`templates`) → events → blocks (`parse`, `html`, `calls` tell a `builder`) →
lines (`layout`, `wrap`, `tables`), lazily by `page`.
"""

from tui.reader.lines import Line, Span
from tui.reader.page import Page, render
from tui.reader.reading import Reading

__all__ = ["Line", "Page", "Reading", "Span", "render"]
