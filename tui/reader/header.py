"""The head of a page: what the front matter says, tidy at every width."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from tui.blog.post import MARKS, Post
from tui.blog.text import visible
from tui.blog.values import look_up
from tui.reader.blocks import Block, Prose, Rule, Spans
from tui.reader.breaks import JOINER
from tui.reader.lines import Span

_COVERS = (
    ("cover", "image"), ("cover",), ("featuredImage",), ("featured_image",), ("image",), ("images", 0),
    ("header", "image"), ("header", "teaser"), ("thumbnail",), ("banner",), ("hero", "image"),
)  # fmt: skip
"""Where themes look for a post's picture."""


def cover(post: Post) -> tuple[str, str]:
    """Return the address of a post's picture as it is written, and its text; nothing for none."""
    for key in _COVERS:
        value = look_up(post.values, key)
        if isinstance(value, str) and value:
            alt = look_up(post.values, (*key[:-1], "alt"))
            return value, alt if isinstance(alt, str) else ""
    return "", ""


def header(post: Post) -> list[Block]:
    """Return the blocks above the body."""
    blocks = [_block((Span(visible(post.title), "title"),)), _block(tuple(_status(post)), gap=True)]
    problems = [problem.message for problem in post.problems if problem.message != post.because]
    blocks += [_block((Span(f"✗ {visible(message)}", "broken"),)) for message in problems]
    shown = {name: terms for name, terms in post.terms.items() if terms}
    width = max((cell_len(visible(name)) for name in shown), default=0) + 2
    for name, terms in shown.items():
        label = visible(name)
        label += " " * (width - cell_len(label))
        blocks.append(_block(tuple(_terms(post, name, terms)), label=label))
    if post.description:
        text = Span(visible(post.description), "description")
        blocks.append(_block((text, *_origin(post, "description")), gap=True))
    picture, alt = cover(post)
    if picture:
        name = visible(alt) or visible(picture.split("?")[0].rsplit("/", 1)[-1])
        blocks.append(_block((Span(f"▣ {name}", "link image", visible(picture)),), gap=not post.description))
    blocks.append(Block(Rule()))
    return blocks


def _block(spans: Spans, *, label: str = "", gap: bool = False) -> Block:
    first = (Span(label, "meta"),) if label else ()
    rest = (Span(" " * cell_len(label)),) if label else ()
    return Block(Prose(spans), first, rest, () if gap else None)


def _status(post: Post) -> Iterator[Span]:
    yield Span(f"{MARKS[post.status]} {post.status}", post.status)
    if post.because:
        yield Span(f" · {visible(post.because)}", "meta")
    if post.date:
        zone = f"{post.date:%z}"
        date = f"{post.date:%Y-%m-%d %H:%M}" + (f" {zone[:3]}:{zone[3:5]}" if zone else "")
        yield Span(f" · {_whole(date)}", "meta")
    elif post.date_source:
        yield Span(f" · {visible(post.date_source)}", "meta")
    yield from _origin(post, "date")
    if post.minutes:
        yield Span(f" · {_whole(f'{post.minutes} min')}", "meta")


def _terms(post: Post, taxonomy: str, terms: tuple[str, ...]) -> Iterator[Span]:
    for i, term in enumerate(terms):
        if i:
            yield Span("  ")
        yield Span(_whole(visible(term)), "term")
    yield from _origin(post, taxonomy)


def _origin(post: Post, key: str) -> Iterator[Span]:
    if origin := post.origins.get(key):
        yield Span(f" ← {visible(origin)}", "origin")


def _whole(text: str) -> str:
    """Keep a text in one piece, as long as it is shorter than a line."""
    return JOINER.join(text)
