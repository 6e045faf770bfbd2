"""A whole query: a tree and an order, and the terms that facets put in and take out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Literal

import msgspec

from tui.blog.query.criteria import Exactly
from tui.blog.query.tree import (
    EVERYTHING,
    And,
    Field,
    Is,
    Node,
    Not,
    Or,
    Word,
    all_of,
    asked,
    conjuncts,
    key_text,
)
from tui.blog.text import fold

Mode = Literal["and", "or", "not", ""]
"""How a term takes part: wanted, wanted or another, not wanted, not mentioned."""

SORT_KEYS = ("date", "title", "modified", "words", "minutes", "status", "section", "path")
"""The keys to sort by that a menu offers; any other key sorts as well."""

SHORT_KEYS = {"tags": "tag", "categories": "category"}
"""Taxonomies that are written in the singular."""


class Sort(msgspec.Struct, frozen=True):
    """The order of the result. Posts without the key come last either way."""

    key: str
    descending: bool = False

    def __str__(self) -> str:
        return f"sort:{key_text(self.key + ('-desc' if self.descending else '-asc'))}"


class Query(msgspec.Struct, frozen=True):
    """A parsed filter line. `str` writes it again, in its plainest spelling."""

    tree: Node = EVERYTHING
    sort: Sort | None = None
    """The order asked for; None is the default, newest first."""

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.tree), str(self.sort or ""))))

    def __bool__(self) -> bool:
        return self != Query()

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that are wanted, for the reader to mark; each once."""
        return tuple(dict.fromkeys(_wanted_words(self.tree, ("title", "body"))))

    @property
    def body_words(self) -> tuple[str, ...]:
        """Those of the words that a body may hold."""
        return tuple(dict.fromkeys(_wanted_words(self.tree, ("body",))))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it asks for or sorts by, as they are written, each once."""
        keys = [key for key, _ in asked(self.tree)]
        return tuple(dict.fromkeys([*keys, self.sort.key] if self.sort else keys))

    def sorted(self, sort: Sort | None) -> Query:
        """Return the query with another order."""
        return Query(self.tree, sort)

    def state(self, taxonomy: str, term: str) -> Mode:
        """Tell how a term takes part.

        Args:
            taxonomy: The plural name, such as `tags`, or `status`.
            term: The term, or the status.
        """
        for part in conjuncts(self.tree):
            if term_names(part, taxonomy, term):
                return "or" if len(_values(part)) > 1 else "and"
            if isinstance(part, Not) and term_names(part.part, taxonomy, term):
                return "not"
        return ""

    def excluded(self, taxonomy: str) -> tuple[str, ...]:
        """Return the terms of a taxonomy that are not wanted, or the statuses."""
        inner = (part.part for part in conjuncts(self.tree) if isinstance(part, Not))
        return tuple(
            dict.fromkeys(term for part in inner if _is_of(part, taxonomy) for term in _values(part))
        )

    def toggle(self, taxonomy: str, term: str, mode: Literal["and", "or", "not"]) -> Query:
        """Put a term in, in a mode; take it out where it is in that mode already.

        `or` joins the last wanted terms of its taxonomy: `tag:a` becomes `tag:a,b`.

        Args:
            taxonomy: The plural name, such as `tags`, or `status`.
            term: The term, or the status.
            mode: How it is to take part.
        """
        state = self.state(taxonomy, term)
        parts = list(_without(conjuncts(self.tree), taxonomy, term))
        mine = [place for place, part in enumerate(parts) if _is_of(part, taxonomy)]
        single = _term_node(taxonomy, term)
        if state == mode or (state == "and" and mode == "or" and not mine):
            pass
        elif mode == "not":
            parts.append(Not(single))
        elif mode == "or" and mine:
            parts[mine[-1]] = _joined(parts[mine[-1]], single)
        else:
            parts.append(single)
        return Query(all_of(parts), self.sort)


def same_key(one: str, other: str) -> bool:
    """Tell whether two keys mean one taxonomy or field: in any case, `tag` as `tags`."""
    return _long(one) == _long(other)


def term_names(part: Node, taxonomy: str, term: str) -> bool:
    """Tell whether a part of a query asks for a term, alone or beside others."""
    return _is_of(part, taxonomy) and any(fold(value) == fold(term) for value in _values(part))


def _long(key: str) -> str:
    key = fold(key)
    return next((name for name, short in SHORT_KEYS.items() if key == short), key)


def _is_of(part: Node, taxonomy: str) -> bool:
    """Tell whether a part asks for terms of a taxonomy, each written out."""
    if taxonomy == "status":
        return isinstance(part, Is)
    return (
        isinstance(part, Field)
        and same_key(part.key, taxonomy)
        and all(isinstance(one, Exactly) for one in part.wanted)
    )


def _values(part: Node) -> tuple[str, ...]:
    if isinstance(part, Is):
        return part.states
    return (
        tuple(one.text for one in part.wanted if isinstance(one, Exactly)) if isinstance(part, Field) else ()
    )


def _term_node(taxonomy: str, term: str) -> Is | Field:
    if taxonomy == "status":
        return Is((term,))
    return Field(SHORT_KEYS.get(taxonomy, taxonomy), (Exactly(term),))


def _joined(part: Node, more: Is | Field) -> Node:
    if isinstance(part, Is) and isinstance(more, Is):
        return Is(part.states + more.states)
    if isinstance(part, Field) and isinstance(more, Field):
        return Field(part.key, part.wanted + more.wanted)
    return part


def _without(parts: Iterable[Node], taxonomy: str, term: str) -> Iterator[Node]:
    """Yield parts with one term taken out of each."""
    for part in parts:
        inner = part.part if isinstance(part, Not) else part
        if not term_names(inner, taxonomy, term):
            yield part
        elif isinstance(part, Is):
            if states := tuple(state for state in part.states if state != term):
                yield Is(states)
        elif isinstance(part, Field):
            wanted = tuple(o for o in part.wanted if isinstance(o, Exactly) and fold(o.text) != fold(term))
            if wanted:
                yield Field(part.key, wanted)
        elif isinstance(part, Not) and len(_values(inner)) > 1:
            yield from map(Not, _without((inner,), taxonomy, term))


def _wanted_words(node: Node, keys: Container[str]) -> Iterator[str]:
    match node:
        case Word(text):
            yield text
        case Field(key, wanted) if fold(key) in keys:
            yield from (one.text for one in wanted if isinstance(one, Exactly))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted_words(part, keys)
        case _:
            pass
