"""The query language: one line that says which posts, and in what order.

`tag:AI -tag:速報 is:scheduled date:2026-01..2026-02 no:slug "exact phrase" word sort:date-desc`
"""

from tui.blog.query.completion import Completion, completions
from tui.blog.query.criteria import Between, Compared, Criterion, Exactly, Glob, normal
from tui.blog.query.parser import parse
from tui.blog.query.query import SORT_KEYS, Mode, Query, Sort
from tui.blog.query.tree import And, Field, Has, Is, Node, Not, Or, Word

__all__ = [
    "SORT_KEYS",
    "And",
    "Between",
    "Compared",
    "Completion",
    "Criterion",
    "Exactly",
    "Field",
    "Glob",
    "Has",
    "Is",
    "Mode",
    "Node",
    "Not",
    "Or",
    "Query",
    "Sort",
    "Word",
    "completions",
    "normal",
    "parse",
]
