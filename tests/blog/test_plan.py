"""Plans: seen as a diff, written with what others wrote merged in, refused file by file."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tui.blog import files
from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Set
from tui.blog.journal import Journal
from tui.blog.plan import Change, Plan

POST = b"---\ntitle: Hello\ntags: [AI]\n---\n\nBody.\n"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    for number in range(5):
        (site / f"{number}.md").write_bytes(POST)
    return site


def plan(site: Path, *edits: Edit) -> Plan:
    made = Plan("a title")
    for path in sorted(site.iterdir()):
        document = Document.split(files.read(path))
        made = made.add(path, document, document.edit(*edits), edits)
    return made


def test_what_is_so_already_is_no_change(site: Path) -> None:
    assert plan(site, Add(("tags",), "AI")).changes == ()


class TestDiff:
    def change(self, before: bytes, after: bytes) -> Change:
        return Change(Path("/site/a/x.md"), Document.split(before), Document.split(after))

    def test_for_people_and_for_patch(self) -> None:
        change = self.change(POST, POST.replace(b"Hello", b"Hi"))
        assert change.diff(Path("/site")).splitlines()[:3] == [
            "--- a/a/x.md",
            "+++ b/a/x.md",
            "@@ -1,5 +1,5 @@",
        ]
        assert change.patch(Path("/site")).decode() == change.diff(Path("/site"))
        assert change.patch().startswith(b"--- a/site/a/x.md\n")

    def test_odd_bytes_are_made_visible(self) -> None:
        change = self.change(b"\x1b[31m\xff\n", b"\x1b[31m\xfe\n")
        assert "-␛[31m\\xff\n+␛[31m\\xfe\n" in change.diff()
        assert b"-\x1b[31m\xff\n+\x1b[31m\xfe\n" in change.patch()

    def test_line_ends_are_shown_where_they_are_mixed(self) -> None:
        assert "␍" not in self.change(b"a\r\nb\r\n", b"a\r\nc\r\n").diff()
        assert "-b␍\n+b\n" in self.change(b"a\r\nb\r\n", b"a\r\nb\n").diff()


class TestApply:
    def test_writes_every_change_and_undoes_it(self, site: Path, journal: Journal) -> None:
        outcome = plan(site, Set(("title",), "New")).apply(journal)
        assert outcome.written == tuple(sorted(site.iterdir()))
        assert {path.read_bytes() for path in site.iterdir()} == {POST.replace(b"Hello", b"New")}
        journal.undo(journal.entries()[0])
        assert {path.read_bytes() for path in site.iterdir()} == {POST}

    def test_what_another_program_wrote_meanwhile_lives(self, site: Path, journal: Journal) -> None:
        made = plan(site, Set(("title",), "New"))
        theirs = POST.replace(b"AI]", b"AI, DX]").replace(b"Body", b"Their body")
        (site / "3.md").write_bytes(theirs)
        outcome = made.apply(journal)
        assert len(outcome.written) == 5
        assert outcome.merged == {site / "3.md"}
        assert (site / "3.md").read_bytes() == theirs.replace(b"Hello", b"New")
        journal.undo(journal.entries()[0])
        assert (site / "3.md").read_bytes() == theirs

    def test_a_conflict_is_left_to_the_user(self, site: Path, journal: Journal) -> None:
        made = plan(site, Set(("title",), "New"))
        theirs = POST.replace(b"Hello", b"Theirs")
        (site / "3.md").write_bytes(theirs)
        outcome = made.apply(journal)
        assert len(outcome.written) == 4
        assert (site / "3.md").read_bytes() == theirs
        merge = outcome.conflicts[site / "3.md"]
        assert [(one.key, one.mine, one.theirs) for one in merge.conflicts] == [(("title",), "New", "Theirs")]
        again = Plan("again", (Change(site / "3.md", Document.split(theirs), merge.resolve([0])),))
        assert again.apply(journal).written == (site / "3.md",)
        assert (site / "3.md").read_bytes() == POST.replace(b"Hello", b"New")

    def test_they_did_the_same(self, site: Path, journal: Journal) -> None:
        made = plan(site, Set(("title",), "New"))
        for path in site.iterdir():
            path.write_bytes(POST.replace(b"Hello", b"New"))
        outcome = made.apply(journal)
        assert outcome.written == ()
        assert outcome.failed == ()
        assert journal.entries() == ()

    def test_a_file_that_is_gone(self, site: Path, journal: Journal) -> None:
        made = plan(site, Set(("title",), "New"))
        (site / "3.md").unlink()
        outcome = made.apply(journal)
        assert len(outcome.written) == 4
        assert [error.path for error in outcome.failed] == [site / "3.md"]
        assert not (site / "3.md").exists()

    def test_cancelled(self, site: Path, journal: Journal) -> None:
        asked = itertools.chain([False, False], itertools.repeat(True))
        outcome = plan(site, Set(("title",), "New")).apply(journal, cancelled=lambda: next(asked))
        assert outcome.cancelled
        assert outcome.written == ()
        assert {path.read_bytes() for path in site.iterdir()} == {POST}
