"""A disk that may only be read, where this account may mount one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.blog import files
from tui.blog.errors import FileError
from tui.blog.journal import Journal, Write

POST = b"---\ntitle: A\n---\n"


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Path]:
    """Return a post on such a disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this account may not mount a disk")
    path = folder / "a.md"
    path.write_bytes(POST)
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield path
    subprocess.run(["umount", folder], check=True)


def test_a_post_is_refused_with_the_reason(post: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    outcome = journal.write("retitle", [Write(post, POST, POST.replace(b"A", b"B"))])
    assert [error.message for error in outcome.failed] == ["can't be written: its disk is read-only"]
    with pytest.raises(FileError, match="its disk is read-only"):
        files.replace(post.with_name("new.md"), POST, expect=None)
    assert journal.unfinished() == ()


def test_nothing_is_written_without_a_journal(post: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.md"
    other.write_bytes(POST)
    with pytest.raises(FileError, match="what is needed to undo it can't be kept"):
        Journal(post.parent / "journal").write("retitle", [Write(other, POST, POST.replace(b"A", b"B"))])
    assert other.read_bytes() == POST
