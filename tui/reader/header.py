"""The head of a page: what the front matter says, tidy at every width."""

from __future__ import annotations

from collections.abc import Iterator

from tui.blog.post import Post, Status
from tui.blog.text import visible
from tui.blog.values import Value, look_up
from tui.reader.blocks import Block, Prose, Rule
from tui.reader.lines import Span
from tui.reader.reading import Reading

MARKS: dict[Status, str] = {
    "published": "●",
    "scheduled": "◷",
    "draft": "✎",
    "expired": "⌛",
    "hidden": "◌",
    "broken": "✗",
}
"""The mark of each status."""

_COVERS = (
    ("cover", "image"), ("cover",), ("featuredImage",), ("featured_image",), ("image",), ("images", 0),
    ("header", "image"), ("header", "teaser"), ("thumbnail",), ("banner",), ("hero", "image"),
)  # fmt: skip
"""Where themes look for a post's picture."""


def cover(post: Post) -> str:
    """Return the address of a post's picture as it is written, or nothing."""
    for key in _COVERS:
        value = look_up(post.values, key)
        if isinstance(value, str) and value:
            return value
    return ""


def header(reading: Reading) -> list[Block]:
    """Return the blocks above the body."""
    post = reading.post
    if post is None:
        return []
    blocks: list[Block] = []
    for spans in _paragraphs(post):
        blocks.append(Block(Prose(tuple(spans)), line=1))
    blocks.append(Block(Rule(), line=reading.first_line))
    # the body's first block keeps apart from the rule
    return blocks


def _paragraphs(post: Post) -> Iterator[list[Span]]:
    yield [Span(visible(post.title), "title")]
    yield _status(post)
    for problem in post.problems:
        yield [Span(f"✗ {visible(problem.message)}", "status broken")]
    for taxonomy, terms in post.terms.items():
        if terms:
            yield _terms(post, taxonomy, terms)
    if post.description:
        yield [Span(visible(post.description), "description"), *_origin(post, "description")]
    if picture := cover(post):
        yield [
            Span(
                f"▣ {_alt(post.values) or picture.split('?')[0].rsplit('/', 1)[-1]}",
                "image link",
                visible(picture),
            )
        ]


def _status(post: Post) -> list[Span]:
    spans = [Span(f"{MARKS[post.status]} {post.status}", f"status {post.status}")]
    date = f"{post.date:%Y-%m-%d %H:%M %z}" if post.date else visible(post.date_source)
    if date:
        spans += [Span(" · ", "meta"), Span(date.strip(), "meta"), *_origin(post, "date")]
    if post.minutes:
        spans += [Span(" · ", "meta"), Span(f"{post.minutes} min", "meta")]
    if post.because:
        spans += [Span(" · ", "meta"), Span(visible(post.because), "meta")]
    return spans


def _terms(post: Post, taxonomy: str, terms: tuple[str, ...]) -> list[Span]:
    spans = [Span(f"{visible(taxonomy)}  ", "meta")]
    for i, term in enumerate(terms):
        if i:
            spans.append(Span("  "))
        spans.append(Span(visible(term).replace(" ", "\xa0"), "term"))
    return [*spans, *_origin(post, taxonomy)]


def _origin(post: Post, key: str) -> list[Span]:
    origin = post.origins.get(key, "")
    return [Span(f" ← {visible(origin)}", "origin")] if origin else []


def _alt(values: dict[str, Value]) -> str:
    alt = look_up(values, ("cover", "alt"))
    return visible(alt) if isinstance(alt, str) else ""
