"""Plans: seen as a diff, written with what others wrote merged in, refused file by file."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tui.blog import files
from tui.blog.desk import Desk, Folders
from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Set
from tui.blog.journal import Journal
from tui.blog.plan import Change, Plan
from tui.blog.sites.moves import Move

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


@pytest.mark.parametrize("rival", ["b.md", "sub/c.md"])
def test_a_plan_with_a_move_is_done_or_not_as_a_whole(rival: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    for name in ("a.md", "b.md"):
        (root / name).write_bytes(b"---\ntitle: x\n---\n")
    desk = Desk.open(root, folders=Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "state"))
    edits = (Set(("title",), "y"),)
    plan = desk.plan_moves(
        "move", [desk.post("a.md"), desk.post("b.md")], lambda post: Move(f"sub/{post.path}", edits)
    )
    assert [part.name(root) for part in plan.parts] == ["a.md → sub/a.md", "b.md → sub/b.md"]
    (root / rival).parent.mkdir(exist_ok=True)
    (root / rival).write_bytes(b"another program's")
    outcome = plan.apply(desk.journal)
    assert bool(outcome.failed) == (rival == "b.md")
    there = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))
    assert there == (["a.md", "b.md"] if outcome.failed else ["sub/a.md", "sub/b.md", "sub/c.md"])
    assert not outcome.failed or (root / "a.md").read_bytes() == b"---\ntitle: x\n---\n"


def test_parts_are_left_out_by_their_positions(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"---\ntitle: x\n---\n")
    desk = Desk.open(tmp_path)
    plan = desk.plan_moves(
        "move",
        [desk.post("a.md"), desk.post("b.md")],
        lambda post: Move("c.md" if post.path == "a.md" else "b.md", (Set(("title",), "y"),)),
    )
    assert [part.name(tmp_path) for part in plan.parts] == ["b.md", "a.md → c.md"]
    assert [part.name(tmp_path) for part in plan.without({1}).parts] == ["b.md"]
    assert not plan.without({0, 1}).parts
