"""What queries mean, written down a second time: post by post, with nothing laid out beforehand."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from tui.blog.post import STATUSES, Post
from tui.blog.query import (
    And,
    Between,
    Compared,
    Criterion,
    Exactly,
    Field,
    Glob,
    Has,
    Is,
    Node,
    Not,
    Or,
    Query,
    Sort,
    Word,
)
from tui.blog.values import Value

T = TypeVar("T", datetime, float)

KATAKANA = "".join(map(chr, [*range(0x30A1, 0x30F7), 0x30FD, 0x30FE]))
HIRAGANA = "".join(map(chr, [*range(0x3041, 0x3097), 0x309D, 0x309E]))
KANA = str.maketrans(KATAKANA, HIRAGANA)
TAXONOMIES = {"tags": ("tags", "tag"), "series": ("series",)}


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold() if not text.isascii() else text.lower()
    return " ".join(folded.translate(KANA).split())


def matches(node: Node, post: Post, body: str, marked: Collection[str]) -> bool:
    def one(part: Node) -> bool:
        return matches(part, post, body, marked)

    match node:
        case And(parts):
            return all(map(one, parts))
        case Or(parts):
            return any(map(one, parts))
        case Not(part):
            return not one(part)
        case Word(text):
            terms = [term for names in post.terms.values() for term in names]
            return any(
                plain(text) in plain(place)
                for place in (post.title, post.description, post.path, body, *terms)
            )
        case Is(states):
            return post.status in states or ("marked" in states and post.path in marked)
        case Has(keys, present):
            return any(has(post, key) == present for key in keys)
        case Field(key, wanted):
            return any(meets(criterion, key.casefold(), post, body) for criterion in wanted)


def taxonomy(key: str) -> str:
    return next((name for name, names in TAXONOMIES.items() if plain(key) in names), "")


def has(post: Post, key: str) -> bool:
    if plain(key) == "date":
        return post.date is not None
    if name := taxonomy(key):
        return bool(post.terms.get(name))
    if plain(key) == "status":
        return True
    found = list(reach(post.values, split(key)))
    if plain(key) in EFFECTIVE and plain(key) not in ("title", "slug", "path", "kind", "format"):
        found += EFFECTIVE[plain(key)](post)
    return any(value not in ("", None) for value in found)


EFFECTIVE: dict[str, Callable[[Post], list[Value]]] = {
    "slug": lambda post: [post.slug],
    "title": lambda post: [post.title],
    "path": lambda post: [post.path],
    "url": lambda post: [post.url],
    "kind": lambda post: [post.kind],
    "format": lambda post: [post.format],
    "section": lambda post: [post.section],
    "language": lambda post: [post.language],
    "lang": lambda post: [post.language],
    "words": lambda post: [post.words],
    "minutes": lambda post: [post.minutes],
    "description": lambda post: [post.description],
    "problem": lambda post: [problem.code for problem in post.problems],
}


def split(key: str) -> list[str]:
    return [plain_key(part.replace("\0", ".")) for part in key.replace("\\.", "\0").split(".")]


def plain_key(text: str) -> str:
    return (
        unicodedata.normalize("NFKC", text).casefold().translate(KANA) if not text.isascii() else text.lower()
    )


def reach(value: Value, way: list[str]) -> Iterator[Value]:
    if isinstance(value, list):
        if way and way[0].isdecimal():
            if int(way[0]) < len(value):
                yield from reach(value[int(way[0])], way[1:])
        else:
            for item in value:
                yield from reach(item, way)
    elif isinstance(value, dict):
        if not way:
            yield "{…}" if value else None
        for key, inner in value.items():
            if way and plain_key(key) == way[0]:
                yield from reach(inner, way[1:])
    elif not way:
        yield value


def meets(criterion: Criterion, key: str, post: Post, body: str) -> bool:
    key = plain(key)
    if key == "body":
        return isinstance(criterion, Exactly) and plain(criterion.text) in plain(body)
    if key == "date" and not isinstance(criterion, Glob):
        return post.date is not None and between(criterion, post.date.replace(tzinfo=None), period)
    if key in ("title", "description", "path"):
        text = plain(getattr(post, key))
        return plain(criterion.text) in text if isinstance(criterion, Exactly) else globs(criterion, text)
    if name := taxonomy(key):
        return any(is_text(criterion, term) for term in post.terms.get(name, ()))
    if key == "status":
        return is_text(criterion, post.status)
    found = [*(EFFECTIVE[key](post) if key in EFFECTIVE else ()), *reach(post.values, split(key))]
    return any(is_value(criterion, value) for value in found)


def globs(criterion: Criterion, text: str) -> bool:
    if not isinstance(criterion, Glob) or not text:
        return False
    pattern = ".*".join(re.escape(plain(part)) for part in criterion.pattern.split("*"))
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def is_text(criterion: Criterion, text: str) -> bool:
    if isinstance(criterion, Exactly):
        return plain(text) == plain(criterion.text)
    return globs(criterion, plain(text))


def is_value(criterion: Criterion, value: Value) -> bool:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if is_text(criterion, text):
        return True
    if isinstance(value, str) and (day := re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)):
        return between(criterion, moment(map(int, day.groups())), period)
    if isinstance(value, bool) or not number(text):
        return False
    return between(criterion, float(text), number)


def between(criterion: Criterion, value: T, span: Callable[[str], tuple[T, T] | None]) -> bool:
    """Compare a value with what texts stand for: the first and the last of what they include."""
    match criterion:
        case Exactly(text):
            found = span(text)
            return found is not None and found[0] <= value <= found[1]
        case Compared(operator, text):
            found = span(text)
            if found is None:
                return False
            first, last = found
            return {">": value > last, ">=": value >= first, "<": value < first, "<=": value <= last}[
                operator
            ]
        case Between(low, high):
            start, end = span(low), span(high)
            after = not low or (start is not None and start[0] <= value)
            return after and (not high or (end is not None and value <= end[1]))
        case _:
            return False


def number(text: str) -> tuple[float, float] | None:
    return (float(text), float(text)) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text) else None


def period(text: str) -> tuple[datetime, datetime] | None:
    """Return the first and the last second of a written year, month, day or minute."""
    if not re.fullmatch(r"[0-9]{4}([-/][0-9]{1,2}([-/][0-9]{1,2}(T[0-9]{2}:[0-9]{2})?)?)?", text):
        return None
    parts = [int(part) for part in re.split("[-/T:]", text)]
    try:
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        ends = [year, month, monthrange(year, month)[1], 23, 59]
        return moment([*parts, *[1, 1, 1, 0, 0][len(parts) :]]), moment([*parts, *ends[len(parts) :], 59])
    except ValueError:
        return None


def moment(parts: Iterable[int]) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  # by the clock, as written


def chosen(
    query: Query, posts: Collection[Post], bodies: Mapping[str, str], marked: Collection[str]
) -> list[str]:
    """Return the paths of the posts that a query leaves, in its order."""
    found = [post for post in posts if matches(query.tree, post, bodies.get(post.path, ""), marked)]
    found.sort(key=lambda post: post.path)
    found.sort(key=lambda post: post.date.timestamp() if post.date else float("-inf"), reverse=True)
    sort = query.sort or Sort("date", descending=True)
    ranked = [post for post in found if rank(post, sort.key) is not None]
    ranked.sort(key=lambda post: rank(post, sort.key) or (), reverse=sort.descending)
    return [post.path for post in [*ranked, *(post for post in found if rank(post, sort.key) is None)]]


def rank(post: Post, key: str) -> tuple[int, float, str] | None:
    if key == "date":
        return (0, post.date.timestamp(), "") if post.date else None
    if key == "status":
        return 0, STATUSES.index(post.status), ""
    if key in ("title", "path"):
        return 2, 0, plain(getattr(post, key))
    for value in [*(EFFECTIVE[key](post) if key in EFFECTIVE else ()), *reach(post.values, split(key))]:
        text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        if not isinstance(value, bool) and number(text):
            return 0, float(text), ""
        if day := re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
            return 1, (moment(map(int, day.groups())) - moment((1, 1, 1))).total_seconds(), ""
        if plain(text):
            return 2, 0, plain(text)
    return None
