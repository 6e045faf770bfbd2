from __future__ import annotations

from pathlib import Path

import pytest

from tui.blog.post import Post
from tui.blog.sites import Site, open_site
from tui.browser import address, public


def site_at(root: Path, base: str) -> Site:
    (root / "hugo.toml").write_text(f'baseURL = "{base}"\n')
    return open_site(root)


def post_at(url: str) -> Post:
    return Post(path="content/a.md", title="A", status="published", url=url)


@pytest.mark.parametrize(
    ("base", "url", "whole"),
    [
        ("https://blog.example/", "/posts/a/", "https://blog.example/posts/a/"),
        ("https://me.example/blog/", "/blog/posts/a/", "https://me.example/blog/posts/a/"),
        ("https://me.example/blog/", "/posts/a/", "https://me.example/blog/posts/a/"),
        ("https://blog.example/", "", ""),
        ("", "/posts/a/", ""),
        ("javascript:alert(1)//", "/posts/a/", ""),
        ("file:///etc/", "/passwd", ""),
    ],
)
def test_only_a_web_address_of_a_built_post_is_one(tmp_path: Path, base: str, url: str, whole: str) -> None:
    assert public(site_at(tmp_path, base), post_at(url)) == whole


def test_a_server_on_this_machine_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_at(tmp_path, "https://me.example/blog/")
    monkeypatch.setattr("tui.browser._listens", lambda port: port == 1313)
    assert address(site, post_at("/blog/a/")) == "http://localhost:1313/blog/a/"
    monkeypatch.setattr("tui.browser._listens", lambda port: False)
    assert address(site, post_at("/blog/a/")) == "https://me.example/blog/a/"
