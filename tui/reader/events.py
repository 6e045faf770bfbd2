"""The events of the Markdown parser, and what is mended of them before they are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from pyromark import Options

if TYPE_CHECKING:
    from pyromark.event import Event

Found: TypeAlias = "tuple[Event, int]"
"""An event, and where it starts in bytes of the body."""

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_DEFINITION_LIST
)
"""What is parsed beyond CommonMark; wikilinks beside these where they are links."""

INLINE = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "strike"}
"""Events that give text a look."""


def merged(events: list[Found]) -> Iterator[Found]:
    """Yield events, texts that follow each other in one, and so lines of HTML.

    The parser cuts texts wherever markup might have begun: in the middle of addresses, say.
    """
    kind, parts, since = "", [""], 0
    for event, start in events:
        if isinstance(event, dict) and ("Text" in event or "Html" in event):
            ((name, text),) = event.items()
            if name != kind:
                if kind:
                    yield _text(kind, parts), since
                kind, parts, since = name, [], start
            parts.append(str(text))
        else:
            if kind:
                yield _text(kind, parts), since
                kind = ""
            yield event, start
    if kind:
        yield _text(kind, parts), since


def _text(kind: str, parts: list[str]) -> Event:
    text = parts[0] if len(parts) == 1 else "".join(parts)
    return {"Html": text} if kind == "Html" else {"Text": text}


def strong_anywhere(events: list[Found], data: bytes) -> list[Found]:
    """Pair the `**` that CommonMark left as text, as kramdown does whatever stands beside them."""
    stars = [
        i
        for i, (event, start) in enumerate(events[:-1])
        if _is_star(event)
        and _is_star(events[i + 1][0])
        and events[i + 1][1] == start + 1
        and data[start - 1 : start] not in (b"*", b"\\")
        and data[start + 2 : start + 3] != b"*"
    ]
    waiting: int | None = None
    changed: dict[int, Event] = {}
    for i in stars:
        start = events[i][1]
        if waiting is not None and any(starts_block(event) for event, _ in events[waiting:i]):
            waiting = None
        if waiting is None:
            waiting = i if data[start + 2 : start + 3].strip() else None
        elif data[start - 1 : start].strip():
            changed |= {waiting: {"Start": "Strong"}, waiting + 1: {"Text": ""}}
            changed |= {i: {"End": "Strong"}, i + 1: {"Text": ""}}
            waiting = None
    return [(changed.get(i, event), start) for i, (event, start) in enumerate(events)] if changed else events


def _is_star(event: Event) -> bool:
    return isinstance(event, dict) and event.get("Text") == "*"


def starts_block(event: Event) -> bool:
    """Tell whether an event starts a block, and so is not the text of a tight list's item."""
    if not isinstance(event, dict) or "Start" not in event:
        return event == "Rule" or (isinstance(event, dict) and "Html" in event)
    tag = event["Start"]
    return tag not in INLINE if isinstance(tag, str) else not {"Link", "Image"} & tag.keys()
