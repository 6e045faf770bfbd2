"""Jekyll's posts, without asking Jekyll: see tests/conformance for what it says itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.blog.sites.jekyll.making import NOW, Make, post
from tui.blog.document import Document
from tui.blog.sites import Source


class TestWalk:
    def test_finds_posts_drafts_documents_and_pages(self, site: Make) -> None:
        wanted = {
            "_posts/2026-01-01-a.md",
            "_posts/deep/er/2026-01-01-b.html",
            "_posts/undated.md",
            "blog/_posts/2026-01-01-c.markdown",
            "_drafts/d.md",
            "_docs/guide/e.md",
            "about.md",
            "pages/f.md",
        }
        others = (
            "_includes/g.md",
            "_site/h.md",
            "_posts/2026-01-01-i.png",
            "_posts/.j.md",
            ".git/k.md",
            "_x/l.md",
        )
        made = site("collections: [docs]", *wanted, *others, "node_modules/a/m.md", "n.html", "Gemfile")
        assert set(made.walk()) == wanted
        assert all(made.is_post(path) for path in wanted)
        assert not any(made.is_post(path) for path in others)

    def test_heeds_include_and_exclude(self, site: Make) -> None:
        made = site(
            "include: [_pages]\nexclude: [old, '*/secret*']",
            *("_pages/a.md", "old/b.md", "older.md", "x/secret.md", "_posts/2026-01-01-secret.md", "c.md"),
        )
        assert set(made.walk()) == {"_pages/a.md", "c.md", "_posts/2026-01-01-secret.md"}

    def test_finds_posts_below_source_and_collections_dir_alone(self, site: Make) -> None:
        made = site(
            "source: src\ncollections_dir: all\ncollections: [docs]",
            *("src/all/_posts/2026-01-01-a.md", "src/all/_docs/b.md", "src/_posts/2026-01-01-c.md", "d.md"),
        )
        assert set(made.walk()) == {"src/all/_posts/2026-01-01-a.md", "src/all/_docs/b.md"}
        assert post(made, "src/all/_posts/2026-01-01-a.md").url == "/2026/01/01/a.html"

    def test_names_a_folder_it_may_not_read(self, site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
        made = site("", "_posts/2026-01-01-a.md")
        real = __import__("os").scandir

        def scandir(path: str) -> object:
            if str(path).endswith("_posts"):
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr("os.scandir", scandir)
        assert list(made.walk()) == []
        assert [problem.message for problem in made.problems] == ["_posts can't be read: Permission denied"]
        list(made.walk())
        assert len(made.problems) == 1

    def test_follows_links_inside_alone(self, site: Make, tmp_path: Path) -> None:
        made = site("", "real/_posts/2026-01-01-a.md")
        (tmp_path / "linked").symlink_to(tmp_path / "real")
        (tmp_path / "loop").symlink_to(tmp_path)
        (tmp_path / "out").symlink_to(tmp_path.parent)
        (tmp_path / "out.md").symlink_to("/etc/hostname")
        assert set(made.walk()) == {"real/_posts/2026-01-01-a.md", "linked/_posts/2026-01-01-a.md"}


class TestStatus:
    @pytest.mark.parametrize(
        ("path", "front", "status", "because"),
        [
            ("_posts/2026-01-31-a.md", "draft: true", "published", ""),
            ("_posts/2026-01-31-a.md", "published: false", "hidden", "published: false"),
            ("_posts/2026-01-31-a.md", "published:", "hidden", "published is empty"),
            ("_posts/2026-01-31-a.md", "date: 2026-12-01", "scheduled", "future: 2026-12-01 00:00 in Asia"),
            ("_posts/a.md", "title: x", "hidden", "undated in _posts"),
            ("_drafts/a.md", "title: x", "draft", "in _drafts"),
            ("_quiet/a.md", "title: x", "hidden", "output is off for the collection quiet"),
            ("_posts/2026-01-31-a.md", "a: [", "broken", "the YAML can't be read: "),
            ("_posts/2026-01-31-a.md", "date: yesterday", "broken", "Jekyll stops at this date: yesterday"),
            ("_posts/2026-01-31-a.md", "date:", "broken", "Jekyll stops at this date: it is empty"),
            ("_posts/2026-13-31-a.md", "title: x", "broken", "Jekyll stops at this date: 2026-13-31"),
            ("_posts/2026-01-31-a.md", "permalink: /:nothing/", "broken", "Jekyll stops at the permalink"),
        ],
    )  # fmt: skip
    def test_is_said_with_its_cause(
        self, site: Make, path: str, front: str, status: str, because: str
    ) -> None:
        said = post(site("timezone: Asia/Tokyo\ncollections: [quiet]"), path, front)
        assert said.status == status
        assert said.because.startswith(because)
        assert bool(because) == bool(said.because)

    def test_turns_when_a_scheduled_post_goes_live(self, site: Make) -> None:
        said = post(site(), front="date: 2026-12-01 09:00:00 +0900")
        assert said.turns == said.date == datetime(2026, 12, 1, 0, tzinfo=UTC)
        assert said.because == "future: 2026-12-01 00:00 in UTC"

    def test_is_another_with_the_options_that_show_more(self, site: Make) -> None:
        made = site("future: true\nunpublished: true\nshow_drafts: true")
        for path, front in (
            ("_posts/2030-01-01-a.md", ""),
            ("_posts/2026-01-01-a.md", "published: false"),
            ("_drafts/a.md", ""),
        ):
            assert post(made, path, front).status == "published"

    def test_of_an_undated_post_is_a_problem_too(self, site: Make) -> None:
        assert [problem.code for problem in post(site(), "_posts/a.md").problems] == ["undated"]

    def test_of_a_page_without_front_matter_is_hidden(self, site: Make) -> None:
        said = site().post(Source("about.md", Document.split(b"# About\n"), 0.0), NOW)
        assert (said.status, said.kind, said.title) == ("hidden", "page", "about")

    @pytest.mark.parametrize(
        "text",
        ["+++\ntitle = 'T'\n+++\n", "title: T\ndate: 2013-01-01\n---\n", "\n---\ntitle: T\n---\n"],
    )
    def test_says_what_jekyll_does_not_see(self, site: Make, text: str) -> None:
        said = site().post(Source("_posts/2026-01-31-one.md", Document.split(text.encode()), 0.0), NOW)
        assert (said.title, said.status, [p.code for p in said.problems]) == ("One", "published", ["format"])
        assert said.values["title"] == "T"

    def test_comes_from_defaults_too_and_says_so(self, site: Make) -> None:
        made = site("defaults: [{scope: {path: _posts/old}, values: {published: false}}]")
        said = post(made, "_posts/old/2020-01-01-a.md")
        assert (said.status, said.because) == ("hidden", "published: false from defaults in _config.yml")


class TestDate:
    def test_comes_from_the_name_if_the_front_matter_is_silent(self, site: Make) -> None:
        said = post(site("timezone: Asia/Tokyo"))
        assert said.date is not None
        assert said.date.isoformat() == "2026-01-31T00:00:00+09:00"
        assert (said.date_source, said.origins["date"]) == ("2026-01-31", "the file's name")

    def test_moves_the_day_in_the_address_by_the_time_zone(self, site: Make) -> None:
        said = post(site("timezone: Asia/Tokyo"), front="date: 2026-01-31 16:48:29 +0000")
        assert said.url == "/2026/02/01/one.html"
        assert [problem.code for problem in said.problems] == ["date-differs"]
        assert "2026-02-01 01:48 in Asia/Tokyo" in said.problems[0].message

    def test_of_a_draft_is_that_of_the_file(self, site: Make) -> None:
        said = post(site("timezone: UTC"), "_drafts/a.md")
        assert said.date == datetime.fromtimestamp(1_700_000_000, UTC)
        assert said.origins["date"] == "the file's time"

    def test_without_seconds_is_local_and_with_them_universal(self, site: Make) -> None:
        made = site("timezone: Asia/Tokyo")
        hours = [
            post(made, front=f"date: {text}").date for text in ("2026-01-31 10:00", "2026-01-31 10:00:00")
        ]
        assert [date.hour for date in hours if date] == [10, 19]


class TestTerms:
    @pytest.mark.parametrize(
        ("path", "front", "tags", "categories"),
        [
            ("_posts/2026-01-31-a.md", "tags: a b\ncategories: c d", ("a", "b"), ("c", "d")),
            ("_posts/2026-01-31-a.md", "tags: 東京　大阪", ("東京　大阪",), ()),
            ("_posts/2026-01-31-a.md", "tag: a b\ncategory: c d", ("a b",), ("c d",)),
            ("_posts/2026-01-31-a.md", "tags: [a, [b, 2026], null, a]", ("a", "b", "2026"), ()),
            ("a/B/_posts/2026-01-31-a.md", "categories: [c, a]", (), ("a", "B", "c")),
            ("_posts/a/2026-01-31-a.md", "", (), ()),
        ],
    )
    def test_are_taken_as_jekyll_takes_them(
        self, site: Make, path: str, front: str, tags: tuple[str, ...], categories: tuple[str, ...]
    ) -> None:
        said = post(site(), path, front)
        assert said.terms.get("tags", ()) == tags
        assert said.terms.get("categories", ()) == categories

    def test_with_commas_are_told(self, site: Make) -> None:
        said = post(site(), front="tags: a, b")
        assert said.terms["tags"] == ("a,", "b")
        assert [problem.code for problem in said.problems] == ["comma"]

    def test_of_defaults_are_inherited(self, site: Make) -> None:
        made = site("defaults: [{scope: {path: ''}, values: {tags: [all], layout: post}}]")
        said = post(made)
        assert said.terms["tags"] == ("all",)
        assert said.inherited == {"tags": ["all"], "layout": "post"}
        assert said.origins["tags"] == "defaults in _config.yml"


def test_problems_name_the_line_of_their_key_if_the_file_has_it(site: Make) -> None:
    found = post(site(), front="title: a\ndate: 2026-02-02\ntags: a, b")
    assert [(problem.code, problem.line) for problem in found.problems] == [("date-differs", 3), ("comma", 4)]
    inherited = post(
        site("defaults: [{scope: {path: ''}, values: {permalink: '/:nothing'}}]"), front="title: a"
    )
    assert [(problem.code, problem.line) for problem in inherited.problems] == [("permalink", None)]
