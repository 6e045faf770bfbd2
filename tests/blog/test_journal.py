"""What was written can be taken back: after a restart, after a crash, beside another process."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog import batch, files
from tui.blog.errors import DiskFull, FileChanged, FileError
from tui.blog.journal import Journal, Write
from tui.blog.lock import locked
from tui.blog.journal.records import Header, Record, decode_records, encode


class Killed(BaseException):
    """The process ends here, as far as the code under test can tell."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.md").write_bytes(b"---\ndraft: true\n---\n%d\n" % number)
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "state" / "journal")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def publish(folder: Path) -> list[Write]:
    """Return the writes that set `draft: false` in every file."""
    paths = sorted(folder.glob("*.md"))
    return [Write(path, path.read_bytes(), path.read_bytes().replace(b"true", b"false")) for path in paths]


def kill_at(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    """End the process at the nth call of a method of Staged."""
    real: Callable[..., object] = getattr(files.Staged, call)
    calls = 0

    def staged(self: files.Staged, *args: object) -> object:
        nonlocal calls
        calls += 1
        if calls >= number:
            raise Killed
        return real(self, *args)

    monkeypatch.setattr(files.Staged, call, staged)


class TestRecords:
    @given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
    def test_there_and_back(self, head: bytes, old: bytes, new: bytes, tail: bytes) -> None:
        before, after = head + old + tail, head + new + tail
        written = Record.of(Write(Path("/x/\udcff.md"), before, after))
        (record,) = decode_records(encode(Header("t", datetime.now(UTC), 1), [written]), Path("e"))
        assert isinstance(record, Record)
        assert record == written
        assert record.place == Path("/x/\udcff.md")
        assert record.carry_out(before) == after
        assert record.reverse().carry_out(after) == before
        assert record.reverse().reverse() == record

    @pytest.mark.parametrize(("before", "after"), [(None, b"new\n"), (b"old\n", None)])
    def test_a_file_made_or_removed(self, before: bytes | None, after: bytes | None) -> None:
        record = Record.of(Write(Path("/x"), before, after))
        assert record.carry_out(before) == after
        assert record.reverse().carry_out(after) == before

    def test_it_can_be_read_by_people(self) -> None:
        record = Record.of(Write(Path("/x.md"), "あ: 1\nい: 2\n".encode(), "あ: 1\nい: 3\n".encode()))
        assert (record.old, record.new) == ("い: 2\n", "い: 3\n")


class TestWrite:
    def test_writes_and_remembers(self, folder: Path, journal: Journal) -> None:
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
    def test_odd_titles(self, folder: Path, journal: Journal, title: str) -> None:
        journal.write(title, publish(folder))
        (entry,) = journal.entries()
        assert len(entry.title) <= 200
        assert journal.undo(entry).failed == ()

    def test_nothing_to_write(self, journal: Journal) -> None:
        assert journal.write("nothing", []).done == ()
        assert not journal.folder.exists()

    def test_a_file_that_changed_is_left_out(self, folder: Path, journal: Journal) -> None:
        writes = publish(folder)
        writes[3].path.write_bytes(b"theirs")
        result = journal.write("publish", writes)
        assert len(result.done) == 19
        assert [error.path for error in result.failed] == [writes[3].path]
        assert isinstance(result.failed[0], FileChanged)
        assert journal.entries()[0].files == 19
        assert not journal.undo(journal.entries()[0]).failed
        assert writes[3].path.read_bytes() == b"theirs"

    def test_none_written_leaves_no_entry(self, folder: Path, journal: Journal) -> None:
        writes = [Write(folder / "0.md", b"never", b"was")]
        assert journal.write("nothing", writes).failed
        assert journal.entries() == ()

    def test_files_made_and_removed(self, folder: Path, journal: Journal) -> None:
        before = tree(folder)
        old = (folder / "0.md").read_bytes()
        journal.write("move", [Write(folder / "0.md", old, None), Write(folder / "new.md", None, old)])
        assert not (folder / "0.md").exists()
        assert (folder / "new.md").read_bytes() == old
        journal.undo(journal.entries()[0])
        assert tree(folder) == before

    def test_progress(self, folder: Path, journal: Journal) -> None:
        seen: list[tuple[int, int]] = []
        journal.write("publish", publish(folder), progress=lambda done, of: seen.append((done, of)))
        assert seen == [(number, 20) for number in range(1, 21)]

    @pytest.mark.parametrize("asked", [0, 5, 20, 25, 39])
    def test_cancelled_is_as_if_never_begun(self, folder: Path, journal: Journal, asked: int) -> None:
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

    def test_cancelled_too_late(self, folder: Path, journal: Journal) -> None:
        count = 0

        def cancelled() -> bool:
            nonlocal count
            count += 1
            return count > 40

        assert not journal.write("publish", publish(folder), cancelled=cancelled).cancelled
        assert journal.entries()[0].state == "done"

    def test_a_full_disk_touches_nothing(
        self, folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
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

    def test_no_journal_no_write(self, folder: Path, tmp_path: Path) -> None:
        before = tree(folder)
        (tmp_path / "file").touch()
        with pytest.raises(FileError):
            Journal(tmp_path / "file" / "journal").write("publish", publish(folder))
        assert tree(folder) == before

    def test_a_link_stays_one(self, folder: Path, journal: Journal) -> None:
        link = folder / "link.md"
        link.symlink_to("0.md")
        data = link.read_bytes()
        journal.write("one", [Write(link, data, b"new")])
        assert link.is_symlink()
        assert (folder / "0.md").read_bytes() == b"new"
        journal.undo(journal.entries()[0])
        assert (folder / "0.md").read_bytes() == data


class TestUndo:
    def test_leaves_a_file_that_changed_since(self, folder: Path, journal: Journal) -> None:
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

    def test_one_after_the_other(self, folder: Path, journal: Journal) -> None:
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

    def test_only_once(self, folder: Path, journal: Journal) -> None:
        journal.write("publish", publish(folder))
        entry = journal.entries()[0]
        journal.undo(entry)
        with pytest.raises(FileError, match="undone already"):
            journal.undo(entry)

    def test_what_can_not_be_written_can_be_tried_again(
        self, folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
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

    def test_cancelled(self, folder: Path, journal: Journal) -> None:
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


class TestInterrupted:
    """The process was killed while it prepared, while it replaced, or while it undid."""

    @pytest.fixture(
        params=[("_write", 7), ("place", 2), ("place", 8)], ids=["preparing", "prepared", "replacing"]
    )
    def moment(self, request: pytest.FixtureRequest) -> tuple[str, int]:
        value: tuple[str, int] = request.param
        return value

    def interrupt(self, moment: tuple[str, int], do: Callable[[], object]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            kill_at(patch, *moment)
            patch.setattr(files.Staged, "discard", lambda self: None)  # the dead tidy nothing
            with pytest.raises(Killed):
                do()

    @pytest.mark.parametrize("finish", [True, False])
    def test_a_plan(self, folder: Path, journal: Journal, moment: tuple[str, int], finish: bool) -> None:
        before, writes = tree(folder), publish(folder)
        after = {write.path.name: write.after for write in writes}
        self.interrupt(moment, lambda: journal.write("publish", writes))
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
    def test_an_undo(self, folder: Path, journal: Journal, moment: tuple[str, int], finish: bool) -> None:
        before = tree(folder)
        journal.write("publish", publish(folder))
        after = tree(folder)
        self.interrupt(moment, lambda: journal.undo(journal.entries()[0]))
        (entry,) = Journal(journal.folder).unfinished()
        (journal.finish if finish else journal.roll_back)(entry)
        assert tree(folder) == (before if finish else after)
        assert [entry.state for entry in journal.entries()] == ["undone" if finish else "done"]

    def test_and_a_file_changed_since(self, folder: Path, journal: Journal) -> None:
        writes = publish(folder)
        self.interrupt(("place", 8), lambda: journal.write("publish", writes))
        writes[0].path.write_bytes(b"theirs")
        result = journal.finish(journal.unfinished()[0])
        assert [error.path for error in result.failed] == [writes[0].path]
        assert writes[0].path.read_bytes() == b"theirs"
        assert all(b"false" in write.path.read_bytes() for write in writes[1:])

    def test_another_that_is_writing_is_not_dead(self, folder: Path, journal: Journal) -> None:
        self.interrupt(("place", 8), lambda: journal.write("publish", publish(folder)))
        with locked(journal.folder / "lock", 0):
            assert journal.unfinished() == ()
        assert journal.unfinished()

    def test_settled_only_once(self, folder: Path, journal: Journal) -> None:
        self.interrupt(("place", 8), lambda: journal.write("publish", publish(folder)))
        (entry,) = journal.unfinished()
        journal.finish(entry)
        with pytest.raises(FileError, match="not interrupted"):
            journal.finish(entry)


class TestTwoProcesses:
    def test_the_second_waits(self, folder: Path, journal: Journal) -> None:
        impatient = Journal(journal.folder, wait=0.05)
        journal.folder.mkdir(parents=True)
        with (
            locked(journal.folder / "lock", 0),
            pytest.raises(FileError, match="another postdesk is at work here"),
        ):
            impatient.write("publish", publish(folder))
        assert impatient.write("publish", publish(folder)).done

    def test_the_dead_hold_no_lock(self, journal: Journal) -> None:
        journal.folder.mkdir(parents=True)
        child = os.fork()
        if not child:
            with locked(journal.folder / "lock", 0):
                os._exit(0)
        os.waitpid(child, 0)
        with locked(journal.folder / "lock", 0):
            pass

    def test_many_at_once(self, folder: Path, journal: Journal) -> None:
        path = folder / "0.md"
        path.write_bytes(b"")
        children = []
        for number in range(4):
            child = os.fork()
            if not child:
                code = 1
                try:
                    written = 0
                    while written < 5:
                        data = path.read_bytes()
                        written += len(journal.write("add", [Write(path, data, data + b"%d" % number)]).done)
                    code = 0
                finally:
                    os._exit(code)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
        assert sorted(path.read_bytes()) == sorted(b"0123" * 5)
        assert len(journal.entries()) == 20


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

    def test_is_nobody_elses_to_read(self, folder: Path, journal: Journal) -> None:
        journal.write("publish", publish(folder))
        assert journal.folder.stat().st_mode & 0o077 == 0


def test_the_first_full_disk_stops_the_rest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Path] = []

    def staged(path: Path, *args: object, **kwargs: object) -> None:
        tried.append(path)
        raise DiskFull("can't be written: the disk is full", path=path)

    monkeypatch.setattr(batch, "Staged", staged)
    replacements = [batch.Replacement(folder / f"{n}.md", b"", "", str(n)) for n in range(5000)]
    with pytest.raises(DiskFull):
        batch.replace_all(replacements)
    assert len(tried) < 5000
