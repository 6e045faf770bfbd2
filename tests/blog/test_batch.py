"""Many files replaced together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.blog import batch
from tui.blog.errors import DiskFull


def test_the_first_full_disk_stops_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Path] = []

    def staged(path: Path, *args: object, **kwargs: object) -> None:
        tried.append(path)
        raise DiskFull("can't be written: the disk is full", path=path)

    monkeypatch.setattr(batch, "Staged", staged)
    replacements = [batch.Replacement(tmp_path / f"{n}.md", b"", "", str(n)) for n in range(5000)]
    with pytest.raises(DiskFull):
        batch.replace_all(replacements)
    assert len(tried) < 5000
