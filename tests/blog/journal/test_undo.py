"""What was written can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.journal.making import publish, tree
from tui.blog import files
from tui.blog.errors import FileError
from tui.blog.journal import Journal, Write


def test_leaves_a_file_that_changed_since(folder: Path, journal: Journal) -> None:
    before = tree(folder)
    journal.write("publish", publish(folder))
    (folder / "3.md").write_bytes(b"theirs")
    (folder / "4.md").unlink()
    result = journal.undo(journal.entries()[0])
    assert sorted(str(error) for error in result.failed) == [
        f"{folder / '3.md'}: was changed since by another program (it was left as it is)",
        f"{folder / '4.md'}: was removed since by another program (it was left as it is)",
    ]
    after = tree(folder)
    assert after.pop("3.md") == b"theirs"
    assert after == {name: data for name, data in before.items() if name not in ("3.md", "4.md")}
    assert journal.entries()[0].state == "undone"


def test_one_after_the_other(folder: Path, journal: Journal) -> None:
    states = [tree(folder)]
    for word in (b"a", b"b", b"c"):
        path = folder / "0.md"
        data = path.read_bytes()
        journal.write(word.decode(), [Write(path, data, data + word)])
        states.append(tree(folder))
    for state in reversed(states[:-1]):
        entry = journal.last()
        assert entry
        journal.undo(entry)
        assert tree(folder) == state
    assert journal.last() is None


def test_only_once(folder: Path, journal: Journal) -> None:
    journal.write("publish", publish(folder))
    entry = journal.entries()[0]
    journal.undo(entry)
    with pytest.raises(FileError, match="undone already"):
        journal.undo(entry)


def test_what_can_not_be_written_can_be_tried_again(
    folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)
    journal.write("publish", publish(folder))

    def place(self: files.Staged) -> None:
        if self.path.name == "3.md":
            raise FileError("can't be written: permission denied", path=self.path)
        real(self)

    real = files.Staged.place
    monkeypatch.setattr(files.Staged, "place", place)
    assert len(journal.undo(journal.entries()[0]).failed) == 1
    monkeypatch.undo()
    assert journal.undo(journal.entries()[0]).done == (folder / "3.md",)
    assert tree(folder) == before


def test_cancelled(folder: Path, journal: Journal) -> None:
    journal.write("publish", publish(folder))
    after = tree(folder)
    count = 0

    def cancelled() -> bool:
        nonlocal count
        count += 1
        return count > 30

    assert journal.undo(journal.entries()[0], cancelled=cancelled).cancelled
    assert tree(folder) == after
    assert journal.entries()[0].state == "done"
