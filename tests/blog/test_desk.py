from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.blog.desk import Desk, Folders
from tui.blog.edits import Set
from tui.blog.errors import FileError, OutsideSite

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("timezone: Asia/Tokyo\n")
    (site / "_posts/2026-01-31-one.md").write_text("---\ntitle: One\ntags: [a, b]\n---\nBody.\n")
    (site / "_posts/2026-02-01-two.md").write_text("---\ntitle: Two\ntags: b\n---\nBody.\n")
    return site


def desk(path: Path, home: Path) -> Desk:
    return Desk.open(path, folders=Folders(home, home / "cache", home / "state"), clock=lambda: NOW)


def test_a_site_a_folder_and_a_post_open_the_same_site(root: Path, own_folders: Path) -> None:
    whole = desk(root, own_folders)
    part = desk(root / "_posts", own_folders)
    one = desk(root / "_posts/2026-01-31-one.md", own_folders)
    assert {whole.site.root, part.site.root, one.site.root} == {root}
    assert (whole.under, part.under, one.under) == ("", "_posts", "")
    assert (whole.focus, one.focus) == ("", "_posts/2026-01-31-one.md")


def test_what_is_not_there_is_told(root: Path, own_folders: Path) -> None:
    with pytest.raises(FileError):
        desk(root / "absent", own_folders)


def test_no_path_leaves_the_site(root: Path, own_folders: Path) -> None:
    (root.parent / "secret.md").write_text("---\ntitle: s\n---\n")
    (root / "_posts/link.md").symlink_to(root.parent / "secret.md")
    for path in ("../secret.md", "_posts/link.md", "/etc/hostname"):
        with pytest.raises(OutsideSite):
            desk(root, own_folders).read(path)


def test_a_plan_changes_what_it_can_and_names_the_rest(root: Path, own_folders: Path) -> None:
    (root / "_posts/2026-02-01-two.md").write_text("---\ntitle: a\ntitle: b\n---\n")
    here = desk(root, own_folders)
    plan = here.plan("t", ["_posts/2026-01-31-one.md", "_posts/2026-02-01-two.md"], [Set(("title",), "New")])
    assert [change.path.name for change in plan.changes] == ["2026-01-31-one.md"]
    assert [error.place for error in plan.refused] == ["_posts/2026-02-01-two.md:3"]
    assert here.apply(plan).written == (root / "_posts/2026-01-31-one.md",)


def test_a_term_is_renamed_wherever_it_is(root: Path, own_folders: Path) -> None:
    here = desk(root, own_folders)
    here.index.scan()
    here.apply(here.retag("tags", ["b"], "c"))
    assert "tags: [a, c]\n" in (root / "_posts/2026-01-31-one.md").read_text()
    assert "tags: c\n" in (root / "_posts/2026-02-01-two.md").read_text()


def test_a_changed_configuration_makes_another_site(root: Path, own_folders: Path) -> None:
    here = desk(root, own_folders)
    here.index.scan()
    assert str(here.site.timezone) == "Asia/Tokyo"
    (root / "_config.yml").write_text("timezone: Europe/Berlin\n")
    here.index.refresh([root / "_config.yml"])
    assert str(here.site.timezone) == "Europe/Berlin"
