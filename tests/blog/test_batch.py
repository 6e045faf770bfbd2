"""Many files replaced together."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest

from tui.blog import batch
from tui.blog.errors import DiskFull
from tui.blog.files import Staged


def test_the_first_full_disk_stops_the_rest_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Path] = []

    def staged(path: Path, data: bytes, *, expect: str | None, token: str) -> Staged:
        tried.append(path)
        if path.stem == "0":
            raise DiskFull("can't be written: the disk is full", path=path)
        sleep(0.05)  # so that most are still to come, and some under way, when that is noticed
        return Staged(path, data, expect=expect, token=token)

    monkeypatch.setattr(batch, "Staged", staged)
    replacements = [batch.Replacement(tmp_path / f"{n}.md", b"", None, str(n)) for n in range(5000)]
    with pytest.raises(DiskFull):
        batch.replace_all(replacements)
    assert len(tried) < 5000
    assert list(tmp_path.iterdir()) == []


def test_what_is_asked_to_stop_once_stops_for_good(tmp_path: Path) -> None:
    asked = iter([False, True, *[False] * 100])
    replacements = [batch.Replacement(tmp_path / f"{n}.md", b"x", None, str(n)) for n in range(50)]
    result = batch.replace_all(replacements, cancelled=lambda: next(asked))
    assert (result.cancelled, result.done) == (True, ())
    assert list(tmp_path.iterdir()) == []


def test_each_folder_is_synced_once_when_all_are_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, int]] = []

    def noted(folder: Path) -> None:
        synced.append((folder, len([*folder.glob("[!.]*")])))

    monkeypatch.setattr(batch, "sync_folder", noted)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    paths = [tmp_path / folder / f"{n}.md" for n in range(3) for folder in "ab"]
    batch.replace_all([batch.Replacement(path, b"x", None, path.stem) for path in paths])
    assert sorted(synced) == [(tmp_path / "a", 3), (tmp_path / "b", 3)]
