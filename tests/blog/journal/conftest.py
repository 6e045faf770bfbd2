from __future__ import annotations

from pathlib import Path

import pytest

from tui.blog.journal import Journal


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
