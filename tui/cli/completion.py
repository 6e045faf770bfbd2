"""What the shell completes beside commands, options and paths: terms, and the keys of a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from tui.blog.errors import BlogError
from tui.blog.text import visible
from tui.blog.values import Key, Value, format_key


def complete_term(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the terms of the taxonomy that the command is given, the most frequent first."""
    from tui.blog.desk import Desk
    from tui.blog.query import Query

    try:
        desk = Desk.open(ctx.params.get("path") or Path())
        desk.index.load()
        if not desk.library:
            desk.index.scan()
    except BlogError:
        return []
    counts = desk.library.select(Query()).counts(ctx.params.get("taxonomy") or "tags")
    return _starting(incomplete, (count.term for count in counts))


def complete_key(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the front matter keys of the post that the command is given."""
    from tui.blog import files
    from tui.blog.document import Document

    try:
        values = Document.split(files.read(Path(ctx.params["post"]))).values
    except (BlogError, KeyError):
        return []
    return _starting(incomplete, _keys(values))


def _keys(values: Mapping[str, Value], above: Key = ()) -> Iterator[str]:
    for key, value in values.items():
        yield format_key((*above, key))
        if isinstance(value, dict):
            yield from _keys(value, (*above, key))


def _starting(incomplete: str, texts: Iterable[str]) -> list[str]:
    """Return the texts that go on from what is typed; none that could command a terminal."""
    return [text for text in texts if text.startswith(incomplete) and visible(text) == text]
