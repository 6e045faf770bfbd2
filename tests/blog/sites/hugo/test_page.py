"""Hugo's posts: status, dates, terms, and what sections hand down."""

# ruff: noqa: E501  a case stands on one line

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.blog.sites.hugo.making import NOW, one, posts, write
from tui.blog.document import Document
from tui.blog.sites.base import Source
from tui.blog.sites.hugo import Hugo


def test_a_plain_post(tmp_path: Path) -> None:
    post = one(
        tmp_path,
        "---\ntitle: Hello\ndate: 2026-02-06T00:00:00+09:00\ntags: [a, b]\ndescription: Short.\n---\ntwo words\n",
        'baseURL = "https://example.org/blog/"\ntimeZone = "Asia/Tokyo"',
    )
    assert (post.title, post.status, post.because, post.kind) == ("Hello", "published", "", "post")
    assert (post.section, post.slug, post.url) == ("posts", "hello", "/blog/posts/hello/")
    assert (post.date_source, post.date and post.date.isoformat()) == (
        "2026-02-06T00:00:00+09:00",
        "2026-02-06T00:00:00+09:00",
    )
    assert post.terms == {"tags": ("a", "b")}
    assert (post.description, post.words, post.minutes, post.format) == ("Short.", 2, 1, "yaml")
    assert (post.problems, post.origins, post.inherited, post.turns) == ((), {}, {}, None)


@pytest.mark.parametrize(
    ("front", "config", "status", "because"),
    [
        ("draft: true", "", "draft", "draft: true"),
        ("draft: true", "buildDrafts = true", "published", "a draft, but buildDrafts is on"),
        ("draft: yes", "", "published", ""),  # which is a word to Hugo
        ("published: false", "", "draft", "published: false"),
        ("published: false\ndraft: false", "", "published", ""),
        ("date: 2026-12-01T00:00:00Z", 'timeZone = "Asia/Tokyo"', "scheduled", "future: 2026-12-01 09:00 in Asia/Tokyo"),
        ("date: 2026-12-01", "buildFuture = true", "published", "in the future, but buildFuture is on"),
        ("lastmod: 2026-12-01", "", "scheduled", "future: 2026-12-01 00:00 in UTC"),
        ("date: 2026-12-01\npublishDate: 2026-01-01", "", "published", ""),
        ("expiryDate: 2026-01-01", "", "expired", "expired: 2026-01-01 00:00 in UTC"),
        ("unpublishdate: 2026-01-01", "", "expired", "expired: 2026-01-01 00:00 in UTC"),
        ("expiryDate: 2026-01-01", "buildExpired = true", "published", "expired, but buildExpired is on"),
        ("headless: true", "", "hidden", "headless: true"),
        ("build: {render: never}", "", "hidden", "build.render: never"),
        ("_build: {render: false}", "", "hidden", "build.render: never"),
        ("build: {list: never}", "", "published", ""),
        ("title: x", 'disableKinds = ["page"]', "hidden", "disableKinds: page"),
        ("title: [", "", "broken", None),
    ],
)  # fmt: skip
def test_status(tmp_path: Path, front: str, config: str, status: str, because: str | None) -> None:
    post = one(tmp_path, f"---\n{front}\n---\n", config)
    assert post.status == status
    assert because is None or post.because == because


def test_when_the_status_turns(tmp_path: Path) -> None:
    scheduled = one(tmp_path / "a", "---\ndate: 2026-12-01\nexpiryDate: 2027-01-01\n---\n")
    assert scheduled.turns == datetime(2026, 12, 1, tzinfo=UTC)
    published = one(tmp_path / "b", "---\nexpiryDate: 2027-01-01\n---\n")
    assert published.turns == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_broken_post_names_the_line(tmp_path: Path) -> None:
    post = one(tmp_path, "---\ntitle: x\ntags: [\n---\n")
    assert post.title == "hello"
    assert post.problems[0].line in (3, 4)
    assert post.url == ""


def test_dates_that_hugo_cannot_read_are_told(tmp_path: Path) -> None:
    post = one(tmp_path, "---\ntitle: x\ndate: 2024-4-09\nlastmod: 2024-05-01\n---\n")
    assert [(p.code, p.line) for p in post.problems] == [("unreadable-date", 3)]
    assert post.date == datetime(2024, 5, 1, tzinfo=UTC)
    assert post.origins["date"] == "lastmod"


def test_a_date_in_the_name(tmp_path: Path) -> None:
    config = '[frontmatter]\ndate = [":filename", ":default"]'
    path = "content/posts/2024-05-01-hello-there.md"
    post = one(tmp_path / "a", "---\ntitle: x\n---\n", config, path)
    assert (post.date, post.slug) == (datetime(2024, 5, 1, tzinfo=UTC), "hello-there")
    assert (post.url, post.origins["date"]) == ("/posts/hello-there/", "the file's name")
    other = one(tmp_path / "b", "---\ntitle: x\ndate: 2024-05-02\n---\n", "", path)
    assert [problem.code for problem in other.problems] == ["dates-differ"]
    assert other.url == "/posts/2024-05-01-hello-there/"


