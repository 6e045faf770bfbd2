"""Hugo's files: bundles, languages, mounts, and the configurations that say where posts are."""

# ruff: noqa: E501  a case stands on one line

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.blog.sites.hugo.making import posts, write
from tui.blog.errors import SiteError
from tui.blog.sites import open_site
from tui.blog.sites.hugo import Hugo


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
        assert isinstance(open_site(root), Hugo) is is_hugo, files
