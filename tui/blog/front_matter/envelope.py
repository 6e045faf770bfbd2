"""Where front matter begins and ends in the bytes of a file.

Openers are `---` (Jekyll, Hugo), `+++` (Hugo, Zola), `{` (Hugo), `---json` and its like (Eleventy),
longer fences (Hexo, python-frontmatter), none at all before well-known keys (Hexo), and `#+` (Org).
A byte order mark and blank lines may come before, as Hugo allows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tui.blog.problem import Problem

BOM = b"\xef\xbb\xbf"

_LEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_OPEN = re.compile(rb"(-{3,}|\+\+\+)[ \t]*([A-Za-z]*)[ \t]*(\r\n|\n|\r|\Z)")
_CLOSING = {b"---": rb"(?:---|\.\.\.)", b"+++": rb"\+\+\+"}
_FENCED = {b"": "yaml", b"yaml": "yaml", b"yml": "yaml", b"toml": "toml", b"json": "json"}
_OBJECT = re.compile(  # JSON, or what is meant as it: a key that has no quotes, or the wrong ones
    rb"""\{\s*(?:["}]|(?:'[^'\r\n]*'|[A-Za-z_][\w-]*)[ \t]*:(?!:))"""
)
_JSON_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*+(?:"|\Z)|[{}\[\]]', re.DOTALL)
_SPACE = re.compile(rb"\s*+")
_LINE_END = re.compile(rb"[ \t]*(?:\r\n|\n|\r|\Z)")
_ENTRY = re.compile(  # the first of a line of YAML that holds a key, or of a collection in brackets
    rb"""[ ]*(?:[{?]|["']?[^\s#\-"'{}\[\]][^\r\n:]*["']?[ \t]*:(?:[ \t\r\n]|\Z))"""
)
_ENTRY_LINE = re.compile(rb"[\r\n]" + _ENTRY.pattern)
_ORG = re.compile(rb"(?:#\+[A-Za-z_]+(?:\[\])?:[^\r\n]*(?:\r\n|\n|\r|\Z)|[ \t]*(?:\r\n|\n|\r))+")
_BARE = re.compile(  # Hexo without its opener: known key, only entries, `---` on its own
    rb"(?=(?:title|date|layout|tags|categories|permalink)[ ]*:[ \t\r\n])"
    rb"(?:(?:[A-Za-z_][\w -]*:(?:[ \t][^\r\n]*)?|[ \t]+[^\s][^\r\n]*|-[ \t][^\r\n]*)(?:\r\n|\n|\r)){2,200}"
    rb"(?=---[ \t]*(?:[\r\n]|\Z))"
)


class Envelope(NamedTuple):
    """The place of the front matter in a file."""

    format: str
    """A key of `FORMATS`, `org`, or empty if there is none."""

    start: int
    """Where the block begins, in bytes."""

    end: int
    """Where the block ends, in bytes."""

    body: int
    """Where the text after the front matter begins, in bytes."""

    problem: Problem | None = None
    """Why it can't be told where the front matter ends."""


def find(data: bytes) -> Envelope:
    """Find the front matter of a file."""
    lead = _LEAD.match(data)
    at = lead.end() if lead else 0
    first = data[at : at + 1]
    found: Envelope | None = None
    if first in (b"-", b"+"):
        found = _fenced(data, at)
    elif first == b"{":
        found = _object(data, at)
    elif first == b"#":
        if org := _ORG.match(data, at):
            found = Envelope("org", at, org.end(), org.end())
    elif first in b"tdlcp" and (bare := _BARE.match(data, at)):
        found = Envelope("yaml", at, bare.end(), _line_end(data, bare.end() + 3))
    return found or nothing(data)


def nothing(data: bytes, problem: Problem | None = None) -> Envelope:
    """Return the envelope of a file that is body from its start, or from behind its byte order mark."""
    start = len(BOM) if data.startswith(BOM) else 0
    return Envelope("", start, start, start, problem)


def line_of(data: bytes, position: int) -> int:
    """Return the line, from 1, at a position; a line may end in LF, CR LF or CR."""
    lone = data.count(b"\r", 0, position) - data.count(b"\r\n", 0, position)
    return data.count(b"\n", 0, position) + lone + 1


def looks_like_opener(data: bytes) -> bool:
    """Tell whether a generator could take the start of a text for an opening fence."""
    lead = _LEAD.match(data)
    at = lead.end() if lead else 0
    return data.startswith((b"---", b"+++", b"#+"), at) or bool(_OBJECT.match(data, at))


def _line_end(data: bytes, at: int) -> int:
    match = _LINE_END.match(data, at)
    return match.end() if match else at


def _fenced(data: bytes, at: int) -> Envelope | None:
    opener = _OPEN.match(data, at)
    if opener is None:
        return None
    fence, language, line_break = opener.groups()
    name = "toml" if fence == b"+++" else _FENCED.get(language.lower(), "")
    if not name:
        what = f"its front matter is in {language.decode()}, which is only read as text"
        return nothing(data, Problem("unknown-language", what, line_of(data, at)))
    start = opener.end()
    # the search begins on the opener's own line end, for the block may be empty
    closer = _close(fence, b"\r" in data).search(data, start - 1) if line_break else None
    certain = fence == b"+++" or language  # what no rule of Markdown looks like
    if closer is None:
        return _unterminated(data, at) if certain or _ENTRY.match(data, _blank(data, start)) else None
    end = closer.start() + 1
    if not certain and _between_rules(data, start, end, len(fence)):
        return None
    if name == "json":
        start = _blank(data, start)
        end = max(start, start + len(data[start:end].rstrip()))
    return Envelope(name, start, end, _line_end(data, closer.end()))


@lru_cache(maxsize=16)
def _close(fence: bytes, returns: bool) -> re.Pattern[bytes]:
    """Return what ends a fence; the line end before it belongs to the block.

    Args:
        fence: The opening one.
        returns: Whether a carriage return may end a line; without them it is five times as fast.
    """
    line_end = rb"[\r\n]" if returns else rb"\n"
    return re.compile(line_end + _CLOSING.get(fence, fence) + rb"[ \t]*(?=[\r\n]|\Z)")


def _unterminated(data: bytes, at: int, why: str = "") -> Envelope:
    """Return that the front matter never ends.

    Args:
        data: The file.
        at: Where it goes wrong, as far as that is known, in bytes.
        why: What is wrong there.
    """
    what = f"its front matter is opened and never closed{why and f': {why}'}"
    return nothing(data, Problem("unterminated", what, line_of(data, at)))


def _between_rules(data: bytes, start: int, end: int, width: int) -> bool:
    """Tell whether the text between two fences is only text between two rules of Markdown."""
    doubtful = width > 3 or data[start : start + 1] in (b"\n", b"\r")
    return doubtful and bool(data[start:end].strip()) and not _ENTRY_LINE.search(data, start - 1, end)


def _blank(data: bytes, at: int) -> int:
    match = _SPACE.match(data, at)
    return match.end() if match else at


def _object(data: bytes, at: int) -> Envelope | None:
    if not _OBJECT.match(data, at):
        return None  # Liquid `{%`, a template's `{{`, kramdown's `{:`
    depth = 0
    for token in _JSON_TOKEN.finditer(data, at):
        mark = token.group()
        if mark in (b"{", b"["):
            depth += 1
        elif mark in (b"}", b"]"):
            depth -= 1
            if depth == 0:
                return Envelope("json", at, token.end(), _line_end(data, token.end()))
    import json  # where all is well it takes none

    try:
        json.JSONDecoder().raw_decode(data[at:].decode("latin-1"))  # a byte a character: places stay
    except json.JSONDecodeError as error:
        return _unterminated(data, at + error.pos, error.msg)
    except (ValueError, RecursionError):
        pass  # a number without end, or brackets without end
    return _unterminated(data, at)
