"""Values turned into what Hugo wants, as https://github.com/spf13/cast does it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tui.blog.values import Value

_TRUE = frozenset({"1", "t", "T", "true", "TRUE", "True"})
_FALSE = frozenset({"0", "f", "F", "false", "FALSE", "False"})


def to_text(value: Value) -> str:
    """Return a value as text; empty for what has none, such as a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    return ""


def to_bool(value: Value) -> bool | None:
    """Return a value as a truth value, or None where it is none."""
    if value is None:
        return False
    if isinstance(value, str):
        return True if value in _TRUE else False if value in _FALSE else None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value != 0
    return None


def to_texts(value: Value) -> tuple[str, ...]:
    """Return a list of texts; one text is a list of its words, as Hugo has it in configurations."""
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list):
        return tuple(to_text(item) for item in value)
    return ()


def to_terms(value: Value) -> tuple[str, ...]:
    """Return the terms that a field holds, each once; one text is one term."""
    if not isinstance(value, list):
        return (text,) if (text := to_text(value)) else ()
    texts = dict.fromkeys([item if isinstance(item, str) else to_text(item) for item in value])
    texts.pop("", None)
    return tuple(texts)


def to_map(value: Value) -> dict[str, Value]:
    """Return a mapping, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def lowered(values: dict[str, Value]) -> dict[str, Value]:
    """Return front matter with its top keys in lower case, itself if they are; of two, the last counts."""
    keys = _lowered(tuple(values))
    return values if keys is None else dict(zip(keys, values.values(), strict=True))


@lru_cache(maxsize=256)
def _lowered(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return keys in lower case, or None where they are so already: most posts of a site share theirs."""
    lower = tuple(key.lower() for key in keys)
    return None if lower == keys else lower


def folded(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return a mapping with its keys in lower case, at every level; of two alike, the last counts."""
    return {key.lower(): _folded(value) for key, value in values.items()}


def _folded(value: Value) -> Value:
    if isinstance(value, dict):
        return folded(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    return value
