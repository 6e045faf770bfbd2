"""Hugo sites: what is said of a post, told from made-up sites of a few files."""

# ruff: noqa: E501  a case stands on one line

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.errors import SiteError
from tui.blog.post import Post
from tui.blog.sites import open_site
from tui.blog.sites.base import Source
from tui.blog.sites.hugo import Hugo

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def write(root: Path, files: dict[str, str]) -> Hugo:
    """Make a site of files, and open it."""
    files = {"hugo.toml": "", **files}
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return Hugo.load(root.resolve())


def posts(site: Hugo) -> dict[str, Post]:
    """Return every post of a site by its path."""
    found = {
        path: site.post(Source(path, Document.split((site.root / path).read_bytes()), 1_700_000_000.0), NOW)
        for path in site.walk()
    }
    return {**found, **site.finish(found.values())}


def one(root: Path, text: str, config: str = "", path: str = "content/posts/hello.md") -> Post:
    """Return the post of a site that has one."""
    return posts(write(root, {"hugo.toml": config, path: text}))[path]


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


def test_bundles(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "content/posts/trip/index.md": "---\ntitle: Trip\n---\n",
            "content/posts/trip/day.md": "---\ntitle: no page\n---\n",
            "content/posts/trip/more/index.md": "---\ntitle: no page\n---\n",
            "content/posts/_index.md": "---\ntitle: Posts\n---\n",
            "content/posts/.hidden.md": "",
            "content/posts/back~": "",
            "content/about/index.md": "---\n---\n",
        },
    )
    found = posts(site)
    assert {path: (post.kind, post.url) for path, post in found.items()} == {
        "content/posts/trip/index.md": ("post", "/posts/trip/"),
        "content/posts/_index.md": ("section", "/posts/"),
        "content/about/index.md": ("page", "/about/"),
    }
    assert not site.is_post("content/posts/trip/day.md")
    assert not site.is_post("themes/x/content/a.md")
    assert site.is_post("content/posts/new.md")
    assert site.governs("content/posts/_index.md")
    assert site.governs("hugo.toml")
    assert not site.governs("content/posts/trip/index.md")


def test_languages(tmp_path: Path) -> None:
    config = {
        "baseURL": "https://example.org/",
        "defaultContentLanguage": "ja",
        "languages": {
            "ja": {"weight": 1, "timeZone": "Asia/Tokyo"},
            "fr": {"weight": 2, "contentDir": "inhalt/fr", "taxonomies": {"serie": "series"}},
            "de": {"disabled": True},
        },
    }
    site = write(
        tmp_path,
        {
            "hugo.json": json.dumps(config),
            "content/posts/a.md": "---\ndate: 2026-01-01\n---\n",
            "content/posts/a.fr.md": "---\ndate: 2026-01-01\n---\n",
            "content/posts/a.de.md": "---\n---\n",
            "inhalt/fr/b.md": "---\nseries: [x]\n---\n",
        },
    )
    (tmp_path / "hugo.toml").unlink()
    found = posts(Hugo.load(tmp_path.resolve()))
    said = {path: (post.language, post.url, post.status) for path, post in found.items()}
    assert said == {
        "content/posts/a.md": ("ja", "/posts/a/", "published"),
        "content/posts/a.fr.md": ("fr", "/fr/posts/a/", "published"),
        "content/posts/a.de.md": ("de", "", "hidden"),
        "inhalt/fr/b.md": ("fr", "/fr/b/", "published"),
    }
    assert found["inhalt/fr/b.md"].terms == {"series": ("x",)}
    assert found["content/posts/a.md"].date == datetime.fromisoformat("2026-01-01T00:00:00+09:00")
    assert [t.name for t in site.taxonomies] == ["tags", "categories"]


def test_a_folder_of_configuration(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "hugo.toml": 'title = "below"\nbuildDrafts = true\n',
            "config/_default/hugo.yaml": "title: above\n",
            "config/_default/permalinks.toml": 'posts = "/p/:slug/"\n',
            "config/_default/params.fr.toml": "x = 1\n",
            "config/production/config.json": '{"buildDrafts": false}',
            "config/_default/broken.toml": "= 1\n",
            "content/posts/a.md": "---\ndraft: true\nslug: s\n---\n",
        },
    )
    post = posts(site)["content/posts/a.md"]
    assert (site.title, post.status, post.url) == ("above", "draft", "/p/s/")
    assert [problem.code for problem in site.problems] == ["configuration"]
    assert site.governs("config/_default/permalinks.toml")


