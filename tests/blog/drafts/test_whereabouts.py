from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tui.blog.desk import Desk, Folders
from tui.blog.document import Document
from tui.blog.drafts.whereabouts import Trace, find_renamed
from tui.blog.library import Library

POST = b"---\ntitle: A\n---\nThe body.\n"


class Work:
    """A post that is worked on, and another."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "site"
        self.root.mkdir()
        (self.root / "a.md").write_bytes(POST)
        (self.root / "other.md").write_bytes(POST)
        state = folder / "state"
        self.desk = Desk.open(self.root, folders=Folders(state, state, state))
        self.known: Library = self.desk.index.scan()
        self.trace = Trace.of(self.root / "a.md")

    def find(self) -> str | None:
        self.desk.index.scan()
        return find_renamed(self.desk, self.trace, Document.split(POST), self.known)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path)


def test_a_renamed_file_is_found_whatever_it_holds_now(work: Work) -> None:
    (work.root / "posts").mkdir()
    (work.root / "a.md").rename(work.root / "posts" / "b.md")
    (work.root / "posts" / "b.md").open("ab").write(b"More.\n")
    assert work.find() == "posts/b.md"


def test_so_is_one_that_took_the_place_of_another(work: Work) -> None:
    (work.root / "a.md").rename(work.root / "other.md")
    assert work.find() == "other.md"


def test_a_copy_is_found_by_what_it_holds(work: Work) -> None:
    shutil.copy(work.root / "a.md", work.root / "b.md")
    (work.root / "a.md").unlink()
    assert work.find() == "b.md"


def test_a_copy_with_other_front_matter_is_found_by_its_body(work: Work) -> None:
    (work.root / "a.md").unlink()
    (work.root / "2026-01-01-a.md").write_bytes(b"---\ntitle: A\ndate: 2026-01-01\n---\n\nThe body.\n")
    assert work.find() == "2026-01-01-a.md"


def test_a_post_that_was_there_before_is_no_copy(work: Work) -> None:
    (work.root / "a.md").unlink()
    assert work.find() is None


def test_bodies_that_are_empty_tell_nothing(work: Work) -> None:
    (work.root / "a.md").unlink()
    (work.root / "new.md").write_bytes(b"---\ntitle: New\n---\n")
    work.desk.index.scan()
    assert find_renamed(work.desk, None, Document.split(b"---\ntitle: A\n---\n"), work.known) is None


def test_what_is_not_there_has_no_trace(tmp_path: Path) -> None:
    assert Trace.of(tmp_path / "gone") is None
    assert Trace.of(tmp_path / "a\0b") is None
