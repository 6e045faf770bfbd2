"""The reader's lines printed: in the terminal's own colours on a terminal, as plain text elsewhere."""

from __future__ import annotations

import sys
from functools import lru_cache

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from tui.blog.text import visible
from tui.browser import opens
from tui.reader import Reading, Span, render

WIDEST = 100
"""The widest that text is set where nobody asks for a width, in cells."""

LOOKS = {
    "title": "bold",
    "heading": "bold cyan",
    "heading1": "bold cyan underline",
    "strong": "bold",
    "emphasis": "italic",
    "strike": "strike",
    "underline": "underline",
    "code": "yellow",
    "link": "blue underline",
    "image": "magenta",
    "math": "green",
    "term": "cyan",
    "footnote": "cyan",
    "marker": "cyan",
    "chip": "magenta",
    "stray": "yellow",
    "table-head": "bold",
    "label": "bold",
    "alert": "bold",
    "published": "green",
    "scheduled": "blue",
    "draft": "yellow",
    "broken": "bold red",
    "token-keyword": "bold blue",
    "token-string": "green",
    "token-number": "yellow",
}
"""Names of looks to styles of the terminal's own palette; those of `DIM` are dim, the others have none."""

DIM = (
    "meta origin description quote box rule table-line heading-mark code-label token-comment small caption "
    "chip-text expired hidden"
)


def print_reading(reading: Reading, width: int | None = None) -> None:
    """Print a post as the reader shows it.

    Args:
        reading: The post.
        width: Cells in a line; the terminal's without it, up to `WIDEST`.
    """
    console = Console()
    coloured = console.is_terminal and not console.no_color
    for line in render(reading, width or min(console.width, WIDEST)):
        text = "".join(map(_coloured, line.spans)) if coloured else line.text
        sys.stdout.write(text.rstrip(" ") + "\n")


def _coloured(span: Span) -> str:
    href = visible(span.href) if opens(span.href) else ""
    return _style(span.style, href).render(span.text, color_system=ColorSystem.STANDARD)


@lru_cache(maxsize=4096)
def _style(looks: str, href: str) -> Style:
    style = Style(link=href) if href else Style.null()
    for name in looks.split():
        style += Style.parse(LOOKS.get(name, "dim" if name in DIM.split() else ""))
    return style
