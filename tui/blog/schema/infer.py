"""Fields inferred from the values that posts have, with the evidence.

An inferred type is a guess that a form may start from, never a rule: each field says what it rests
on ("datetime in 412 of 415 posts"), choices stay open, and any value can be edited as source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import Literal, TypeAlias

from tui.blog.dates import Dialect
from tui.blog.schema.datetimes import DateTime
from tui.blog.schema.fields import Boolean, Choice, Draft, Field, Number, String, width
from tui.blog.schema.lists import Item, List
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.texts import PICTURES, File, Image, Slug
from tui.blog.values import DateText, Value

Shape: TypeAlias = Literal["boolean", "number", "date", "text", "texts", "map", "maps", "other"]

MOST = 0.9
"""The share of values that must agree on a type."""

FEW = 5
"""Fewer values than this say little of a type: the whole site is asked then."""

SAMPLE = 500
"""How many values are looked at for what takes longer than their Python type."""

DEEPEST = 4
"""Levels of maps that get fields of their own; what lies deeper is edited as source."""

_CHOICES = 12
_PICTURE_NAMES = re.compile(
    r"(?:^|[_-])(?:image|img|picture|pic|photo|cover|thumb|thumbnail|banner|hero|avatar|logo|icon|poster"
    r"|teaser)s?(?:$|[_-](?:url|src|path|file|image|img))",
    re.IGNORECASE,
)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PICTURE = re.compile(rf"[^\s?#]+\.(?:{'|'.join(PICTURES)})(?:[?#]\S*)?", re.IGNORECASE)
_FILES = "pdf|zip|mp3|mp4|m4a|m4v|mov|ogg|ogv|wav|webm|flac|csv|json|js|css|epub|docx?|xlsx?|pptx?|txt|bib"
_FILE = re.compile(rf"[^\s?#]+\.(?:{_FILES})(?:[?#]\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[^\s]*[/.][^\s]*", re.IGNORECASE)
_PROSE = re.compile(r"title|description|summary|excerpt|slug|url|link|name$|alt|caption|^id$", re.IGNORECASE)


def infer(
    values: Mapping[str, Sequence[Value]],
    *,
    of: int,
    backup: Callable[[], Mapping[str, Sequence[Value]]] = dict,
    zone: tzinfo = UTC,
    dialect: Dialect = "any",
) -> tuple[Field, ...]:
    """Infer the fields of one kind of post, the most frequent first.

    Args:
        values: The values that posts give each key, from `gather`.
        of: How many posts there are.
        backup: Returns the values of each key over the whole site; asked where these are too few.
        zone: The zone of dates that name none.
        dialect: Whose dates they are.
    """
    found: list[tuple[int, Field]] = []
    for name, here in values.items():
        wider = backup().get(name, here) if len(here) < FEW or len(_given(here)) < FEW else here
        field = infer_field(name, wider if len(wider) > len(here) else here, zone=zone, dialect=dialect)
        found.append((len(here), replace(field, usual=len(here) * 2 >= of)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(field for _, field in found)


def gather(maps: Iterable[Mapping[str, Value]], *, folds: bool = False) -> dict[str, list[Value]]:
    """Return each key with the values that posts give it, in the spelling that most have."""
    values: dict[str, list[Value]] = {}
    for each in maps:
        for name, value in each.items():
            found = values.get(name)
            if found is None:
                values[name] = [value]
            else:
                found.append(value)
    return _fold(values) if folds else values


def _fold(values: dict[str, list[Value]]) -> dict[str, list[Value]]:
    """Put the values of keys that differ only in case under the spelling that most have."""
    spellings: dict[str, list[str]] = {}
    for name in values:
        spellings.setdefault(name.lower(), []).append(name)
    folded: dict[str, list[Value]] = {}
    for names in spellings.values():
        best = max(names, key=lambda name: len(values[name]))
        folded[best] = [value for name in names for value in values[name]]
    return folded


def infer_field(
    name: str, values: Sequence[Value], *, zone: tzinfo = UTC, dialect: Dialect = "any", depth: int = 0
) -> Field:
    """Infer one field from its name and the values that posts give it."""
    given = _given(values)
    if not given:
        return _empty(name, values)
    shapes = Counter(_shape(value) for value in given)
    leader, count = shapes.most_common(1)[0]
    if shapes["text"] and shapes["texts"] and shapes["text"] + shapes["texts"] >= MOST * len(given):
        few = shapes["texts"] < (1 - MOST) * len(given) and not name.endswith("s")
        leader = "text" if few else "texts"
    elif count < MOST * len(given):
        scalars = shapes["text"] + shapes["number"] + shapes["date"]
        leader = "text" if shapes["text"] and scalars >= MOST * len(given) else "other"
    field: Field
    match leader:
        case "boolean":
            field = Draft(name=name) if name.lower() in ("draft", "isdraft") else Boolean(name=name)
        case "number":
            field = Number(name=name)
        case "date":
            field = DateTime(name=name, zone=zone, dialect=dialect)
        case "text":
            field = _text(name, [v for v in given if isinstance(v, str)], zone, dialect)
        case "texts":
            field = List(name=name)
        case "map" | "maps" if depth < DEEPEST:
            inner = gather(_maps(given))
            fields = tuple(
                infer_field(key, found, zone=zone, dialect=dialect, depth=depth + 1)
                for key, found in inner.items()
            )
            kind = Fields if leader == "map" else Block
            field = kind(name=name, fields=fields)
        case _:
            field = Json(name=name)
    if isinstance(field, DateTime):
        field = replace(field, layout=usual_layout(field, given))
    return replace(field, source=evidence(field, given))


def evidence(field: Field, values: Sequence[Value]) -> str:
    """Say in how many posts the value is of a field's type."""
    given = _given(values)
    held = sum(field.holds(value) for value in given)
    if isinstance(field, DateTime):
        sample = given[:SAMPLE]
        held -= sum(field.holds(value) and field.read(value) is None for value in sample)
    posts = "post" if len(given) == 1 else "posts"
    return f"{field.type} in {held} of {len(given)} {posts}"


