"""Values with values in them: maps, lists of maps, and whatever has no type."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tui.blog.errors import FieldError
from tui.blog.schema.fields import Field
from tui.blog.values import Value

DEEPEST = 100
"""How many collections may stand in each other in what is typed as JSON."""


@dataclass(frozen=True, kw_only=True)
class Json(Field):
    """Anything: what has no type, or several."""

    type = "json"

    def holds(self, value: Value) -> bool:
        return True

    def parse(self, text: str, was: Value = None) -> Value:
        if was is not None and text == self.format(was):
            return was  # JSON has no bare dates
        if not text.strip():
            return None
        try:
            value: Value = json.loads(text, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise FieldError(f"not JSON: {error}") from None
        if _deep(value, DEEPEST):
            raise FieldError(f"more than {DEEPEST} levels deep")
        return value

    def format(self, value: Value) -> str:
        return "" if value is None else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Fields(Json):
    """A map with fields of its own, such as `cover` with `image` and `alt`."""

    type = "fields"

    fields: tuple[Field, ...] = ()

    def holds(self, value: Value) -> bool:
        return value is None or isinstance(value, dict)

    def parse(self, text: str, was: Value = None) -> Value:
        value = super().parse(text, was)
        if not self.holds(value):
            raise FieldError("not a JSON object")
        return value


@dataclass(frozen=True, kw_only=True)
class Block(Fields):
    """A list of maps that have the same fields, such as Hugo's `resources`."""

    type = "block"

    def holds(self, value: Value) -> bool:
        return value is None or (isinstance(value, list) and all(isinstance(v, dict) for v in value))

    def parse(self, text: str, was: Value = None) -> Value:
        value = Json.parse(self, text, was)
        if not self.holds(value):
            raise FieldError("not a JSON list of objects")
        return value


def _no_constant(name: str) -> Value:
    raise ValueError(f"{name} can't be written")


def _deep(value: Value, levels: int) -> bool:
    """Tell whether a value has more than so many levels."""
    if isinstance(value, dict):
        return not levels or any(_deep(v, levels - 1) for v in value.values())
    return isinstance(value, list) and (not levels or any(_deep(v, levels - 1) for v in value))
