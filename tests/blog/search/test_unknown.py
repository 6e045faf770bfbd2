"""Keys that a query asks for and no post has."""

from __future__ import annotations

import pytest

from tui.blog.library import Library
from tui.blog.post import Post
from tui.blog.query import parse
from tui.blog.search import unknown_keys
from tui.blog.sites.base import Taxonomy

LIBRARY = Library(
    [
        Post(
            path="a.md",
            title="x",
            status="published",
            terms={"tags": ("AI",), "series": ()},
            values={"tags": ["AI"], "Author": "Aiko", "cover": {"image": "a.png"}},
        )
    ],
    [Taxonomy("tags", ("tags", "tag")), Taxonomy("categories", ("categories",))],
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tgs:AI", {"tgs": "tag"}),
        ("atg:AI tgas:AI", {"atg": "tag", "tgas": "tag"}),
        ("(a OR -Titel:x) sort:dat", {"Titel": "title", "dat": "date"}),
        ("has:auther,cover.img", {"auther": "Author", "cover.img": "cover.image"}),
        ("no:zzzzzz", {"zzzzzz": ""}),
        ("srot:date", {"srot": "sort"}),
        ("tag:x tags:x categories:x series:x status:draft is:draft", {}),
        ("author:x cover.image:* COVER:* problem:x lang:x slug:x url:x body:x", {}),
        ("12:30 word", {}),
    ],
)
def test_names_what_no_post_has_and_what_is_near(text: str, told: dict[str, str]) -> None:
    assert dict(unknown_keys(parse(text), LIBRARY)) == told


def test_says_nothing_of_a_site_without_posts() -> None:
    assert list(unknown_keys(parse("tgs:AI"), Library())) == []


def test_knows_the_keys_of_every_post() -> None:
    posts = [Post(path=f"{number}.md", title="x", status="draft") for number in range(600)]
    rare = Post(path="rare.md", title="x", status="draft", values={"rare": 1})
    assert list(unknown_keys(parse("rare:1"), Library([*posts, rare]))) == []
