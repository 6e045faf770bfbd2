"""Three sets of values into one: what each side did to which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias, TypeGuard

from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.values import Key, Value, same


class Absent(Enum):
    """The value of a field that is not there, which null is not."""

    ABSENT = ""


ABSENT = Absent.ABSENT

Side: TypeAlias = Value | Absent
"""A field as one side has it."""


@dataclass(slots=True)
class Fields:
    """What mine has to do to theirs, and where it can't be done without deciding."""

    edits: list[Edit] = field(default_factory=list)
    clashes: list[tuple[Key, Side, Side, Side]] = field(default_factory=list)
    """Key, base, mine, theirs."""


def merge_fields(
    base: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value], key: Key = ()
) -> Fields:
    """Find out what is to become of each field.

    Maps are merged key by key. Lists of terms are merged term by term: what one side added or dropped
    does not hinder the other. Everything else that both sides changed, each its own way, clashes.

    Args:
        base: The values that both sides began with.
        mine: The values of one side.
        theirs: The values of the other.
        key: Where these maps stand.
    """
    found = Fields()
    for name in dict.fromkeys((*mine, *base)):
        _merge_field(
            found, (*key, name), base.get(name, ABSENT), mine.get(name, ABSENT), theirs.get(name, ABSENT)
        )
    return found


def _merge_field(found: Fields, key: Key, base: Side, mine: Side, theirs: Side) -> None:
    if same(mine, base) or same(mine, theirs):
        return
    if isinstance(mine, dict) and isinstance(theirs, dict) and mine and theirs:
        inner = merge_fields(base if isinstance(base, dict) else {}, mine, theirs, key)
        found.edits += inner.edits
        found.clashes += inner.clashes
    elif edits := _term_edits(key, base, mine, theirs):
        found.edits += edits
    elif same(theirs, base):
        found.edits.append(edit_of(key, mine))
    else:
        found.clashes.append((key, base, mine, theirs))


def edit_of(key: Key, side: Side) -> Edit:
    """Return the edit that makes a field what one side has."""
    return Unset(key) if isinstance(side, Absent) else Set(key, side)


def _term_edits(key: Key, base: Side, mine: Side, theirs: Side) -> list[Edit]:
    """Return how my list of terms came from the base's, if terms were only added and dropped."""
    before: Side = [] if base is ABSENT else base
    if not (_is_terms(before) and _is_terms(mine) and _is_terms(theirs)):
        return []
    kept = [term for term in before if term in mine]
    if mine[: len(kept)] != kept:  # moved about, or put in between: the order means something
        return []
    dropped: list[Edit] = [Remove(key, term) for term in before if term not in mine]
    return dropped + [Add(key, term) for term in mine[len(kept) :]]


def _is_terms(side: Side) -> TypeGuard[list[Value]]:
    """Whether a value is a list of texts, each once."""
    return (
        isinstance(side, list)
        and all(isinstance(one, str) for one in side)
        and len({*map(str, side)}) == len(side)
    )
