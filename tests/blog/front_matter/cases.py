"""How the tables of edits are written: a block, an edit, and the block that must come of it."""

from __future__ import annotations

from typing import NamedTuple

from tui.blog.edits import Edit
from tui.blog.errors import Refused
from tui.blog.front_matter import editor
from tui.blog.front_matter.making import apply


class Case(NamedTuple):
    """One edit of one block."""

    before: str
    edit: Edit
    after: str
    fold: bool = False


def made(kind: str, case: Case) -> str:
    """Make the edit and return the block; a refusal is told as `refused: cause`."""
    try:
        return apply(editor(kind)(case.before), [case.edit], fold=case.fold).text
    except Refused as refusal:
        return f"refused: {refusal.cause}"
