"""Hugo's addresses, and the links and pictures that lead to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.sites.hugo.making import one, posts, write


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
