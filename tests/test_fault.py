"""A fault of the program's own: told in sentences and by the exit code, and no work is lost by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.ui.browsing import make_site

FAULT = 70
SECRET = "a line of a post"

BREAK = f"""
import sys
from tui.blog.index.index import Index
from tui.blog.desk import Desk

def fail(*_, **__):
    text = {SECRET!r}
    raise LookupError("no such thing \\x1b[2J")

def refresh(index, paths, known=Index.refresh):
    changed = "title: other" in (index.site.root / "content/posts/ai.md").read_text()
    return fail() if changed else known(index, paths)

Index.refresh = refresh
Desk.read = fail
from tui.cli import main
main()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    return make_site(root)


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")
def test_the_screen_ends_in_sentences_and_unsaved_work_is_offered_again(
    site: Path, own_folders: Path
) -> None:
    whole = [sys.executable, "-m", "tui", str(site)]
    broken = [sys.executable, "-c", BREAK.replace("Desk.read = fail", ""), str(site)]
    terminal = Terminal(broken, env=dict(os.environ))
    try:
        assert terminal.wait_for("About later.md"), terminal.text
        terminal.press("w")
        assert terminal.wait_for("Writing · Next year"), terminal.text
        terminal.press("Never saved. ")
        assert terminal.wait_for("Never saved."), terminal.text
        (site / "content" / "posts" / "ai.md").write_text("---\ntitle: other\n---\n")
        assert terminal.wait() == FAULT, terminal.text
        assert "postdesk ended by a fault of its own" in terminal.text
        assert "LookupError: no such thing" in terminal.text
        assert "Traceback" not in terminal.text
        assert SECRET not in terminal.text
    finally:
        terminal.close()
    report = (own_folders / "state" / "postdesk" / "fault.txt").read_text()
    assert "in fail" in report
    terminal = Terminal(whole, env=dict(os.environ))
    try:
        assert terminal.wait_for("Work that was never saved"), terminal.text
    finally:
        terminal.close()


def test_a_command_ends_in_sentences(site: Path, own_folders: Path) -> None:
    post = site / "content" / "posts" / "ai.md"
    done = subprocess.run(
        [sys.executable, "-c", BREAK, "show", str(post)], capture_output=True, text=True, check=False
    )
    assert done.returncode == FAULT
    assert done.stdout == ""
    told, where = done.stderr.splitlines()
    assert told == "postdesk ended by a fault of its own: LookupError: no such thing ␛[2J"
    assert str(own_folders / "state" / "postdesk" / "fault.txt") in where


def test_a_fault_is_told_where_no_report_can_be_written(site: Path, own_folders: Path) -> None:
    (own_folders / "state").write_text("a file where the folder should be")
    post = site / "content" / "posts" / "ai.md"
    done = subprocess.run(
        [sys.executable, "-c", BREAK, "show", str(post)], capture_output=True, text=True, check=False
    )
    assert done.returncode == FAULT
    assert "LookupError" in done.stderr
    assert "Traceback" not in done.stderr
