"""The process was killed while it prepared, while it replaced, or while it undid."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.journal.making import interrupt, publish, tree
from tui.blog.errors import FileError
from tui.blog.journal import Journal
from tui.blog.lock import locked


@pytest.fixture(
    params=[("_write", 7), ("place", 2), ("place", 8)], ids=["preparing", "prepared", "replacing"]
)
def moment(request: pytest.FixtureRequest) -> tuple[str, int]:
    value: tuple[str, int] = request.param
    return value


@pytest.mark.parametrize("finish", [True, False])
def test_a_plan(folder: Path, journal: Journal, moment: tuple[str, int], finish: bool) -> None:
    before, writes = tree(folder), publish(folder)
    after = {write.path.name: write.after for write in writes}
    interrupt(moment, lambda: journal.write("publish", writes))
    for name, data in tree(folder).items():
        assert data in (before.get(name), after.get(name)) or name.startswith(".")
    later = Journal(journal.folder)
    (entry,) = later.unfinished()
    assert (later.finish if finish else later.roll_back)(entry).failed == ()
    assert tree(folder) == (after if finish else before)
    assert later.unfinished() == ()
    if finish:
        later.undo(later.entries()[0])
        assert tree(folder) == before


@pytest.mark.parametrize("finish", [True, False])
def test_an_undo(folder: Path, journal: Journal, moment: tuple[str, int], finish: bool) -> None:
    before = tree(folder)
    journal.write("publish", publish(folder))
    after = tree(folder)
    interrupt(moment, lambda: journal.undo(journal.entries()[0]))
    (entry,) = Journal(journal.folder).unfinished()
    (journal.finish if finish else journal.roll_back)(entry)
    assert tree(folder) == (before if finish else after)
    assert [entry.state for entry in journal.entries()] == ["undone" if finish else "done"]


def test_how_far_it_came_is_told(folder: Path, journal: Journal) -> None:
    writes = publish(folder)
    interrupt(("place", 8), lambda: journal.write("publish", writes))
    writes[0].path.write_bytes(b"theirs")
    standing = journal.standing(journal.unfinished()[0])
    assert [len(files) for files in standing] == [5, 14, 1]
    assert standing.changed == (writes[0].path,)


def test_how_far_an_undo_came_is_told(folder: Path, journal: Journal) -> None:
    journal.write("publish", publish(folder))
    interrupt(("place", 8), lambda: journal.undo(journal.entries()[0]))
    (folder / "5.md").unlink()
    (folder / "5.md").mkdir()
    standing = journal.standing(journal.unfinished()[0])
    assert standing.changed == (folder / "5.md",)
    assert len(standing.done) + len(standing.left) == 19
    assert b"true" in standing.done[0].read_bytes()
    assert b"false" in standing.left[0].read_bytes()


def test_and_a_file_changed_since(folder: Path, journal: Journal) -> None:
    writes = publish(folder)
    interrupt(("place", 8), lambda: journal.write("publish", writes))
    writes[0].path.write_bytes(b"theirs")
    result = journal.finish(journal.unfinished()[0])
    assert [error.path for error in result.failed] == [writes[0].path]
    assert writes[0].path.read_bytes() == b"theirs"
    assert all(b"false" in write.path.read_bytes() for write in writes[1:])


def test_another_that_is_writing_is_not_dead(folder: Path, journal: Journal) -> None:
    interrupt(("place", 8), lambda: journal.write("publish", publish(folder)))
    with locked(journal.folder / "lock", 0):
        assert journal.unfinished() == ()
    assert journal.unfinished()


def test_settled_only_once(folder: Path, journal: Journal) -> None:
    interrupt(("place", 8), lambda: journal.write("publish", publish(folder)))
    (entry,) = journal.unfinished()
    journal.finish(entry)
    with pytest.raises(FileError, match="not interrupted"):
        journal.finish(entry)
