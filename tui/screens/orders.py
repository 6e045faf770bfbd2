"""The orders that the sort menu offers."""

from tui.widgets.choices import Choice

ORDERS = (
    Choice("sort:date-desc", "Date, newest first", mark="d"),
    Choice("sort:date-asc", "Date, oldest first", mark="D"),
    Choice("sort:modified-desc", "Last changed", mark="m"),
    Choice("sort:title-asc", "Title", mark="t"),
    Choice("sort:words-desc", "Longest", mark="w"),
    Choice("sort:words-asc", "Shortest", mark="W"),
    Choice("sort:status-asc", "Status", mark="s"),
    Choice("sort:path-asc", "Path", mark="p"),
)
"""Each as the filter line writes it, with the key that chooses it."""
