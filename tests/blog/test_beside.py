"""A process beside this one: it is this program, whatever lies in the folder that both work in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tui.blog.beside import receive, send, start

ECHO = """
from io import FileIO
from tui.blog.beside import receive, send
import sys
def main():
    send(FileIO(1, "w"), [sys.argv[1:], receive(FileIO(0))])
"""


def test_a_message_comes_as_it_was_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "echo.py").write_text(ECHO)
    monkeypatch.syspath_prepend(tmp_path)
    message = ["日本", 10**30, {"odd \udce9": None}, "x" * 200_000]
    with start("echo", "one", "two") as process:
        assert process.stdin
        assert process.stdout
        send(process.stdin, message)
        assert receive(process.stdout) == [["one", "two"], message]
        with pytest.raises(EOFError):
            receive(process.stdout)


def test_nothing_of_the_folder_it_works_in_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    for module in ("tui/__init__.py", "msgspec.py", "signal.py", "sitecustomize.py"):
        (site / module).parent.mkdir(parents=True, exist_ok=True)
        (site / module).write_text(f"open({str(tmp_path / 'harm')!r}, 'w')")
    (tmp_path / "echo.py").write_text(ECHO)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *(place for place in sys.path if place)])
    monkeypatch.chdir(site)
    with start("echo") as process:
        assert process.stdin
        assert process.stdout
        send(process.stdin, "well")
        assert receive(process.stdout) == [[], "well"]
    assert not (tmp_path / "harm").exists()