def test_the_date_of_the_file(tmp_path: Path) -> None:
    post = one(tmp_path, "---\ntitle: x\n---\n", '[frontmatter]\ndate = ["date", ":fileModTime"]')
    assert post.date == datetime.fromtimestamp(1_700_000_000, UTC)
    assert post.origins["date"] == "the file's time"


def test_text_is_one_term(tmp_path: Path) -> None:
    post = one(tmp_path, "---\ntags: a, b\ncategories: [1, true, 1.10, a, a, '', null]\n---\n")
    assert post.terms == {"tags": ("a, b",), "categories": ("1", "true", "1.1", "a")}
    assert [problem.code for problem in post.problems] == ["one-term"]


def test_declared_taxonomies_replace_hugos_own(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "hugo.toml": '[taxonomies]\nseries = "Series"\n',
            "content/a.md": "---\ntags: [x]\nSERIES: [y]\nparams: {series: [z]}\n---\n",
        },
    )
    assert [taxonomy.name for taxonomy in site.taxonomies] == ["series"]
    assert posts(site)["content/a.md"].terms == {"series": ("z",)}


def test_what_sections_hand_down(tmp_path: Path) -> None:
    found = posts(
        write(
            tmp_path,
            {
                "hugo.toml": '[[cascade]]\ncolour = "grey"\ntags = ["site"]\n[cascade.target]\npath = "/posts/**"\n',
                "content/posts/_index.md": "---\ncascade:\n  - colour: blue\n    target: {path: '/posts/deep/*'}\n---\n",
                "content/posts/deep/a.md": "---\ntitle: A\n---\n",
                "content/posts/b.md": "---\nColour: red\n---\n",
                "content/c.md": "---\ntitle: C\n---\n",
            },
        )
    )
    deep = found["content/posts/deep/a.md"]
    assert deep.inherited == {"colour": "blue", "tags": ["site"]}
    assert deep.origins == {
        "colour": "cascade from content/posts/_index.md",
        "tags": "cascade from the configuration",
    }
    assert deep.terms == {"tags": ("site",)}
    assert deep.values == {"title": "A"}
    assert found["content/posts/b.md"].inherited == {"tags": ["site"]}
    assert found["content/c.md"].inherited == {}


def test_an_inherited_status_says_where_it_comes_from(tmp_path: Path) -> None:
    found = posts(
        write(
            tmp_path,
            {"content/x/_index.md": "---\ncascade: {draft: true}\n---\n", "content/x/a.md": "---\n---\n"},
        )
    )
    assert found["content/x/a.md"].because == "draft: true, cascade from content/x/_index.md"


def test_the_sample(samples: Path) -> None:
    found = posts(Hugo.load((samples / "hugo").resolve()))
    by_status: dict[str, set[str]] = {}
    for path, post in found.items():
        if post.kind == "post":
            by_status.setdefault(post.status, set()).add(path.rpartition("/")[2])
    assert by_status.pop("draft") == {"map-of-shortcuts.md"}
    assert by_status.pop("scheduled") == {"new-year-letter.md"}
    assert by_status.pop("expired") == {"2025-07-20-summer-market.md"}
    assert by_status.keys() == {"published"}
    assert {post.format for post in found.values()} == {"yaml", "toml", "json"}
    assert not [problem for post in found.values() for problem in post.problems]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["title", "date", "publishDate", "expiryDate", "lastmod", "published", "draft", "slug", "url", "tags", "categories",
     "build", "_build", "headless", "isCJKLanguage", "params", "cascade", "description", "Title"],
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(values=st.dictionaries(KEYS, VALUES, max_size=8), body=st.text(max_size=80))
def test_no_front_matter_is_too_odd(tmp_path: Path, values: dict[str, object], body: str) -> None:
    site = write(tmp_path, {"hugo.toml": '[permalinks]\nposts = "/:year/:title/:slug"\n'})
    data = f"{json.dumps(values)}\n{body}".encode(errors="replace")
    post = site.post(Source("content/posts/a.md", Document.split(data), 0.0), NOW)
    assert post.url == "" or post.url.startswith("/")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\ntitle: a\nDate: soon\n---\n", "unreadable-date", 3),
        ("+++\ntitle = 'a'\n\ntags = 'a b'\n+++\n", "one-term", 4),
        ('{"title": "a",\n "url": "https://example.org/a/"}\n', "url", 2),
        ("---\ndraft: true\npublished: false\n---\n", "draft-and-published", 3),
    ],
)
def test_problems_name_the_line_of_their_key(text: str, code: str, line: int, tmp_path: Path) -> None:
    post = one(tmp_path, text)
    assert (code, line) in [(problem.code, problem.line) for problem in post.problems]
