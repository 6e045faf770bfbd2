"""The `#+KEY: value` lines of an Org file, which Hugo reads as front matter. Never written."""

from __future__ import annotations

import re

from tui.blog.values import DateText, Value

_LINE = re.compile(r"#\+([A-Za-z_]+)(\[\])?:[ \t]*([^\r\n]*)")
_LISTS = frozenset(("tags", "categories", "aliases"))


def read(text: str) -> dict[str, Value]:
    """Return the values of the lines: lists where the key ends in `[]` or Hugo makes one (`tags`).

    As in Hugo's `org.Parse` keys are in lower case and `filetags` (`:a:b:`) are `tags`.
    """
    values: dict[str, Value] = {}
    for name, brackets, rest in _LINE.findall(text):
        key = name.lower()
        value = rest.rstrip()
        if key == "filetags":
            values["tags"] = [tag for tag in value.split(":") if tag]
        elif brackets or key in _LISTS:
            values[key] = list(value.split())
        elif key == "date" and re.match(r"[<\[]?\d{4}-", value):
            values[key] = DateText(value.strip("<>[]"))
        else:
            values[key] = value
    return values
