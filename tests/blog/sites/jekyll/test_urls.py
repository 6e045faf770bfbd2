"""Jekyll's addresses, and the links and pictures that lead to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.sites.jekyll.making import Make, post
from tui.blog.post import Post


class TestUrl:
    @pytest.mark.parametrize(
        ("permalink", "url"),
        [
            ("date", "/x/2026/01/31/A-%E6%97%A5.b.html"),
            ("pretty", "/x/2026/01/31/A-%E6%97%A5.b/"),
            ("ordinal", "/x/2026/031/A-%E6%97%A5.b.html"),
            ("weekdate", "/x/2026/W05/Sat/A-%E6%97%A5.b.html"),
            ("none", "/x/A-%E6%97%A5.b.html"),
            ("/:short_year-:i_month-:i_day/:slug", "/26-1-31/a-%E6%97%A5-b"),
        ],
    )
    def test_follows_the_style(self, site: Make, permalink: str, url: str) -> None:
        assert post(site(f"permalink: {permalink}"), "x/_posts/2026-01-31-A 日.b.md").url == url

    def test_is_its_own_where_it_has_a_permalink(self, site: Make) -> None:
        assert post(site(), front="permalink: /a/../:title.html").url == "/a/one.html"

    @pytest.mark.parametrize(
        ("path", "style", "url"),
        [
            ("index.md", "pretty", "/"),
            ("about.md", "pretty", "/about/"),
            ("about.md", "date", "/about.html"),
            ("a/b/index.md", "none", "/a/b/"),
            ("_docs/a/b.md", "pretty", "/docs/a/b/"),
        ],
    )
    def test_of_pages_and_documents(self, site: Make, path: str, style: str, url: str) -> None:
        assert (
            post(site(f"permalink: {style}\ncollections: {{docs: {{output: true}}}}"), path, "title: x").url
            == url
        )

    def test_that_two_posts_have_is_told_of_both(self, site: Make) -> None:
        made = site("permalink: /:title/")
        posts = [post(made, f"_posts/2026-01-{day}-one.md") for day in (30, 31)]
        changed = made.finish([*posts, post(made, "_posts/2026-01-01-two.md")])
        assert {path: [p.message for p in told.problems] for path, told in changed.items()} == {
            "_posts/2026-01-30-one.md": ["/one/ is also the address of _posts/2026-01-31-one.md"],
            "_posts/2026-01-31-one.md": ["/one/ is also the address of _posts/2026-01-30-one.md"],
        }

    def test_is_none_beyond_limit_posts(self, site: Make) -> None:
        made = site("limit_posts: 1")
        changed = made.finish(post(made, f"_posts/2026-01-{day}-one.md") for day in (31, 30))
        assert [(p.path, p.status, p.because) for p in changed.values()] == [
            ("_posts/2026-01-30-one.md", "hidden", "limit_posts: 1")
        ]


class TestLinks:
    @pytest.fixture
    def posts(self, site: Make) -> dict[str, Post]:
        made = site("baseurl: /b\ncollections: {docs: {output: true}}")
        paths = ("_posts/2026-01-30-one.md", "_posts/sub/2026-01-31-two.md", "_docs/guide.md", "about.md")
        return {path: post(made, path, "title: T") for path in paths}

    @pytest.mark.parametrize(
        ("target", "found"),
        [
            ("{% link _posts/2026-01-30-one.md %}", "_posts/2026-01-30-one.md"),
            ("_docs/guide.md", "_docs/guide.md"),
            ("{% post_url 2026-01-30-one %}#part", "_posts/2026-01-30-one.md"),
            ("{% post_url sub/2026-01-31-two %}", "_posts/sub/2026-01-31-two.md"),
            ("2026-01-31-two", "_posts/sub/2026-01-31-two.md"),
            ("sub/2026-01-31-two.md", "_posts/sub/2026-01-31-two.md"),
            ("/2026/01/30/one.html", "_posts/2026-01-30-one.md"),
            ("/b/2026/01/30/one.html?x=1#y", "_posts/2026-01-30-one.md"),
            ("{{ site.baseurl }}/docs/guide", "_docs/guide.md"),
            ("{{ '/about' | relative_url }}", "about.md"),
            ("https://example.org/about", None),
            ("mailto:a@b.c", None),
            ("#here", None),
            ("../../../etc/passwd", None),
        ],
    )
    def test_lead_to_posts(self, site: Make, posts: dict[str, Post], target: str, found: str | None) -> None:
        assert site("baseurl: /b").find(posts["_posts/2026-01-30-one.md"], target, posts) == found

    def test_lead_to_pictures_inside_the_site(self, site: Make, tmp_path: Path) -> None:
        made = site("baseurl: /b", "assets/日 本.png", "_posts/near.png")
        said = post(made)
        picture = tmp_path / "assets/日 本.png"
        assert made.picture(said, "/assets/日%20本.png") == picture
        assert made.picture(said, "{{ site.baseurl }}/assets/日 本.png") == picture
        assert made.picture(said, "/b/assets/日 本.png?v=2") == picture
        assert made.picture(said, "near.png") == tmp_path / "_posts/near.png"
        for other in (
            "../../etc/passwd",
            "https://x.org/assets/a.png",
            "data:image/png;base64,",
            "/no.png",
            "",
        ):
            assert made.picture(said, other) is None
