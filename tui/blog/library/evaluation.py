"""Which posts of a library a query's tree is true of."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from tui.blog.library import bits
from tui.blog.library.columns import DESCRIPTION, PATH, STATUS, TITLE
from tui.blog.library.facts import Facts
from tui.blog.query.criteria import NEVER, Criterion, Exactly, Glob, normal
from tui.blog.query.tree import And, Field, Has, Is, Node, Not, Or, Word
from tui.blog.text import fold

Search: TypeAlias = Callable[[str], Iterable[str]]
"""Gives the paths of the posts whose bodies hold a word or phrase."""

Bodies: TypeAlias = Callable[[str], int]
"""Gives the set of the rows whose bodies hold a word or phrase."""

_LINES = {"title": TITLE, "description": DESCRIPTION, "path": PATH}
"""The keys that are searched inside, as bare words search, and their lines in `Columns.texts`."""

AT_HAND = frozenset({*_LINES, "date", "body"})
"""The keys of which nothing has to be laid out before they can be asked for."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Facts of posts, and what these can't tell by themselves."""

    facts: Facts
    marked: Collection[str]
    changed: Collection[str]
    bodies: Bodies
    negated: Bodies
    """The same for words that are not wanted. Where what is sure of bodies is not yet all that may be, one
    gives what is sure and the other what may be: so the rows are those that are sure, or may be."""

    known: dict[Node, int] = field(default_factory=dict)
    """The sets of parts that ask nothing of bodies."""

    def rows(self, node: Node) -> int:
        """Return the set of rows that a part of a query is true of."""
        match node:
            case And(parts):
                found = self._everything
                for part in parts:
                    found &= self.rows(part)
                return found
            case Or(parts):
                return _union(map(self.rows, parts))
            case Not(part):
                turned = replace(self, bodies=self.negated, negated=self.bodies)
                return self._everything & ~turned.rows(part)
            case Word(text):
                return self.facts.with_word(text) | self._in_bodies(text)
            case Field(key, wanted) if fold(key) == "body":
                return _union(self._in_bodies(one.text) for one in wanted if isinstance(one, Exactly))
            case _:
                if node not in self.known:
                    self.known[node] = self._rows(node)
                return self.known[node]

    def _rows(self, node: Is | Has | Field) -> int:
        match node:
            case Is(states):
                return _union(map(self._in_state, states))
            case Has(keys, present):
                having = map(self._having, map(fold, keys))
                return _union(having if present else (self._everything & ~rows for rows in having))
            case Field(key, wanted):
                return _union(self._where(fold(key), one) for one in wanted)

    @property
    def _everything(self) -> int:
        return bits.everything(len(self.facts))

    def _in_state(self, state: str) -> int:
        match state:
            case "marked":
                return self.facts.at(self.marked)
            case "changed":
                return self.facts.at(self.changed)
            case _:
                return self.facts.terms(STATUS).bits(state)

    def _having(self, key: str) -> int:
        if key == "date":
            return self.facts.dated(NEVER + 1, math.inf)
        if taxonomy := self.facts.taxonomy(key):
            return self.facts.terms(taxonomy).every
        values = self.facts.values(key, written=True)
        return values.where(lambda entry: any(value not in ("", None) for value in entry))

    def _where(self, key: str, wanted: Criterion) -> int:
        if key == "date" and not isinstance(wanted, Glob):
            return self.facts.dated(*wanted.dates) if wanted.dates else 0
        if key in _LINES:
            return self._in_line(_LINES[key], wanted)
        if taxonomy := self.facts.taxonomy(key):
            terms = self.facts.terms(taxonomy)
            return terms.union(term for normal, term in terms.folded if wanted.accepts_text(normal))
        return self.facts.values(key).where(lambda entry: any(map(wanted.accepts, entry)))

    def _in_bodies(self, word: str) -> int:
        return self.bodies(word) if normal(word) else self._everything  # nothing is in every text

    def _in_line(self, line: int, wanted: Criterion) -> int:
        """Return the rows whose title, description or path holds a text, or is of a shape."""
        texts = self.facts.columns.texts
        if isinstance(wanted, Exactly):
            word = wanted.folded
            near = bits.rows(self.facts.words.rows(word))
            return bits.of([row for row in near if word in texts[row].split("\n")[line]], len(texts))
        return bits.pack(bytes([wanted.accepts_text(text.split("\n")[line]) for text in texts]))


def _union(sets: Iterable[int]) -> int:
    found = 0
    for rows in sets:
        found |= rows
    return found
