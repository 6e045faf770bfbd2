"""Makes Jekyll sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.sites.jekyll.making import Make
from tui.blog.sites.jekyll import Jekyll


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes a site of a configuration and the names of empty files."""
    monkeypatch.setenv("TZ", "UTC")

    def make(config: str = "", *names: str) -> Jekyll:
        (tmp_path / "_config.yml").write_text(config, "utf-8")
        for name in names:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        return Jekyll.load(tmp_path)

    return make
