"""`postdesk publish`, `unpublish` and `rename`: on each kind of site, undone, and never over another file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.blog.desk import Desk
from tui.blog.document import Document
from tui.blog.errors import FileError
from tui.blog.journal import Journal, Write
from tui.blog.moving import Moving
from tui.blog.plan import Plan
from tui.blog.sites.moves import Move

JEKYLL = {"_config.yml": "timezone: UTC\n"}
HUGO = {"hugo.toml": ""}


def make(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def status(root: Path, path: str) -> str:
    return Desk.open(root / path).post(path).status


class TestJekyll:
    @pytest.fixture
    def blog(self, tmp_path: Path) -> Path:
        return make(
            tmp_path,
            {
                **JEKYLL,
                "_drafts/dated.md": "---\ntitle: A # note\ndate: 2026-01-31 10:00\n---\nText.\n",
                "_posts/2026-01-30-out.md": "---\ntitle: Out\n---\n",
                "_posts/undated.md": "---\ndate: 2026-01-29\n---\n",
                "_posts/2026-01-28-hidden.md": "---\npublished: false\nslug: own\n---\n",
            },
        )

    def test_a_draft_goes_to_the_posts_under_its_date_and_undo_brings_it_back(
        self, run: Run, blog: Path
    ) -> None:
        before = tree(blog)
        answer = run("publish", blog / "_drafts/dated.md")
        assert (answer.code, answer.out) == (0, "_posts/2026-01-31-dated.md\n")
        text = before.pop("_drafts/dated.md")
        assert tree(blog) == {**before, "_posts/2026-01-31-dated.md": text}
        assert status(blog, "_posts/2026-01-31-dated.md") == "published"
        assert run("undo", blog, "--yes").code == 0
        assert tree(blog) == {**before, "_drafts/dated.md": text}

    def test_a_post_goes_to_the_drafts_and_keeps_its_date(self, run: Run, blog: Path) -> None:
        assert run("unpublish", blog / "_posts/2026-01-30-out.md").out == "_drafts/out.md\n"
        assert (blog / "_drafts/out.md").read_text() == "---\ntitle: Out\ndate: 2026-01-30\n---\n"
        assert status(blog, "_drafts/out.md") == "draft"
        assert run("publish", blog / "_drafts/out.md").out == "_posts/2026-01-30-out.md\n"

    def test_an_undated_post_gets_a_name_that_jekyll_sees(self, run: Run, blog: Path) -> None:
        assert status(blog, "_posts/undated.md") == "hidden"
        path = run("publish", blog / "_posts/undated.md").out.strip()
        assert path == "_posts/2026-01-29-undated.md"
        assert status(blog, path) == "published"

    def test_published_false_is_taken_back_in_its_place(self, run: Run, blog: Path) -> None:
        path = "_posts/2026-01-28-hidden.md"
        assert run("publish", blog / path).out.strip() == path
        assert (blog / path).read_text() == "---\nslug: own\n---\n"

    def test_another_name_keeps_the_date_and_is_the_slug_too(self, run: Run, blog: Path) -> None:
        path = run("rename", blog / "_posts/2026-01-28-hidden.md", "seen").out.strip()
        assert path == "_posts/2026-01-28-seen.md"
        assert Document.split((blog / path).read_bytes()).values["slug"] == "seen"

    @pytest.mark.skipif(not shutil.which("git"), reason="needs git, which is not installed")
    def test_dry_run_writes_nothing_and_prints_what_git_applies(self, run: Run, blog: Path) -> None:
        before = tree(blog)
        patch = run("unpublish", blog / "_posts/2026-01-30-out.md", "--dry-run").out
        assert tree(blog) == before
        subprocess.run(["git", "apply"], input=patch, text=True, cwd=blog, check=True)
        assert "_drafts/out.md" in tree(blog)
        assert "_posts/2026-01-30-out.md" not in tree(blog)


class TestHugo:
    @pytest.mark.parametrize(
        ("text", "public"),
        [
            ("---\nDraft: true\n---\n", "---\nDraft: false\n---\n"),
            ("---\npublished: false\ntitle: a\n---\n", "---\ntitle: a\n---\n"),
            ("---\ntitle: a\n---\n", "---\ntitle: a\n---\n"),
        ],
    )
    def test_a_draft_is_none_any_more(self, text: str, public: str, run: Run, tmp_path: Path) -> None:
        make(tmp_path, {**HUGO, "content/posts/a.md": text})
        assert run("publish", tmp_path / "content/posts/a.md").code == 0
        assert (tmp_path / "content/posts/a.md").read_text() == public
        assert run("unpublish", tmp_path / "content/posts/a.md").code == 0
        assert status(tmp_path, "content/posts/a.md") == "draft"

    def test_what_a_section_hands_down_is_overruled(self, run: Run, tmp_path: Path) -> None:
        index = "---\ncascade:\n  draft: true\n---\n"
        make(
            tmp_path, {**HUGO, "content/posts/_index.md": index, "content/posts/a.md": "---\ntitle: a\n---\n"}
        )
        run("publish", tmp_path / "content/posts/a.md")
        assert status(tmp_path, "content/posts/a.md") == "published"

    def test_another_name_keeps_the_language(self, run: Run, tmp_path: Path) -> None:
        languages = "[languages.en]\n[languages.fr]\n"
        make(tmp_path, {"hugo.toml": languages, "content/posts/a.fr.md": "---\nslug: un\n---\n"})
        path = run("rename", tmp_path / "content/posts/a.fr.md", "b.2").out.strip()
        assert path == "content/posts/b.2.fr.md"
        assert (tmp_path / path).read_text() == "---\nslug: b.2\n---\n"

    def test_a_bundle_is_left_to_its_folder(self, run: Run, tmp_path: Path) -> None:
        make(tmp_path, {**HUGO, "content/posts/a/index.md": "---\n---\n"})
        answer = run("rename", tmp_path / "content/posts/a/index.md", "b")
        assert (answer.code, answer.out) == (1, "")
        assert "set a slug" in answer.err


class TestPlain:
    def test_drafts_by_key_and_by_folder(self, run: Run, tmp_path: Path) -> None:
        make(
            tmp_path,
            {
                "_config.yml": "title: Hexo\n",
                "source/_posts/a.md": "---\ntitle: a\n---\n",
                "source/_drafts/b.md": "---\ntitle: b\ndraft: true\n---\n",
            },
        )
        assert run("publish", tmp_path / "source/_drafts/b.md").out.strip() == "source/_posts/b.md"
        assert (tmp_path / "source/_posts/b.md").read_text() == "---\ntitle: b\ndraft: false\n---\n"
        run("unpublish", tmp_path / "source/_posts/a.md")
        assert status(tmp_path, "source/_posts/a.md") == "draft"

    def test_a_draft_without_a_folder_to_go_to_is_refused(self, run: Run, tmp_path: Path) -> None:
        make(tmp_path, {"astro.config.mjs": "", "src/content/_drafts/b.md": "---\ntitle: b\n---\n"})
        answer = run("publish", tmp_path / "src/content/_drafts/b.md")
        assert (answer.code, answer.out) == (1, "")

    def test_in_a_folder_of_sites_the_nearest_is_asked(self, run: Run, tmp_path: Path) -> None:
        files = {**JEKYLL, "_posts/2026-01-30-out.md": "---\ntitle: Out\n---\n"}
        make(tmp_path, {f"{site}/{name}": text for site in ("one", "two") for name, text in files.items()})
        desk = Desk.open(tmp_path)
        post = desk.post("one/_posts/2026-01-30-out.md")
        assert desk.site.unpublish(post).path == "one/_drafts/out.md"
        assert desk.site.publish(post, desk.clock()) == Move(post.path)


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", " ", "a\nb", "_index"])
def test_what_is_no_name_is_refused(name: str, run: Run, site: Path) -> None:
    before = tree(site)
    assert run("rename", site / "plain.md", name).code == 1
    assert tree(site) == before


def test_another_post_is_never_overwritten(run: Run, site: Path) -> None:
    before = tree(site)
    answer = run("rename", site / "plain.md", "wide")
    assert answer.code == 3
    assert "is there already" in answer.err
    assert tree(site) == before


def test_a_link_is_left_where_it_is(run: Run, site: Path) -> None:
    (site / "link.md").symlink_to(site / "plain.md")
    moved = Move("other.md")
    with pytest.raises(FileError, match="is a link"):
        Moving.make(Desk.open(site).site, "link.md", moved)


@pytest.mark.parametrize("rival", ["new", "old"])
def test_when_another_program_comes_first_all_is_as_it_left_it(
    rival: str, site: Path, tmp_path: Path
) -> None:
    moving = Moving.make(Desk.open(site).site, "plain.md", Move("new.md"))
    (site / ("new.md" if rival == "new" else "plain.md")).write_text("its own")
    before = tree(site)
    journal = Journal(tmp_path / "journal")
    assert Plan("rename", moves=(moving,)).apply(journal).failed
    assert tree(site) == before
    journal.write("another", [Write(site / "x.md", None, b"x")])
    assert [entry.title for entry in journal.entries() if entry.state == "done"] == ["another"]