def test_mounts(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "hugo.toml": '[[module.mounts]]\nsource = "texts"\ntarget = "content/blog"\n'
            '[[module.mounts]]\nsource = "../elsewhere"\ntarget = "content"\n',
            "texts/a.md": "---\n---\n",
            "content/b.md": "---\n---\n",
        },
    )
    assert {path: post.url for path, post in posts(site).items()} == {"texts/a.md": "/blog/a/"}


@pytest.mark.parametrize(
    ("config", "front", "url"),
    [
        ("", "slug: Ünï çödé", "/posts/%C3%BCn%C3%AF-%C3%A7%C3%B6d%C3%A9/"),
        ("removePathAccents = true", "slug: Ünï", "/posts/uni/"),
        ("disablePathToLower = true", "slug: UP", "/posts/UP/"),
        ("uglyURLs = true", "slug: x", "/posts/x.html"),
        ("[uglyURLs]\nposts = true", "slug: x", "/posts/x.html"),
        ("", "url: /given/path/", "/given/path/"),
        ("", "url: relative", "/relative/"),
        ("", "url: /a/b.html", "/a/b.html"),
        ("", "url: /a/index.html", "/a/"),
        ("", "url: /:year/:slug/\nslug: s\ndate: 2024-05-01", "/2024/s/"),
        (
            '[permalinks]\nposts = "/:year/:month/:day/:slug/"',
            "date: 2024-05-01\ntitle: A B",
            "/2024/05/01/a-b/",
        ),
        ('[permalinks]\nposts = "/:year/:slug/"', "title: x", "/1/x/"),
        ('[permalinks.page]\nposts = "/:sections/:filename/"', "title: x", "/posts/hello/"),
        (
            '[permalinks.page]\nposts = "/:2006/:01-:02/:slugorcontentbasename/"',
            "date: 2024-05-01",
            "/2024/05-01/hello/",
        ),
        ('[permalinks]\nposts = "/:title"', "title: 'C++ a/b #1 ok'", "/c-a-b-%231-ok/"),
        ('[[permalinks]]\npattern = "/x/:slug/"\n[permalinks.target]\npath = "/posts/*"', "slug: s", "/x/s/"),
        ('[permalinks]\nposts = "/:nonsense/"', "slug: s", "/posts/s/"),
    ],
)
def test_addresses(tmp_path: Path, config: str, front: str, url: str) -> None:
    assert one(tmp_path, f"---\n{front}\n---\n", config).url == url


def test_an_unknown_part_of_a_permalink_is_told(tmp_path: Path) -> None:
    site = write(tmp_path, {"hugo.toml": '[permalinks]\nposts = "/:nonsense/"'})
    assert [problem.code for problem in site.problems] == ["permalink"]


def test_two_posts_with_one_address(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "content/a.md": "---\nslug: same\n---\n",
            "content/b.md": "---\nslug: same\n---\n",
            "content/c.md": "---\nslug: same\nheadless: true\n---\n",
        },
    )
    found = posts(site)
    assert [problem.message for problem in found["content/a.md"].problems] == [
        "/same/ is also the address of content/b.md"
    ]
    assert found["content/c.md"].problems == ()
    assert site.finish(found.values()) == {}
    (alone,) = site.finish([found["content/a.md"]]).values()
    assert alone.problems == ()


def test_links_between_posts(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "content/posts/a.md": "---\n---\n",
            "content/posts/b.md": "---\nslug: other\n---\n",
            "content/posts/My Trip/index.md": "---\n---\n",
            "content/notes/b.md": "---\n---\n",
        },
    )
    found = posts(site)
    here = found["content/posts/a.md"]

    def find(target: str) -> str | None:
        return site.find(here, target, found)

    assert (
        find("b.md")
        == find("/posts/b")
        == find("posts/b.md#part")
        == find("../other/")
        == "content/posts/b.md"
    )
    assert find("/notes/b.md") == "content/notes/b.md"
    assert (
        find("my-trip")
        == find("/posts/My Trip/")
        == find("My%20Trip/index.md")
        == "content/posts/My Trip/index.md"
    )
    assert find("https://example.org/posts/b") is None
    assert find("nowhere") is None
    assert find("") is None


