"""What the menus of the posts' screen offer: orders, and saved views."""

from __future__ import annotations

from collections.abc import Mapping

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


def view_choices(queries: Mapping[str, str], text: str) -> list[Choice]:
    """Return what can be done with saved views.

    Args:
        queries: Each view's name and its filter line.
        text: What the filter line holds now.
    """
    choices = _each("show", queries)
    same = next((name for name, query in queries.items() if query == text), None)
    if same is not None:
        choices.append(Choice(f"remove {same}", f"Remove “{same}”", mark="x"))
        return choices
    if text:
        choices.append(Choice("save", "Save this filter as …", text, "s"))
    if queries:
        choices.append(Choice("remove", "Remove a view …", mark="x"))
    return choices or [Choice("", "No views yet: filter, then save it here", disabled=True)]


def removals(queries: Mapping[str, str]) -> list[Choice]:
    """Return the saved views, to remove one."""
    return _each("remove", queries)


def _each(what: str, queries: Mapping[str, str]) -> list[Choice]:
    return [
        Choice(f"{what} {name}", name, query, str(number) if number < 10 else "")
        for number, (name, query) in enumerate(queries.items(), start=1)
    ]
