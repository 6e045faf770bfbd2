"""What is kept between two runs: used while it is whole and ours, shared, and never worth an error."""

from __future__ import annotations

import os
import shutil
import time
import tracemalloc
from errno import ENOSPC, EROFS
from pathlib import Path

import pytest

from tests.blog.index.making import index, titles, write
from tui.blog.index.cache import Cache


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "text", "huge", "older", "gone", "folder"])
def test_a_cache_that_can_not_be_used_is_passed_over(
    root: Path, tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cache/index"
    index(root, cache=file.parent).scan()
    data = file.read_bytes()
    match harm:
        case "cut":
            file.write_bytes(data[: len(data) // 2])
        case "flip":
            file.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
        case "empty":
            file.write_bytes(b"")
        case "text":
            file.write_bytes(b"hello")
        case "huge":
            file.write_bytes(b"\xff" * 1000)  # of parts that take gigabytes
        case "older":
            monkeypatch.setattr("tui.blog.index.cache.VERSION", "another")
        case "gone":
            shutil.rmtree(file.parent)
        case "folder":
            file.unlink()
            file.mkdir()
    one = index(root, cache=file.parent)
    assert len(one.load()) == 0
    assert len(one.scan()) == 6


def test_a_cache_on_a_read_only_disk_is_not_kept(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder can be made here")
    one = index(root, cache=tmp_path / "file/cache")
    assert len(one.scan()) == 6
    assert Cache(tmp_path / "file/cache").load() is None


def test_two_programs_share_a_cache(root: Path, tmp_path: Path) -> None:
    one, other = index(root, cache=tmp_path / "cache"), index(root, cache=tmp_path / "cache")
    one.scan()
    other.load()
    write(root / "posts/a.md", "title: A")
    one.scan()
    write(root / "posts/b.md", "title: B")
    other.scan()
    third = index(root, cache=tmp_path / "cache")
    assert {"A", "B"} < set(titles(third.load()))
    assert len(third.scan()) == 8
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["index"]


@pytest.mark.parametrize("why", [EROFS, ENOSPC])
def test_what_can_not_be_kept_leaves_what_was(
    root: Path, tmp_path: Path, why: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    index(root, cache=cache).scan()
    before = (cache / "index").read_bytes()

    def refused(_place: Path, _target: Path) -> Path:
        raise OSError(why, os.strerror(why))

    write(root / "posts/new.md", "title: New")
    one = index(root, cache=cache)
    assert len(one.load()) == 6
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        assert "New" in titles(one.scan())
    assert [path.name for path in cache.iterdir()] == ["index"]
    assert (cache / "index").read_bytes() == before


def test_what_an_ended_program_left_is_swept_away(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for name, seconds in ((".index-old", 7200), (".index-now", 0), ("other", 7200)):
        (cache / name).write_bytes(b"half")
        status = (cache / name).stat()
        os.utime(cache / name, (status.st_atime, status.st_mtime - seconds))
    index(root, cache=cache).scan()
    assert {path.name for path in cache.iterdir()} == {".index-now", "index", "other"}


def test_what_was_judged_in_another_zone_is_not_used(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(root, cache=tmp_path / "cache").scan()
    monkeypatch.setattr(time, "tzname", ("ELSE", "WHERE"))
    assert len(index(root, cache=tmp_path / "cache").load()) == 0


def test_a_file_that_says_it_is_huge_takes_no_memory(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"\0\0\0\x7f" * 3)
    tracemalloc.start()
    try:
        assert Cache(tmp_path).load() is None
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
