r"""Assignments: edits as they are typed on a command line, in the manner of httpie and kubectl.

    draft=true          read by the field's type
    cover:={"image": …} exactly this JSON
    tags+=AI            add a term
    tags-=AI            remove a term
    slug-               remove the field

Dots lead into maps and lists; a backslash makes the character behind it an ordinary one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.errors import AssignmentError, FieldError
from tui.blog.schema import Boolean, DateTime, Field, Json, List, Number, String
from tui.blog.schema.lists import label
from tui.blog.values import DateText, Key, Value, look_up, parse_key

if TYPE_CHECKING:
    from tui.blog.schema import Schema

Operator: TypeAlias = Literal["=", ":=", "+=", "-=", "-"]

_FORM = re.compile(
    r"(?!:=|\+=|-=)(?P<key>(?:\\.|[^\\/=])+?)(?:(?P<operator>:=|\+=|-=|=)(?P<text>.*)|(?P<unset>-))",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([^.])")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment, not yet typed."""

    key: Key
    operator: Operator
    text: str
    """What stands behind the operator."""

    source: str
    """The whole, as it was typed."""

    @property
    def is_typed(self) -> bool:
        """Whether the edit depends on the field and on what it holds."""
        return self.operator in ("=", "-=")

    def edit(self, values: dict[str, Value], schema: Schema | None = None, *, fold: bool = False) -> Edit:
        """Return the edit that is meant in one post.

        Args:
            values: The post's front matter.
            schema: The fields that its kind of post has; without one, the value that is there decides.
            fold: Match keys in any case, as Hugo does.

        Raises:
            FieldError: The text is no value of the field.
        """
        match self.operator:
            case "-":
                return Unset(self.key)
            case ":=":
                return Set(self.key, _json(self.text))
            case "+=":
                return Add(self.key, self.text)
        was = look_up(values, self.key, fold=fold)
        if self.operator == "-=":
            return Remove(self.key, _item(was, self.text))
        return Set(self.key, self._value(was, schema))

    def _value(self, was: Value, schema: Schema | None) -> Value:
        field = schema.field(self.key) if schema else Json(name="")
        if type(field) is Json:
            field = _field_of(was, self.text)
        try:
            value = field.parse(self.text, was)
        except FieldError as error:
            name = ".".join(map(str, self.key))
            raise FieldError(f"{name}: {error.message}", hint=error.hint) from None
        if value is None and isinstance(field, String):
            return ""
        return value


def parse_assignment(text: str) -> Assignment:
    """Read an assignment.

    Raises:
        AssignmentError: The text is no assignment.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise AssignmentError(f"“{text.encode(errors='replace').decode()}” is not UTF-8")
    match = _FORM.fullmatch(text)
    if not match:
        raise AssignmentError(
            f"“{text}” is no assignment", hint="key=value, key:=JSON, key+=term, key-=term, key-"
        )
    key = parse_key(_ESCAPED.sub(r"\1", match["key"]))
    if "" in key:
        raise AssignmentError(f"“{text}” names no field")
    operator = cast("Operator", match["operator"] or match["unset"])
    assignment = Assignment(key, operator, match["text"] or "", text)
    if assignment.operator == ":=":
        try:
            _json(assignment.text)
        except FieldError as error:
            raise AssignmentError(f"“{text}”: {error.message}") from None
    return assignment


def split_arguments(arguments: Sequence[str]) -> tuple[list[Path], list[Assignment]]:
    """Tell assignments from paths.

    A word with an operator behind what can be a key is an assignment, so a file called `a=b.md`
    is written `./a=b.md`. A word that ends in `-` is a path if there is one.

    Raises:
        AssignmentError: One is malformed.
    """
    paths: list[Path] = []
    assignments: list[Assignment] = []
    for argument in arguments:
        match = _FORM.fullmatch(argument)
        if match and (match["operator"] or not Path(argument).exists()):
            assignments.append(parse_assignment(argument))
        else:
            paths.append(Path(argument))
    return paths, assignments


def _json(text: str) -> Value:
    if not text.strip():
        raise FieldError("there is no JSON behind :=")
    return Json(name="").parse(text)


def _field_of(was: Value, text: str) -> Field:
    """Return the field that fits a value, or a text where there is no value yet."""
    kinds: tuple[Field, ...] = (Boolean(name=""), Number(name=""), DateTime(name=""), List(name=""))
    if was is None:
        return kinds[0] if text in ("true", "false") else String(name="")
    if isinstance(was, str) and not isinstance(was, DateText):
        return String(name="")
    return next((kind for kind in kinds if kind.holds(was)), Json(name=""))


def _item(was: Value, text: str) -> Value:
    """Return the item that a list shows as some text: `2024` may be a number there."""
    items = was if isinstance(was, list) else []
    return next((item for item in items if label(item) == text), text)
