"""The events of the Markdown parser, and what is mended of them before they are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from pyromark import Options

from tui.blog.emphasis import Found, pairs, strays
from tui.reader.reading import Dialect

if TYPE_CHECKING:
    from pyromark.event import Event

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_DEFINITION_LIST
)
"""What is parsed beyond CommonMark; wikilinks beside these where they are links."""

INLINE = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "strike", "Stray": "stray"}
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


def emphasised(events: list[Found], data: bytes, dialect: Dialect) -> list[Found]:
    """Turn marks left as text into what they are: emphasis in Jekyll, elsewhere strays with a look."""
    told: dict[int, list[Event]] = {}
    kramdown = dialect == "jekyll"
    for pair in list((pairs if kramdown else strays)(events, data)):
        for place, end in ((pair.start, False), (pair.end, True)):
            told |= {i: [] for i in range(place, place + pair.size)}
            if kramdown:
                told[place] = [_edge(pair.look, end=end)]
            else:
                told[place] = [_edge("Stray"), {"Text": pair.mark}, _edge("Stray", end=True)]
    if not told:
        return events
    return [(new, start) for i, (event, start) in enumerate(events) for new in told.get(i, [event])]


def _edge(name: str, *, end: bool = False) -> Event:
    """Return the start or the end of a look, the reader's own ones among them."""
    return cast("Event", {"End" if end else "Start": name})


def starts_block(event: Event) -> bool:
    """Tell whether an event starts a block, and so is not the text of a tight list's item."""
    if not isinstance(event, dict) or "Start" not in event:
        return event == "Rule" or (isinstance(event, dict) and "Html" in event)
    tag = event["Start"]
    return tag not in INLINE if isinstance(tag, str) else not {"Link", "Image"} & tag.keys()
