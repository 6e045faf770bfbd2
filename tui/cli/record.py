"""A post as data: the fields of `postdesk list` and `postdesk show --format json`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.blog.post import Post
from tui.blog.values import look_up, parse_key
from tui.cli.output import Record

FACTS: dict[str, Callable[[Post], object]] = {
    "path": lambda post: post.path,
    "title": lambda post: post.title,
    "date": lambda post: post.date.isoformat() if post.date else None,
    "date_source": lambda post: post.date_source,
    "status": lambda post: post.status,
    "because": lambda post: post.because,
    "slug": lambda post: post.slug,
    "url": lambda post: post.url,
    "terms": lambda post: {taxonomy: list(terms) for taxonomy, terms in post.terms.items()},
    "words": lambda post: post.words,
    "problems": lambda post: [
        {"code": problem.code, "message": problem.message, "line": problem.line} for problem in post.problems
    ],
}
"""What is known of every post, by the name it has in the output."""

TABLE = ("status", "date", "title", "tags", "path")
"""The columns of a table that was not told any."""


def record(post: Post, fields: Sequence[str] = ()) -> Record:
    """Return a post as data.

    Args:
        post: The post.
        fields: What to say of it: names of facts, of taxonomies, or front matter keys with
            dots, whose value is given as it is read. Without any, all facts.
    """
    return {field: _value(post, field) for field in fields or FACTS}


def _value(post: Post, field: str) -> object:
    if field in FACTS:
        return FACTS[field](post)
    if field in post.terms:
        return list(post.terms[field])
    return look_up(post.values, parse_key(field), fold=True)
