"""The cache is kept clean: what nobody uses any more goes, and nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread

import pytest

from tui.blog import caches
from tui.blog.caches import tidy
from tui.blog.search.store import FILE, NAME, VERSION


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path, cache: Path) -> tuple[Path, Path]:
    """Return the folder in the cache of a site that is there, and the site."""
    return use(cache, tmp_path / "here"), tmp_path / "here"


def use(cache: Path, root: Path, own: str = "") -> Path:
    """Use a site, and return its folder in the cache."""
    root.mkdir(exist_ok=True)
    folder = cache / f"{caches.key(root)}{own}"
    folder.mkdir()
    for name in ("index", FILE, f"{FILE}-shm"):
        (folder / name).write_text(name)
    tidy(folder, root)
    return folder


def age(path: Path, seconds: float = caches.OLD + 60) -> None:
    os.utime(path, (time.time() - seconds,) * 2, follow_symlinks=False)


def leave(folder: Path, root: Path) -> None:
    """Let a site be gone, for long."""
    shutil.rmtree(root)
    age(folder / "site")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("own", ["", "-1a2b3c4d"])
def test_what_was_kept_of_a_site_that_is_gone_for_long_is_dropped(
    cache: Path, here: tuple[Path, Path], tmp_path: Path, own: str
) -> None:
    gone = use(cache, tmp_path / "gone\udce9", own)
    leave(gone, tmp_path / "gone\udce9")
    tidy(*here)
    assert list(cache.iterdir()) == [here[0]]
    assert names(here[0]) == {"index", FILE, f"{FILE}-shm", "site"}


def _back(_folder: Path, root: Path) -> None:
    root.mkdir()


def _lately(folder: Path, _root: Path) -> None:
    age(folder / "site", caches.OLD - 60)


def _not_ours(folder: Path, _root: Path) -> None:
    folder.rename(folder.with_name("something-else"))


def _another(folder: Path, _root: Path) -> None:
    (folder / "site").write_text("/nowhere")
    age(folder / "site")


def _untold(folder: Path, _root: Path) -> None:
    (folder / "site").unlink()


def _linked(folder: Path, _root: Path) -> None:
    elsewhere = folder.parent.parent / folder.name
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)


@pytest.mark.parametrize("spare", [_back, _lately, _not_ours, _another, _untold, _linked])
def test_what_may_be_of_use_or_is_not_ours_stays(
    cache: Path, here: tuple[Path, Path], tmp_path: Path, spare: Callable[[Path, Path], None]
) -> None:
    gone = use(cache, tmp_path / "gone")
    leave(gone, tmp_path / "gone")
    spare(gone, tmp_path / "gone")
    tidy(*here)
    (left,) = set(cache.iterdir()) - {here[0]}
    assert (left / "index").read_text() == "index"


def test_what_a_link_in_a_dropped_folder_leads_to_stays(
    cache: Path, here: tuple[Path, Path], tmp_path: Path
) -> None:
    gone = use(cache, tmp_path / "gone")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/post.md").write_text("mine")
    (gone / "link").symlink_to(tmp_path / "precious")
    (gone / "index").unlink()
    (gone / "index").symlink_to(tmp_path / "precious/post.md")
    leave(gone, tmp_path / "gone")
    tidy(*here)
    assert not gone.exists()
    assert (tmp_path / "precious/post.md").read_text() == "mine"


def test_a_removal_that_was_ended_is_ended(cache: Path, here: tuple[Path, Path]) -> None:
    (cache / ".gone-blog/half").mkdir(parents=True)
    tidy(*here)
    assert names(cache) == {here[0].name}


def test_several_programs_drop_the_same_at_once(cache: Path, here: tuple[Path, Path], tmp_path: Path) -> None:
    for number in range(20):
        root = tmp_path / f"gone{number}"
        leave(use(cache, root), root)
    at_once = Barrier(4)

    def drop() -> None:
        at_once.wait()
        tidy(*here)

    threads = [Thread(target=drop) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(cache) == {here[0].name}


def test_starts_that_nobody_made_for_long_are_forgotten(cache: Path, here: tuple[Path, Path]) -> None:
    for folder in ("openings", "glances", "others"):
        (cache / folder).mkdir()
        for name in ("old", "new"):
            (cache / folder / name).write_text("")
        age(cache / folder / "old")
    tidy(*here)
    assert [names(cache / folder) for folder in ("openings", "glances")] == [{"new"}, {"new"}]
    assert names(cache / "others") == {"old", "new"}


def test_text_indexes_of_earlier_versions_go_unless_they_are_open(here: tuple[Path, Path]) -> None:
    folder = here[0]
    earlier, killed, used = (folder / NAME.format(number) for number in (1, 2, VERSION - 1))
    later = [folder / NAME.format(VERSION + 1), folder / "text-1.db.txt", folder / "index"]
    for file in (earlier, killed, used, *later):
        file.write_bytes(b"")
    for end in ("-shm", "-wal"):
        killed.with_name(killed.name + end).write_bytes(b"")
        age(killed.with_name(killed.name + end))
    with closing(sqlite3.connect(used)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("CREATE TABLE texts (path)")
        tidy(*here)
        assert used.exists()
    assert not {earlier.name, killed.name, f"{killed.name}-shm", f"{killed.name}-wal"} & names(folder)
    assert all(file.exists() for file in later)


def test_without_a_folder_there_is_nothing_to_do(tmp_path: Path) -> None:
    tidy(tmp_path / "nowhere" / "blog-1", tmp_path)
    assert list(tmp_path.iterdir()) == []
