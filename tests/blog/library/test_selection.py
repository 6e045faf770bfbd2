from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.blog.library.naive import chosen, plain
from tests.blog.query.strategies import WORDS, libraries, posts, queries
from tui.blog.library import Library
from tui.blog.post import Post
from tui.blog.query import Query, parse
from tui.blog.sites.base import Taxonomy

TAXONOMIES = (Taxonomy("tags", ("tags", "tag")), Taxonomy("series", ("series",)))
bodies = st.dictionaries(st.integers(0, 12).map("content/p{}.md".format), st.sampled_from(WORDS))
marks = st.sets(st.integers(0, 12).map("content/p{}.md".format))


def never() -> bool:
    return False


@given(libraries, queries, bodies, marks, st.booleans())
@settings(max_examples=150)
def test_a_selection_is_what_the_query_means(
    some: tuple[Post, ...], query: Query, texts: dict[str, str], marked: set[str], laid_out: bool
) -> None:
    library = Library(some, TAXONOMIES)
    if laid_out:
        library.lay_out(never)
    selection = library.select(
        query,
        marked=marked,
        search=lambda word: [path for path, text in texts.items() if plain(word) in plain(text)],
    )
    assert selection.paths == chosen(query, some, texts, marked)
    assert [post.path for post in selection] == selection.paths
    assert [selection.position(path) for path in selection.paths] == list(range(len(selection)))


@given(libraries, queries)
@settings(max_examples=50)
def test_counts_are_those_of_the_selection(some: tuple[Post, ...], query: Query) -> None:
    library = Library(some, TAXONOMIES)
    selection = library.select(query)
    for taxonomy in library.taxonomies:
        shut_out = set(query.excluded(taxonomy))
        counts = Counter(term for post in selection for term in set(post.terms.get(taxonomy, ())))
        told = {one.term: one.count for one in selection.counts(taxonomy) if one.term not in shut_out}
        assert told == {term: count for term, count in counts.items() if term not in shut_out}
    assert {one.term: one.count for one in selection.counts("status") if one.count} == Counter(
        post.status for post in selection
    ) or query.excluded("status")


def test_what_a_term_hides_is_counted() -> None:
    some = [
        Post(path=f"{n}.md", title="", status="draft", terms={"tags": ("a", "b")[: n % 2 + 1]})
        for n in range(6)
    ]
    selection = Library(some, TAXONOMIES).select(parse("-tag:b"))
    assert [(one.term, one.count) for one in selection.counts("tags")] == [("a", 3), ("b", 3)]


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Post], list[str]]:
    paths = draw(st.lists(st.integers(0, 15).map("content/p{}.md".format), max_size=4, unique=True))
    gone = draw(st.lists(st.integers(0, 15).map("content/p{}.md".format), max_size=8))
    return [draw(posts(path)) for path in paths], gone


@given(libraries, st.lists(st.tuples(changes(), queries), min_size=1, max_size=3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_library_changed_is_as_one_made_anew(
    some: tuple[Post, ...], steps: list[tuple[tuple[list[Post], list[str]], Query]]
) -> None:
    library = Library(some, TAXONOMIES)
    library.lay_out(never)
    known = {post.path: post for post in some}
    for (changed, gone), query in steps:
        library.select(query).rows  # noqa: B018  # what it works out is carried on
        revision = library.revision
        library = library.replaced(changed, gone)
        for path in gone:
            known.pop(path, None)
        known.update((post.path, post) for post in changed)
        assert library.select(query).paths == chosen(query, list(known.values()), {}, ())
        assert sorted(post.path for post in library.posts) == sorted(known)
        assert all(library.get(path) == post for path, post in known.items())
        assert library.revision >= revision


def many(count: int) -> list[Post]:
    """Return posts enough that words and terms take the ways that large libraries take."""
    return [
        Post(
            path=f"content/{number}.md",
            title=f"Post {number}",
            status="published",
            values={"weight": number % 7},
            terms={"tags": ("common", f"rare{number % 50}", *(("half",) if number % 2 else ()))},
        )
        for number in range(count)
    ]


def test_small_changes_of_many_posts_carry_on() -> None:
    library = Library(many(1000), TAXONOMIES)
    for text in (
        "sort:weight-desc tag:rare1,half -tag:common",
        "tag:half sort:title-asc weight:>3 POST",
        "rare4",
    ):
        query = parse(text)
        library.select(query).rows  # noqa: B018  # what it works out is carried on
        known = {post.path: post for post in library.posts}
        new = Post(
            path="content/7.md",
            title="Ä post",
            status="draft",
            values={"weight": 5},
            terms={"tags": ("half", "new")},
        )
        changed = library.replaced([new], ["content/999.md", "content/3.md"])
        known["content/7.md"] = new
        del known["content/999.md"], known["content/3.md"]
        assert changed.select(query).paths == chosen(query, list(known.values()), {}, ())
        assert changed.counts("tags")[0].count == 997
        library = Library(many(1000), TAXONOMIES)


def test_numbers_are_laid_out_before_they_are_asked_for() -> None:
    posts = many(20)
    posts[3] = replace(posts[3], values={"weight": 1.5, "Mixed": 1, "mixed": 2, "words": 5, "a.b": True})
    posts[4] = replace(posts[4], values={"weight": True, "kinds": 1, "order": [1]})
    posts[5] = replace(posts[5], values={"kinds": "one", "order": 2})
    library = Library(posts, TAXONOMIES)
    assert not library.is_ready(parse("weight:>5"))
    library.lay_out(never)
    asked = ("weight:>5", r"a\.b:true", "kinds:1", "mixed:2", "words:>1", "order:2", "title:a")
    assert [library.is_ready(parse(text)) for text in asked] == [True, True, *[False] * 4, True]
    for text in (*asked, "weight:1.5", "weight:true", "weight:1", "-weight:>5", "has:weight", "no:weight"):
        assert library.select(parse(text)).paths == chosen(parse(text), posts, {}, ()), text


def test_of_a_key_that_no_post_has_nothing_is_laid_out_until_one_has_it() -> None:
    library, query = Library(many(1000), TAXONOMIES), parse("heavy.most:>5 sort:heavy")
    assert not library.is_ready(query)
    library.lay_out(never)
    assert library.is_ready(query)
    assert not library.select(query)
    assert library.select(parse("sort:heavy")).paths == library.select(Query()).paths
    new = Post(path="new.md", title="", status="draft", values={"Heavy": {"most": 6}})
    library = library.replaced([new])
    assert not library.is_ready(query)
    assert library.select(query).paths == ["new.md"]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=2).map("".join), libraries)
@example("", ())
def test_narrowing_finds_what_a_fresh_search_does(word: str, some: tuple[Post, ...]) -> None:
    library = Library(some, TAXONOMIES)
    for end in range(1, len(word) + 1):
        assert library.with_word(word[:end]) == Library(some, TAXONOMIES).with_word(word[:end])
