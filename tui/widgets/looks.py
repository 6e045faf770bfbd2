"""The look of a part of a widget, to be laid over whatever stands behind it."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def look(widget: Widget, name: str) -> Style:
    """Return the style of a component class without its background.

    Textual's own partial style forgets how transparent a colour is, and with it `$text-muted`.

    Args:
        widget: The widget.
        name: One of its component classes.
    """
    partial = widget.get_component_rich_style(name, partial=True)
    return partial + Style(color=widget.get_component_rich_style(name).color)
