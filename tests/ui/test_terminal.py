"""The app in a real terminal: it starts, suspends for an editor, and leaves the terminal as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.ui.browsing import make_site

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")


@pytest.fixture
def terminal(tmp_path: Path, own_folders: Path) -> Iterator[Terminal]:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args\nprintf "\\nA line more.\\n" >> "$2"\n')
    editor.chmod(0o700)
    site = tmp_path / "site"
    site.mkdir()
    make_site(site)
    env = {**os.environ, "EDITOR": str(editor), "VISUAL": ""}
    terminal = Terminal([sys.executable, "-m", "tui", str(site)], env=env)
    yield terminal
    terminal.close()


def test_it_starts_and_quits_and_leaves_the_screen(terminal: Terminal) -> None:
    assert terminal.wait_for("About later.md"), terminal.text
    terminal.press("q")
    assert terminal.wait() == 0
    assert b"\x1b[?1049l" in terminal.output
    assert b"Traceback" not in terminal.output


def test_an_editor_has_the_terminal_and_what_it_wrote_shows(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.wait_for("About later.md"), terminal.text
    terminal.press("j")
    assert terminal.wait_for("About ai.md"), terminal.text
    terminal.press("e")
    assert terminal.wait_for("A line more."), terminal.text
    assert (tmp_path / "args").read_text().split()[1].endswith("ai.md")
    terminal.press("q")
    assert terminal.wait() == 0


def test_it_stops_for_the_shell_and_comes_back(terminal: Terminal) -> None:
    assert terminal.wait_for("About later.md"), terminal.text
    terminal.press("\x1a")
    assert terminal.wait_until_stopped()
    terminal.pump(0.1)  # what it left with
    terminal.screen.reset()  # the shell's, by now
    os.kill(terminal.pid, signal.SIGCONT)
    for text in ("7 posts · 1 draft", "An unfinished thought", "About later.md", "⏎ read"):
        assert terminal.wait_for(text), terminal.text
    terminal.press("q")
    assert terminal.wait() == 0


def test_what_is_no_site_is_said_without_a_screen(tmp_path: Path, own_folders: Path) -> None:
    terminal = Terminal([sys.executable, "-m", "tui", str(tmp_path / "gone")], env=dict(os.environ))
    assert terminal.wait() == 3
    assert b"no such file" in terminal.output
    assert b"Traceback" not in terminal.output
    terminal.close()
