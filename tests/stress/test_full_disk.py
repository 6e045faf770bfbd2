"""A disk that is really full: a small one in memory, where this account may mount one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.blog.errors import DiskFull
from tui.blog.journal import Journal, Write


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return the root of a disk of 400 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this account may not mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> list[Write]:
    """Write posts that leave less room than they take, and return writes that change each of them."""
    before = b"---\ntitle: A\n---\n" + b"x" * 8000
    writes = []
    for number in range(30):
        path = folder / f"{number}.md"
        path.write_bytes(before)
        writes.append(Write(path, before, before.replace(b"A", b"B")))
    return writes


@pytest.mark.parametrize("where", ["posts", "journal", "both"])
def test_nothing_is_written(small: Path, tmp_path: Path, where: str) -> None:
    posts = tmp_path / "posts" if where == "journal" else small
    posts.mkdir(exist_ok=True)
    writes = fill(posts)
    journal = Journal((tmp_path if where == "posts" else small) / "journal")
    if where == "journal":
        (small / "filler").write_bytes(b"x" * (400 * 1024))
    with pytest.raises(DiskFull):
        journal.write("too much", writes)
    assert all(write.path.read_bytes() == write.before for write in writes)
    assert sorted(path.name for path in posts.glob("*.*")) == sorted(write.path.name for write in writes)
    assert journal.entries() == ()
    assert journal.unfinished() == ()


def test_undo_can_be_tried_again_when_there_is_room(small: Path, tmp_path: Path) -> None:
    writes = fill(small)
    journal = Journal(tmp_path / "journal")
    for write in writes:  # one at a time there is room enough
        journal.write("one", [write])
    filler = small / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * (400 * 1024))
    last = journal.entries()[0]
    with pytest.raises(DiskFull):
        journal.undo(last)
    assert writes[-1].path.read_bytes() == writes[-1].after
    filler.unlink()
    assert journal.undo(last).done == (writes[-1].path,)
    assert writes[-1].path.read_bytes() == writes[-1].before
