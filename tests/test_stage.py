"""The terminal that the screen stands on: where there is none, a sentence says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.ui.browsing import make_site
from tui.cli.output import USAGE


@pytest.fixture
def command(tmp_path: Path, own_folders: Path) -> list[str]:
    site = tmp_path / "site"
    site.mkdir()
    return [sys.executable, "-m", "tui", str(make_site(site))]


@pytest.mark.parametrize("more", [[], ["-q", "tag:AI"]], ids=["at once", "by its command"])
def test_without_a_terminal_nothing_is_painted(command: list[str], more: list[str]) -> None:
    ended = subprocess.run(
        [*command, *more], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ended.returncode == USAGE
    assert "the screen needs a terminal" in ended.stderr
    assert "postdesk list" in ended.stderr
    assert "\x1b" not in ended.stderr + ended.stdout


def test_nothing_is_painted_where_no_cursor_can_be_placed(command: list[str]) -> None:
    terminal = Terminal(command, env={**os.environ, "TERM": "dumb"})
    try:
        assert terminal.wait() == USAGE
        assert "TERM=dumb" in terminal.text
        assert b"\x1b" not in terminal.output
    finally:
        terminal.close()
