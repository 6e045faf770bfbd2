"""Why a post was found: where it holds a word, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tui.blog.post import Post
from tui.blog.search.match import Match

AROUND = 100
"""How many characters an excerpt shows on each side, at most to the ends of the line."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place in a text. What it says is a stranger's, so not safe to print as it is."""

    before: str
    match: str
    """What was found, as it is written there."""

    after: str

    line: int = 0
    """The line of the text where the match begins, from 0."""

    where: str = ""
    """What it was found in, such as `tags`; empty for the body."""


def quote(post: Post, body: str, words: Sequence[str]) -> Excerpt | None:
    """Return why a post was found: from its body, else from what stands neither there nor in its title.

    Args:
        post: The post.
        body: Its body, as it is written.
        words: The words and phrases that were sought, any of which is quoted.
    """
    matches = [Match(word) for word in words]
    unseen = [match for match in matches if not match.holds(post.title)]
    elsewhere = ((name, text, unseen) for name, text in _elsewhere(post))
    for where, text, sought in chain([("", body, matches)], elsewhere):
        for match in sought:
            if found := excerpt(text, match, where=where):
                return found
    return None


def _elsewhere(post: Post) -> Iterator[tuple[str, str]]:
    yield "description", post.description
    for taxonomy, terms in post.terms.items():
        yield from ((taxonomy, term) for term in terms)
    yield "path", post.path


def excerpt(text: str, match: Match, *, around: int = AROUND, where: str = "") -> Excerpt | None:
    """Return the first place where a text holds a word or phrase, or None.

    Args:
        text: The text as it is written, such as a body.
        match: The word or phrase.
        around: How many characters to show on each side, at most to the ends of the line.
        where: What the text is, for who shows it.
    """
    place = match.find(text)
    if place is None:
        return None
    start, end = place
    return Excerpt(
        before=text[max(0, start - around) : start].rpartition("\n")[2].lstrip(),
        match=text[start:end],
        after=text[end : end + around].partition("\n")[0].rstrip(),
        line=text.count("\n", 0, start),
        where=where,
    )
