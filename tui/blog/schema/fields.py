"""Fields: what one key of front matter holds, how it is typed, shown and checked.

The types have the names of Front Matter CMS (https://frontmatter.codes/docs/content-creation/fields),
so that a schema can be read from its configuration and written for it. A type is one subclass of
`Field`, listed in `tui.blog.schema.TYPES`. A field never stands in the way: a value that it does
not hold is edited as source.
"""

from __future__ import annotations

import math
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tui.blog.errors import FieldError
from tui.blog.post import Problem
from tui.blog.values import DateText, Value


@dataclass(frozen=True, slots=True)
class Known:
    """What a site knows and a value is checked against."""

    terms: Callable[[str], Mapping[str, int]] = lambda _: {}
    """A field's name to the terms in use with the number of their posts, most frequent first."""

    find: Callable[[str], Path | None] = lambda _: None
    """Returns the file of the site that an address means, or None."""

    finds: Callable[[str], bool] = lambda _: False
    """A field's name to whether most of the files that posts name in it are found. Where they are not, none
    is told to be missing: only the theme knows where they are."""


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """One key of front matter and the type of its value."""

    type: ClassVar[str]
    """The type's name in Front Matter CMS."""

    name: str
    """The key, in the spelling of most posts."""

    title: str = ""
    """What people call it, where a configuration says so."""

    description: str = ""
    """What it is for, one sentence."""

    required: bool = False
    default: Value = None
    usual: bool = True
    """Whether a form shows it even where a post has no such key."""

    source: str = ""
    """Where this is known from: a configuration's name, the generator's, or the evidence of the posts."""

    @abstractmethod
    def holds(self, value: Value) -> bool:
        """Tell whether a value is of this type; None always is."""

    @abstractmethod
    def parse(self, text: str, was: Value = None) -> Value:
        """Return the value that was typed.

        For every value that a field holds, `parse(format(value), value)` is that value.

        Args:
            text: What the user typed.
            was: The value that stands there, whose style the new one takes.

        Raises:
            FieldError: It is no value of this type; the message says why.
        """

    @abstractmethod
    def format(self, value: Value) -> str:
        """Return the text to edit a value by; empty for None."""

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        """Say what a writer should know of a value that can be written."""
        if self.required and (value is None or value == "" or value == []):
            return (Problem("required", f"{self.name} is required ({self.source or 'schema'})"),)
        return ()

    def properties(self) -> dict[str, Value]:
        """Return what `frontmatter.json` says of this field beyond its name and type."""
        return {}


@dataclass(frozen=True, kw_only=True)
class String(Field):
    """Text."""

    type = "string"

    single: bool = True
    """Whether it is one line, as a title is."""

    limit: int = 0
    """The width in cells from which search engines cut it off; 0 for none. Only a hint."""

    def holds(self, value: Value) -> bool:
        return value is None or (isinstance(value, str) and not isinstance(value, DateText))

    def parse(self, text: str, was: Value = None) -> Value:
        return None if not text and was is None else text

    def format(self, value: Value) -> str:
        return "" if value is None else str(value)

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        if not isinstance(value, str):
            return problems
        if self.limit and (wide := width(value)) > self.limit:
            problems += (Problem("long", f"{wide} cells: search results cut it at about {self.limit}"),)
        if doubled := re.search("([。、，．])\\1+", value):
            problems += (Problem("doubled", f"doubled “{doubled.group()}”"),)
        return problems

    def properties(self) -> dict[str, Value]:
        return {"single": self.single}


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """An integer or a decimal."""

    type = "number"

    def holds(self, value: Value) -> bool:
        if isinstance(value, float):
            return math.isfinite(value)
        return value is None or (isinstance(value, int) and not isinstance(value, bool))

    def parse(self, text: str, was: Value = None) -> Value:
        text = unicodedata.normalize("NFKC", text).strip()
        if not text:
            return None
        if re.fullmatch(r"[-+]?\d{1,4000}", text):
            return int(text)
        try:
            number = float(text)
        except ValueError:
            raise FieldError(f"“{text}” is not a number") from None
        if not math.isfinite(number):
            raise FieldError(f"“{text}” is not a number that can be written")
        return number

    def format(self, value: Value) -> str:
        return "" if value is None else repr(value)

    def properties(self) -> dict[str, Value]:
        return {"numberOptions": {"isDecimal": True}} if isinstance(self.default, float) else {}


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """Yes or no."""

    type = "boolean"

    _WORDS: ClassVar[Mapping[str, bool]] = {
        **dict.fromkeys(("true", "yes", "on", "y", "1", "はい"), True),
        **dict.fromkeys(("false", "no", "off", "n", "0", "いいえ"), False),
    }

    def holds(self, value: Value) -> bool:
        return value is None or isinstance(value, bool)

    def parse(self, text: str, was: Value = None) -> Value:
        text = text.strip()
        if not text:
            return None
        try:
            return self._WORDS[text.casefold()]
        except KeyError:
            raise FieldError(f"“{text}” is neither true nor false") from None

    def format(self, value: Value) -> str:
        return "" if value is None else str(value).lower()


@dataclass(frozen=True, kw_only=True)
class Draft(Boolean):
    """Whether a post is not to be published yet."""

    type = "draft"


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of some texts."""

    type = "choice"

    choices: tuple[str, ...] = ()
    open: bool = False
    """Whether any other text will do too, as for all that is inferred."""

    def holds(self, value: Value) -> bool:
        return value is None or (isinstance(value, str) and not isinstance(value, DateText))

    def parse(self, text: str, was: Value = None) -> Value:
        if text in self.choices or text == was:
            return text
        text = text.strip()
        if not text:
            return None
        if self.open or text in self.choices:
            return text
        raise FieldError(f"“{text}” is not one of: {', '.join(self.choices)}")

    def format(self, value: Value) -> str:
        return "" if value is None else str(value)

    def check(self, value: Value, known: Known) -> tuple[Problem, ...]:
        problems = super().check(value, known)
        if value is not None and not self.open and value not in self.choices:
            problems += (Problem("choice", f"not one of: {', '.join(self.choices)}"),)
        return problems

    def properties(self) -> dict[str, Value]:
        return {"choices": list(self.choices)}


def width(text: str) -> int:
    """Return the cells that text takes: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
