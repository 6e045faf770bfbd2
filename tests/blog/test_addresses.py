"""The files that a field may name, as the site's other posts write their addresses."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.blog.addresses import match, offers
from tui.blog.document import Document
from tui.blog.schema.texts import PICTURES
from tui.blog.sites import open_site
from tui.blog.sites.base import Source
from tui.blog.values import Key

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def offered(root: Path, files: dict[str, str], path: str, key: Key = ("image",)) -> dict[str, str]:
    """Make a site and return the path of each file that a post may name with its address, in order."""
    for number, (name, text) in enumerate(files.items()):
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        os.utime(place, (number, number))
    site = open_site(root)
    posts = [
        site.post(Source(name, Document.split((root / name).read_bytes()), 0.0), NOW) for name in site.walk()
    ]
    post = next(post for post in posts if post.path == path)
    return {offer.path: offer.address for offer in offers(site, post, key, posts, PICTURES)}


def test_hugo_offers_the_bundle_first_then_static_and_assets(tmp_path: Path) -> None:
    found = offered(
        tmp_path,
        {
            "hugo.toml": "title = 'x'",
            "static/images/old.png": "",
            "static/new.JPG": "",
            "static/data.csv": "",
            "assets/img/logo.svg": "",
            "content/posts/a/index.md": "---\ntitle: a\n---\n",
            "content/posts/a/cover.png": "",
            "content/posts/b/other.png": "",
        },
        "content/posts/a/index.md",
    )
    assert list(found.items()) == [
        ("content/posts/a/cover.png", "cover.png"),
        ("assets/img/logo.svg", "img/logo.svg"),
        ("static/new.JPG", "/new.JPG"),
        ("static/images/old.png", "/images/old.png"),
    ]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/images/old.png", "/images/new.png"),
        ("images/old.png", "images/new.png"),
        ("old.png", "new.png"),
        ("{{ site.baseurl }}/images/old.png", None),
    ],
)
def test_an_address_is_written_as_other_posts_write_theirs(
    tmp_path: Path, written: str, address: str | None
) -> None:
    found = offered(
        tmp_path,
        {
            "hugo.toml": "",
            "static/images/old.png": "",
            "static/images/new.png": "",
            "content/posts/a.md": f"---\ncover: {{image: '{written}'}}\n---\n",
            "content/posts/b.md": "---\ntitle: b\n---\n",
        },
        "content/posts/b.md",
        ("cover", "image"),
    )
    assert found["static/images/new.png"] == (address or "{{ site.baseurl }}/images/new.png")


def test_a_file_beside_the_post_is_named_as_others_name_theirs(tmp_path: Path) -> None:
    found = offered(
        tmp_path,
        {
            "hugo.toml": "",
            "content/posts/a/index.md": "---\nimage: ./a.png\n---\n",
            "content/posts/a/a.png": "",
            "content/posts/b/index.md": "---\ntitle: b\n---\n",
            "content/posts/b/絵.png": "",
        },
        "content/posts/b/index.md",
    )
    assert found == {"content/posts/b/絵.png": "./絵.png"}


def test_jekyll_offers_all_it_copies(tmp_path: Path) -> None:
    found = offered(
        tmp_path,
        {
            "_config.yml": "title: x",
            "_posts/2026-01-01-a.md": "---\ntitle: a\n---\n",
            "assets/a.png": "",
            "_site/assets/a.png": "",
            ".git/b.png": "",
            "node_modules/c.png": "",
        },
        "_posts/2026-01-01-a.md",
    )
    assert found == {"assets/a.png": "/assets/a.png"}


def test_a_folder_of_notes_offers_all_its_pictures(tmp_path: Path) -> None:
    found = offered(
        tmp_path,
        {"notes/a.md": "---\ntitle: a\n---\n", "notes/a.png": "", "attachments/b.png": ""},
        "notes/a.md",
    )
    assert found == {"notes/a.png": "a.png", "attachments/b.png": "attachments/b.png"}


def test_nothing_outside_of_the_site_is_offered(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.png").write_text("")
    root = tmp_path / "site"
    (root / "static").mkdir(parents=True)
    (root / "static" / "in").symlink_to(tmp_path / "secret")
    files = {"hugo.toml": "", "content/a.md": "---\ntitle: a\n---\n"}
    assert offered(root, files, "content/a.md") == {}


def test_what_is_typed_finds_the_file_even_with_a_slip(tmp_path: Path) -> None:
    root = tmp_path
    for name in ("static/img/tokyo-tower.png", "static/img/osaka.png", "static/東京.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    (root / "hugo.toml").write_text("")
    (root / "content").mkdir()
    (root / "content" / "a.md").write_text("---\ntitle: a\n---\n")
    site = open_site(root)
    post = site.post(Source("content/a.md", Document.split(b""), 0.0), NOW)
    found = offers(site, post, ("image",), [post])
    assert len(match(found, "")) == 3
    assert [offer.address for offer in match(found, "img tower")] == ["/img/tokyo-tower.png"]
    assert [offer.address for offer in match(found, "tokio-tower")] == ["/img/tokyo-tower.png"]
    assert [offer.address for offer in match(found, "東京")] == ["/東京.png"]
