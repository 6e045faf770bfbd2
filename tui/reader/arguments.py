"""The arguments of calls."""

from __future__ import annotations

import re

_ARGUMENT = re.compile(
    r"(?:([\w.:-]{1,80})\s*[=:](?!//)\s*)?(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s\"`,=]+))"
)


def read_arguments(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Read positional and named arguments as Hugo, Liquid and JSX write them."""
    plain: list[str] = []
    named: list[tuple[str, str]] = []
    for match in _ARGUMENT.finditer(text):
        name, *options = match.groups()
        value = next((option for option in options if option is not None), "").replace('\\"', '"')
        if name:
            named.append((name, value))
        else:
            plain.append(value)
    return tuple(plain), tuple(named)
