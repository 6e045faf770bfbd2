"""Files are written after an entry that can take it back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.blog.journal.making import publish, tree
from tui.blog.errors import DiskFull, FileChanged, FileError
from tui.blog.journal import Journal, Write


def test_writes_and_remembers(folder: Path, journal: Journal) -> None:
    before = tree(folder)
    result = journal.write("publish", publish(folder))
    assert len(result.done) == 20
    assert all(b"false" in data for data in tree(folder).values())
    (entry,) = Journal(journal.folder).entries()  # after a restart
    assert (entry.title, entry.state, entry.files) == ("publish", "done", 20)
    assert journal.undo(entry).failed == ()
    assert tree(folder) == before
    assert journal.entries()[0].state == "undone"
    assert journal.last() is None


@pytest.mark.parametrize("title", ["x" * 100_000, "\udcff", "日本\n\x1b"])
def test_odd_titles(folder: Path, journal: Journal, title: str) -> None:
    journal.write(title, publish(folder))
    (entry,) = journal.entries()
    assert len(entry.title) <= 200
    assert journal.undo(entry).failed == ()


def test_nothing_to_write(journal: Journal) -> None:
    assert journal.write("nothing", []).done == ()
    assert not journal.folder.exists()


def test_a_file_that_changed_is_left_out(folder: Path, journal: Journal) -> None:
    writes = publish(folder)
    writes[3].path.write_bytes(b"theirs")
    result = journal.write("publish", writes)
    assert len(result.done) == 19
    assert [error.path for error in result.failed] == [writes[3].path]
    assert isinstance(result.failed[0], FileChanged)
    assert journal.entries()[0].files == 19
    assert not journal.undo(journal.entries()[0]).failed
    assert writes[3].path.read_bytes() == b"theirs"


def test_none_written_leaves_no_entry(folder: Path, journal: Journal) -> None:
    writes = [Write(folder / "0.md", b"never", b"was")]
    assert journal.write("nothing", writes).failed
    assert journal.entries() == ()


def test_files_made_and_removed(folder: Path, journal: Journal) -> None:
    before = tree(folder)
    old = (folder / "0.md").read_bytes()
    journal.write("move", [Write(folder / "0.md", old, None), Write(folder / "new.md", None, old)])
    assert not (folder / "0.md").exists()
    assert (folder / "new.md").read_bytes() == old
    journal.undo(journal.entries()[0])
    assert tree(folder) == before


def test_progress(folder: Path, journal: Journal) -> None:
    seen: list[tuple[int, int]] = []
    journal.write("publish", publish(folder), progress=lambda done, of: seen.append((done, of)))
    assert seen == [(number, 20) for number in range(1, 21)]


@pytest.mark.parametrize("asked", [0, 5, 20, 25, 39])
def test_cancelled_is_as_if_never_begun(folder: Path, journal: Journal, asked: int) -> None:
    before = tree(folder)
    count = 0

    def cancelled() -> bool:
        nonlocal count
        count += 1
        return count > asked

    result = journal.write("publish", publish(folder), cancelled=cancelled)
    assert result.cancelled
    assert result.done == ()
    assert tree(folder) == before
    assert journal.entries() == ()


def test_cancelled_too_late(folder: Path, journal: Journal) -> None:
    count = 0

    def cancelled() -> bool:
        nonlocal count
        count += 1
        return count > 40

    assert not journal.write("publish", publish(folder), cancelled=cancelled).cancelled
    assert journal.entries()[0].state == "done"


def test_a_full_disk_touches_nothing(folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(folder)
    journal.write("first", publish(folder)[:1])
    first = tree(folder)
    real, calls = os.fsync, 0

    def fsync(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 10:
            raise OSError(errno.ENOSPC, "full")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DiskFull):
        journal.write("publish", publish(folder)[1:])
    assert tree(folder) == first
    assert [entry.title for entry in journal.entries()] == ["first"]
    calls = 10
    with pytest.raises(DiskFull):
        journal.undo(journal.entries()[0])
    assert tree(folder) == first
    monkeypatch.undo()
    assert not journal.undo(journal.entries()[0]).failed
    assert tree(folder) == before


def test_no_journal_no_write(folder: Path, tmp_path: Path) -> None:
    before = tree(folder)
    (tmp_path / "file").touch()
    with pytest.raises(FileError):
        Journal(tmp_path / "file" / "journal").write("publish", publish(folder))
    assert tree(folder) == before


def test_a_link_stays_one(folder: Path, journal: Journal) -> None:
    link = folder / "link.md"
    link.symlink_to("0.md")
    data = link.read_bytes()
    journal.write("one", [Write(link, data, b"new")])
    assert link.is_symlink()
    assert (folder / "0.md").read_bytes() == b"new"
    journal.undo(journal.entries()[0])
    assert (folder / "0.md").read_bytes() == data
