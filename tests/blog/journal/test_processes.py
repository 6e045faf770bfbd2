"""Two processes at one site: one writes after the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.blog.journal.making import publish
from tui.blog.errors import FileError
from tui.blog.journal import Journal, Write
from tui.blog.lock import locked


def test_the_second_waits(folder: Path, journal: Journal) -> None:
    impatient = Journal(journal.folder, wait=0.05)
    journal.folder.mkdir(parents=True)
    with (
        locked(journal.folder / "lock", 0),
        pytest.raises(FileError, match="another postdesk is at work here"),
    ):
        impatient.write("publish", publish(folder))
    assert impatient.write("publish", publish(folder)).done


def test_the_dead_hold_no_lock(journal: Journal) -> None:
    journal.folder.mkdir(parents=True)
    child = os.fork()
    if not child:
        with locked(journal.folder / "lock", 0):
            os._exit(0)
    os.waitpid(child, 0)
    with locked(journal.folder / "lock", 0):
        pass


def test_many_at_once(folder: Path, journal: Journal) -> None:
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
