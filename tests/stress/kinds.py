"""The eight kinds of edit that every real post is tried with, chosen by the post itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.values import DateText, Key, Value

TITLES = (
    'New: title — 日本語 "quoted" #1',
    "It's plain, isn't it?",
    "plain words",
    "yes",
    "2024-01-01",
    "- dash",
    "back\\slash\\n",
    "trailing colon:",
    "emoji 😀 ok",
    "[x] {y}",
    "123",
    "1_000",
    "a # b",
    "1e3",
    "@at & *star",
    "{{ tpl }}",
    "null",
    "0o17",
    "12:30",
    "1.10",
    "中文标题：测试",
    "% percent",
    '"',
    "'",
    "~",
    "tab\there",
    "nbsp\u00a0x",
    "line\u2028separator",
    "escape \x1b[31m",
    "ends with space ",
    " starts with one",
    "",
    "=",
    "<<",
    "two\nlines",
    "? question",
    "---",
    "...",
    "key: value",
    "a, b",
    "!tag",
    "`tick`",
    "0x1F",
    "+1",
    ".5",
    "\ufeffmark",
)
TERMS = (
    "new-tag",
    "新しいタグ",
    "c#",
    "C++",
    "on",
    "3.10",
    "a, b",
    "key: v",
    "o'clock",
    "@x",
    "-",
    "[y]",
    "2024",
)
_LISTS = ("tags", "categories", "keywords", "tag", "series", "authors", "aliases")
_DATES = ("date", "publishdate", "lastmod", "pubdate", "updated")
_DATE = re.compile(r"(\d{4})(-)(\d{1,2})(-)(\d{1,2})")


class Trial(NamedTuple):
    """One edit to try."""

    kind: str
    edit: Edit


def trials(values: dict[str, Value], name: str) -> Iterator[Trial]:
    """Yield up to eight edits of a post: one of each kind that its fields allow."""
    chance = crc32(name.encode())
    by_lower = {key.lower(): key for key in values}
    if "title" in by_lower and not isinstance(values[by_lower["title"]], (list, dict)):
        yield Trial("title", Set((by_lower["title"],), TITLES[chance % len(TITLES)]))
    for wanted in _DATES:
        old = values.get(by_lower.get(wanted, ""))
        if isinstance(old, str) and (found := _DATE.match(old)):
            yield Trial("date", Set((by_lower[wanted],), type(old)(_moved(old, found, chance))))
            break
    held = [
        key for key in (by_lower.get(name, "") for name in _LISTS) if isinstance(values.get(key), (list, str))
    ]
    held += [key for key, value in values.items() if isinstance(value, list) and key not in held]
    if held:
        yield Trial("add term", Add((held[0],), TERMS[chance % len(TERMS)]))
    full = [key for key in held if isinstance(values[key], list) and values[key]]
    if full:
        items = values[full[0]]
        assert isinstance(items, list)
        yield Trial("remove term", Remove((full[0],), items[(chance >> 4) % len(items)]))
    yield Trial("add key", Set(("zz new",) if chance % 5 == 0 else ("zz_new",), _anything(chance >> 3)))
    if values:
        yield Trial("delete key", Unset((sorted(values)[(chance >> 2) % len(values)],)))
    for key, value in values.items():
        if isinstance(value, bool):
            yield Trial("boolean", Set((key,), not value))
            break
    inner = next(_nested(values), None)
    if inner is not None:
        yield Trial("nested", Set(inner, "/img/new cover: é.png"))


def _moved(text: str, found: re.Match[str], chance: int) -> str:
    _, dash, month, _, day = found.groups()
    pad = "02" if len(month) == 2 else "d"
    moved = f"2031{dash}{chance % 9 + 1:{pad}}{dash}{chance % 18 + 10 if len(day) == 2 else chance % 9 + 1}"
    return moved + text[found.end() :]


def _anything(chance: int) -> Value:
    every: list[Value] = [
        *TITLES,
        True,
        7,
        1.5,
        DateText("2031-02-03"),
        ["x", "y: z"],
        {"inner": "x", "list": [1, "two"]},
        [{"src": "a.png", "title": "on"}, {"src": "b.png"}],
        [],
        {},
    ]
    return every[chance % len(every)]


def _nested(value: Value, way: Key = ()) -> Iterator[Key]:
    if len(way) > 6:
        return
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _nested(child, (*way, key))
    elif isinstance(value, list):
        if len(way) != 1 or any(isinstance(item, (list, dict)) for item in value):
            for at, child in enumerate(value):
                yield from _nested(child, (*way, at))
    elif len(way) > 1 and isinstance(value, str) and not isinstance(value, DateText):
        yield way
