"""Jekyll's configurations, and new posts that follow them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.blog.sites.jekyll.making import NOW, Make, post
from tui.blog.document import Document
from tui.blog.sites import Source, open_site
from tui.blog.sites.jekyll import Jekyll, Posts


class TestConfig:
    def test_may_be_several_files(self, site: Make, tmp_path: Path) -> None:
        site("title: One\nbaseurl: /a\ndefaults: []")
        (tmp_path / "_dev.yml").write_text("url: http://localhost:4000\nbaseurl: ''\nfuture: true\n", "utf-8")
        made = Jekyll.load(tmp_path, ["_config.yml", "_dev.yml"])
        assert (made.title, made.base_url, made.config.future) == ("One", "http://localhost:4000", True)
        assert made.governs("_dev.yml")
        assert made.governs("_config.yml")

    @pytest.mark.parametrize(
        ("config", "told"),
        [
            ("a: [", "Jekyll stops at _config.yml"),
            ("timezone: Mars/Olympus", "there is no Mars/Olympus"),
            ("defaults: [1]", "an entry has no values"),
            ("defaults: [{values: {}}]", "an entry has no scope"),
        ],
    )
    def test_that_is_wrong_is_survived(self, site: Make, config: str, told: str) -> None:
        made = site(config)
        assert told in made.problems[0].message
        assert post(made).status == "published"

    def test_is_not_needed(self, tmp_path: Path) -> None:
        (tmp_path / "_posts").mkdir()
        made = open_site(tmp_path)
        assert isinstance(made, Posts)
        assert made.problems == ()


class TestNew:
    def test_is_a_dated_file_in_posts(self, site: Make) -> None:
        made = site("timezone: Asia/Tokyo")
        path, data = made.new("日本語の題名: テスト!", datetime(2026, 1, 31, 16, tzinfo=UTC))
        assert path == "_posts/2026-02-01-日本語の題名-テスト.md"
        said = made.post(Source(path, Document.split(data), 0.0), NOW)
        assert (said.title, said.status, said.problems) == ("日本語の題名: テスト!", "published", ())
        assert said.values["layout"] == "post"
        assert said.date_source == "2026-02-01 01:00:00 +0900"

    def test_leaves_the_layout_to_the_defaults(self, site: Make) -> None:
        made = site("defaults: [{scope: {path: '', type: posts}, values: {layout: mine}}]")
        assert b"layout" not in made.new("A", NOW)[1]

    def test_has_a_name_even_without_letters(self, site: Make) -> None:
        assert site().new("…", NOW)[0] == "_posts/2026-03-01-untitled.md"