def test_pictures(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://example.org/blog/"',
            "content/posts/trip/index.md": "---\n---\n",
            "content/posts/trip/a.png": "",
            "static/images/b.png": "",
            "assets/c.png": "",
        },
    )
    post = posts(site)["content/posts/trip/index.md"]
    root = tmp_path.resolve()
    assert site.picture(post, "a.png") == root / "content/posts/trip/a.png"
    assert site.picture(post, "/images/b.png") == root / "static/images/b.png"
    assert site.picture(post, "/blog/images/b.png") == root / "static/images/b.png"
    assert site.picture(post, "c.png") == root / "assets/c.png"
    assert site.picture(post, "../../../../../etc/passwd") is None
    assert site.picture(post, "https://example.org/a.png") is None


def test_a_new_post_follows_the_archetype(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "hugo.toml": 'timeZone = "Asia/Tokyo"',
            "archetypes/default.md": '+++\n# ours\ntitle = \'{{ replace .File.ContentBaseName "-" " " | title }}\'\n'
            "date = {{ .Date }}\ndraft = true\ntags = []\n+++\nbody of {{ .Name }}\n",
            "content/blog/a.md": "---\n---\n",
        },
    )
    path, data = site.new('A "New" Day', NOW)
    assert path == "content/blog/a-new-day.md"
    document = Document.split(data)
    assert document.format == "toml"
    assert document.values == {
        "title": 'A "New" Day',
        "date": "2026-03-01T21:00:00+09:00",
        "draft": True,
        "tags": [],
    }
    assert b"# ours" in data
    assert document.body.strip() == "body of a-new-day"


@pytest.mark.parametrize(
    "archetype", ["", "---\nx: {{ with .Site }}{{ end }}\n---\n", "---\nx: [\n---\n", "no front matter"]
)
def test_a_new_post_without_an_archetype_to_follow(tmp_path: Path, archetype: str) -> None:
    site = write(tmp_path, {"archetypes/default.md": archetype})
    path, data = site.new("日本語 の題", NOW)
    assert path == "content/日本語-の題.md"
    assert Document.split(data).values == {
        "title": "日本語 の題",
        "date": "2026-03-01T12:00:00+00:00",
        "draft": True,
    }


def test_words(tmp_path: Path) -> None:
    body = "日本語です。 two words\n\n{{< x >}}\n\n<div>\nraw\n</div>\n"
    told = one(tmp_path / "a", f"---\nisCJKLanguage: true\n---\n{body}")
    assert (told.words, told.minutes) == (8, 1)
    site = one(
        tmp_path / "b",
        f"---\n---\n{body}",
        "hasCJKLanguage = true\n[markup.goldmark.renderer]\nunsafe = true",
    )
    assert site.words == 9
    assert one(tmp_path / "c", f"---\n---\n{body}").words == 3


def test_words_are_not_counted_in_the_head_of_a_file(tmp_path: Path) -> None:
    site = write(tmp_path, {})
    head = Source("content/a.md", Document.split(b"---\ntitle: x\n---\nwords"), 0.0, whole=False)
    assert site.post(head, NOW).words is None


def test_configurations_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text("a = 1\nb =\n")
    with pytest.raises(SiteError) as caught:
        Hugo.load(tmp_path)
    assert caught.value.line == 2


def test_odd_configurations_are_survived(tmp_path: Path) -> None:
    config = {
        "baseURL": 5, "timeZone": "No/Where", "languages": {"en": None, "fr": 3}, "permalinks": [1, {"pattern": 2}],
        "cascade": [1, {"target": 3}], "frontmatter": {"date": 7}, "taxonomies": [1], "module": {"mounts": [1]},
        "contentDir": "../..", "ignoreFiles": ["(", "(x+)+", None], "disableKinds": "page", "summaryLength": "x", "uglyURLs": "x",
    }  # fmt: skip
    site = write(
        tmp_path,
        {"hugo.toml": "", "config/_default/hugo.json": json.dumps(config), "content/a.md": "---\n---\n"},
    )
    assert [problem.code for problem in site.problems] == ["timezone", "base-url"]
    assert set(posts(site)) == {"content/a.md"}


def test_which_folders_are_hugos(tmp_path: Path, samples: Path) -> None:
    assert isinstance(open_site(samples / "hugo"), Hugo)
    for number, (files, is_hugo) in enumerate(
        [
            (["hugo.toml"], True),
            (["config/_default/params.toml"], True),
            (["config.toml", "content/a.md"], True),
            (["config.toml"], False),
            (["_config.yml", "_posts/a.md"], False),
        ]
    ):
        root = tmp_path / str(number)
        for path in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("")
        assert Hugo.at(root) is is_hugo, files


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
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