def usual_layout(field: DateTime, values: Sequence[Value]) -> str:
    """Return how most posts write a date."""
    layouts = Counter(moment.layout for value in values[:SAMPLE] if (moment := field.read(value)))
    return layouts.most_common(1)[0][0] if layouts else field.layout


def choices(values: Sequence[Value]) -> tuple[str, ...]:
    """Return the texts that values are, the most frequent first."""
    found = Counter(value for value in values if isinstance(value, str) and value)
    return tuple(text for text, _ in found.most_common(_CHOICES))


def _given(values: Sequence[Value]) -> list[Value]:
    """Leave out the values that say nothing of a type."""
    return [value for value in values if value not in (None, "", [], {})]


def _empty(name: str, values: Sequence[Value]) -> Field:
    """Return the field of a key that is there, but has no value anywhere."""
    kinds: list[tuple[Callable[[Value], bool], type[Field]]] = [
        (lambda value: isinstance(value, list), List),
        (lambda value: isinstance(value, dict), Fields),
    ]
    for matches, kind in kinds:
        if any(matches(value) for value in values):
            return kind(name=name, source=f"empty in {len(values)} posts")
    return String(name=name, source=f"empty in {len(values)} posts")


def _shape(value: Value) -> Shape:
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case DateText():
            return "date"
        case str():
            return "text"
        case dict():
            return "map"
        case list() if all(isinstance(item, Item) for item in value):
            return "texts"
        case list() if all(isinstance(item, dict) for item in value):
            return "maps"
        case _:
            return "other"


def _maps(values: Sequence[Value]) -> list[dict[str, Value]]:
    """Return the maps that values are, or are lists of."""
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item for item in flat if isinstance(item, dict)]


def _text(name: str, texts: Sequence[str], zone: tzinfo, dialect: Dialect) -> Field:
    """Return the field of texts, by what they look like and what the key is called."""
    sample = texts[:SAMPLE]
    enough = MOST * len(sample)
    date = DateTime(name=name, zone=zone, dialect=dialect)
    if sum(not text.isdecimal() and date.read(text) is not None for text in sample) >= enough:
        return date
    words = _HUMPS.sub("_", name)
    if sum(_PICTURE.fullmatch(text) is not None for text in sample) >= enough:
        return Image(name=name)
    if _PICTURE_NAMES.search(words) and sum(_ADDRESS.fullmatch(t) is not None for t in sample) >= enough:
        return Image(name=name)
    if sum(_FILE.fullmatch(text) is not None for text in sample) >= enough:
        return File(name=name)
    if re.search(r"(?:^|_)slug$", words.lower()):
        return Slug(name=name)
    long = any("\n" in t for t in sample) or sum(map(width, sample)) > 70 * len(sample)
    distinct = Counter(texts)
    if (
        not long
        and not _PROSE.search(words)
        and len(distinct) <= _CHOICES
        and len(texts) >= 10
        and len(distinct) * 4 <= len(texts)
        and all(width(text) <= 40 for text in distinct)
    ):
        return Choice(name=name, choices=choices(texts), open=True)
    return String(name=name, single=not long)
