"""What the bars say of a site and its posts, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.blog.query import Has, Query, Sort
from tui.blog.text import visible

if TYPE_CHECKING:
    from tui.blog.desk import Desk
    from tui.blog.library import Library, Selection

PROBLEMATIC = Query(Has(("problem",)))
NEWEST_FIRST = Sort("date", descending=True)


def whose(desk: Desk) -> str:
    """Say which site it is, whose generator builds it, and in which zone."""
    site = desk.index.site
    parts = [site.title, site.generator, str(site.timezone or ""), desk.under]
    return visible(" · ".join(part for part in parts if part))


def how_many(library: Library, problems: int = 0) -> str:
    """Count posts, and those that want attention.

    Args:
        library: The posts.
        problems: How many of them have a problem.
    """
    counts = {one.term: one.count for one in library.counts("status")}
    drafts, scheduled = counts.get("draft", 0), counts.get("scheduled", 0)
    told = [
        _count(len(library), "post", "posts"),
        _count(drafts, "draft", "drafts") if drafts else "",
        f"{scheduled:,} scheduled" if scheduled else "",
        f"{problems:,} with problems" if problems else "",
    ]
    return " · ".join(part for part in told if part)


def what_is_left(selection: Selection, *, settled: bool = True) -> str:
    """Say how many posts the filter leaves, and in which order.

    Args:
        selection: The posts.
        settled: Whether these are all: if not, that is said too.
    """
    shown, total = len(selection), len(selection.facts)
    order = selection.query.sort or NEWEST_FIRST
    count = f"{total:,}" if shown == total else f"{shown:,}{'' if settled else '+'} of {total:,}"
    return f"{count} · {order.key} {'↓' if order.descending else '↑'}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
