"""The grammar of the filter line.

    query := all ("OR" all)*            a space between two terms means and; it binds tighter than OR
    all   := one+
    one   := "-" one | "(" query ")" | term
    term  := key ":" value ("," value)* | word | '"' phrase '"'
    value := ("<" | "<=" | ">" | ">=") operand | operand ".." operand | text with "*" | text | '"' text '"'

What only looks like syntax is a word: a lone `-`, `12:30`, `https://…`, a parenthesis that a word itself
opened.
"""

from __future__ import annotations

from tui.blog.errors import QueryError
from tui.blog.query.criteria import (
    OPERATORS,
    Between,
    Compared,
    Criterion,
    Exactly,
    Glob,
    date_span,
    number_span,
)
from tui.blog.query.query import Query, Sort
from tui.blog.query.tree import KEY, STATES, Field, Has, Is, Node, Not, Word, all_of, any_of
from tui.blog.text import fold

NEWEST_FIRST = ("date", "modified")
"""The keys that sort from the newest where no direction is given."""

_DEPTH = 50  # nested deeper, a line is no filter but an accident
_TERM = "a word or key:value"
_DATE = "a date such as 2026-01"
_OPERAND = "a number or a date such as 2026-01"
_STATE = f"one of {', '.join(STATES)}"
_WORDS = "a word or a phrase"


