"""The entries on disk: damaged ones are passed over, old ones go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.journal.making import publish, tree
from tui.blog.errors import FileError
from tui.blog.journal import Journal


class TestDamage:
    def test_a_damaged_header(self, folder: Path, journal: Journal) -> None:
        for write in publish(folder)[:3]:
            journal.write(write.path.name, [write])
        journal.entries()[1].path.write_bytes(b'{"title": "\xff')
        journal.entries()[1].path.with_name("notes.txt").write_bytes(b"not ours")
        entries, problems = journal.history()
        assert [entry.number for entry in entries] == [3, 1]
        assert len(problems) == 1
        assert "damaged" in str(problems[0])
        assert journal.write("more", publish(folder)[5:]).done

    def test_a_damaged_record(self, folder: Path, journal: Journal) -> None:
        before = tree(folder)
        journal.write("publish", publish(folder))
        entry = journal.entries()[0]
        lines = entry.path.read_bytes().splitlines(keepends=True)
        lines[1] = b"\xff\n"
        lines[2] = lines[2].replace(b"draft: true", b"draft: maybe")
        entry.path.write_bytes(b"".join(lines))
        result = journal.undo(entry)
        assert len(result.done) == 18
        assert ["damaged" in str(error) for error in result.failed] == [True, True]
        changed = [name for name, data in tree(folder).items() if data != before[name]]
        assert len(changed) == 2

    def test_a_missing_one(self, folder: Path, journal: Journal) -> None:
        journal.write("publish", publish(folder))
        entry = journal.entries()[0]
        entry.path.unlink()
        with pytest.raises(FileError, match="not in the journal"):
            journal.undo(entry)


class TestGrowth:
    def test_by_count(self, folder: Path, tmp_path: Path) -> None:
        journal = Journal(tmp_path / "journal", keep=3)
        for write in publish(folder):
            journal.write(write.path.name, [write])
        assert [entry.number for entry in journal.entries()] == [20, 19, 18]

    def test_by_size_but_never_the_newest(self, folder: Path, tmp_path: Path) -> None:
        journal = Journal(tmp_path / "journal", size=1)
        for write in publish(folder)[:3]:
            journal.write(write.path.name, [write])
        assert [entry.number for entry in journal.entries()] == [3]

    def test_an_interrupted_one_is_never_dropped(self, folder: Path, tmp_path: Path) -> None:
        journal = Journal(tmp_path / "journal", keep=1)
        first, *others = publish(folder)[:3]
        journal.write("first", [first])
        entry = journal.entries()[0]
        entry.path.rename(entry.path.with_name("00000001.begun.jsonl"))
        for write in others:
            journal.write(write.path.name, [write])
        assert [entry.number for entry in journal.entries()] == [3, 1]

    def test_is_nobody_elses_to_read(self, folder: Path, journal: Journal) -> None:
        journal.write("publish", publish(folder))
        assert journal.folder.stat().st_mode & 0o077 == 0


def test_a_title_too_long_is_cut_and_says_so(folder: Path, journal: Journal) -> None:
    journal.write("x" * 1000, publish(folder)[:1])
    title = journal.entries()[0].title
    assert (len(title), title[-2:]) == (200, "x…")