def parse(text: str) -> Query:
    """Read a filter line.

    Raises:
        QueryError: It can't be read; says where, and what would be right there.
    """
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.depth = 0
        self.sort: Sort | None = None

    def query(self) -> Query:
        self._skip_space()
        if self.place == len(self.text):
            return Query()
        tree = self._any()
        if self.place < len(self.text):
            raise self._wrong('nothing opened this ")"', self.place, _TERM)
        return Query(tree, self.sort)

    def _any(self) -> Node:
        parts = [self._all()]
        while self._at_or():
            self.place += 2
            self._skip_space()
            parts.append(self._all())
        return any_of(parts)

    def _all(self) -> Node:
        parts: list[Node] = []
        start, sort = self.place, self.sort
        while self.place < len(self.text) and self._char != ")" and not self._at_or():
            part = self._one()
            if part is not None:
                parts.append(part)
            self._skip_space()
        if not parts and (
            self.place == start or self.depth or self.sort == sort or not self._only_sort(start)
        ):
            found = '"OR"' if self._at_or() else f'"{self._char}"' if self._char else "the end"
            raise self._wrong(f"a term is missing before {found}", self.place, _TERM)
        return all_of(parts)

    def _only_sort(self, start: int) -> bool:
        """Tell whether the whole line is nothing but its order."""
        return not self.text[:start].strip() and self.place == len(self.text)

    def _one(self) -> Node | None:
        """Read one part; an order is kept aside, as it is no condition."""
        start, negated = self.place, False
        while self._char == "-" and self.text[self.place + 1 : self.place + 2].strip().strip(")"):
            self.place += 1
            negated = not negated
        part = self._group() if self._char == "(" else self._term()
        if part is None and self.place > start and self.text[start] == "-":
            raise self._wrong("an order can't be negated", start, "sort:key-desc")
        return Not(part) if negated and part is not None else part

    def _group(self) -> Node:
        start = self.place
        if self.depth == _DEPTH:
            raise self._wrong("this is nested too deep", start, "fewer parentheses")
        self.place += 1
        self.depth += 1
        self._skip_space()
        part = self._any()
        self.depth -= 1
        if self.place == len(self.text):
            raise self._wrong('this "(" is never closed', start, '")"')
        self.place += 1
        return part

    def _term(self) -> Node | None:
        start = self.place
        if self._char == '"':
            text = self._quoted()
            if self._char != ":":
                return Word(self._something(text, start))
            key = text
        else:
            match = KEY.match(self.text, start)
            end = match.end() if match else start
            if match is None or self.text[end : end + 1] != ":" or self.text.startswith("://", end):
                return Word(self._bare())
            key = match[0]
            self.place = end
        self.place += 1
        return self._keyed(key, start)

    def _keyed(self, key: str, start: int) -> Node | None:
        match fold(key):
            case "is":
                return Is(tuple(self._state(*value) for value in self._values(_STATE)))
            case "has" | "no" as name:
                return Has(tuple(text for text, _, _ in self._values("a key")), present=name == "has")
            case "sort":
                self._order(start)
                return None
            case "date":
                return Field(key, tuple(self._check_date(*value) for value in self._values(_DATE)))
            case "body":
                return Field(key, tuple(self._check_words(*value) for value in self._values(_WORDS)))
            case _:
                return Field(key, tuple(self._criterion(*value) for value in self._values()))

    def _values(self, expected: str = "a value") -> list[tuple[str, bool, int]]:
        """Read values: each its text, whether it was quoted, and its place."""
        values: list[tuple[str, bool, int]] = []
        while True:
            start = self.place
            quoted = self._char == '"'
            text = self._quoted() if quoted else self._bare(stop=",")
            if not text and not quoted:
                raise self._wrong("a value is missing", start, expected)
            values.append((text, quoted, start))
            if quoted and self._char not in ")," and not self._char.isspace():
                raise self._wrong("a value ends with its quotes", self.place, "a space or a comma")
            if self._char != ",":
                return values
            self.place += 1

    def _state(self, text: str, _quoted: bool, place: int) -> str:
        if fold(text) not in STATES:
            raise self._wrong(f'no post is "{text}"', place, _STATE)
        return fold(text)

    def _criterion(self, text: str, quoted: bool, place: int) -> Criterion:
        if quoted:
            return Exactly(text)
        operator = next((sign for sign in OPERATORS if text.startswith(sign)), "")
        if operator:
            operand = text[len(operator) :]
            self._check_operands((operand,), place + len(operator))
            return Compared(operator, operand)
        low, dots, high = text.partition("..")
        if dots and (low or high):
            sides = tuple(filter(None, (low, high)))
            if any(number_span(side) or date_span(side) for side in sides):
                self._check_operands(sides, place)
                return Between(low, high)
        return Glob(text) if "*" in text else Exactly(text)

    def _check_operands(self, texts: tuple[str, ...], place: int) -> None:
        for read in (number_span, date_span):
            if all(map(read, texts)):
                return
        wrong = next((text for text in texts if not (number_span(text) or date_span(text))), texts[-1])
        what = f'"{wrong}" can\'t be compared' if wrong else "a value is missing"
        raise self._wrong(what, self.text.find(wrong, place), _OPERAND)

    def _check_date(self, text: str, quoted: bool, place: int) -> Criterion:
        """Read what a post's date is to be: nothing but dates can be meant, unless by a shape."""
        wanted = self._criterion(text, quoted, place)
        if not isinstance(wanted, Glob) and not wanted.dates:
            raise self._wrong(f'"{text}" is no date', place, _DATE)
        return wanted

    def _check_words(self, text: str, quoted: bool, place: int) -> Criterion:
        """Read what a body is to hold: words have neither size nor shape."""
        wanted = self._criterion(self._something(text, place), quoted, place)
        if not isinstance(wanted, Exactly):
            raise self._wrong(f'"{text}" can\'t be looked for in texts', place, _WORDS)
        return wanted

    def _something(self, text: str, place: int) -> str:
        """Return what is to be looked for in texts; nothing would be in each of them."""
        if not text.strip():
            raise self._wrong("these quotes hold nothing", place, _WORDS)
        return text

    def _order(self, start: int) -> None:
        if self.depth:
            raise self._wrong("an order holds for the whole line", start, "sort: outside")
        if self.sort is not None:
            raise self._wrong("there is an order already", start, "one sort:")
        (text, _, place), *more = self._values("a key to order by")
        if more:
            raise self._wrong("only one key orders", more[0][2], "one key")
        key, dash, direction = text.rpartition("-")
        if not dash or direction not in ("asc", "desc"):
            key, direction = text, "desc" if fold(text) in NEWEST_FIRST else "asc"
        if not key:
            raise self._wrong("a key is missing", place, "a key to order by")
        self.sort = Sort(key, descending=direction == "desc")

    def _wrong(self, message: str, position: int, expected: str) -> QueryError:
        unfinished = self.place >= len(self.text)
        return QueryError(message, position=position, expected=expected, unfinished=unfinished)

    @property
    def _char(self) -> str:
        return self.text[self.place : self.place + 1]

    def _at_or(self) -> bool:
        end = self.text[self.place + 2 : self.place + 3]
        return self.text.startswith("OR", self.place) and (not end or end.isspace() or end == "(")

    def _skip_space(self) -> None:
        while self._char.isspace():
            self.place += 1

    def _bare(self, stop: str = "") -> str:
        """Read up to white space, a stop, or a parenthesis that was not opened in here."""
        start, opened = self.place, 0
        while (char := self._char) and not char.isspace() and char not in stop:
            opened += (char == "(") - (char == ")")
            if opened < 0:
                break
            self.place += 1
        return self.text[start : self.place]

    def _quoted(self) -> str:
        """Read a phrase in quotes; a backslash keeps the next character as it is."""
        start = self.place
        self.place += 1
        letters: list[str] = []
        while (char := self._char) != '"':
            if char == "\\":
                self.place += 1
                char = self._char
            if not char:
                raise self._wrong("these quotes are never closed", start, "a closing quote")
            letters.append(char)
            self.place += 1
        self.place += 1
        return "".join(letters)
