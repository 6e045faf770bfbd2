"""What `--help` tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.cli import COMMANDS


def test_every_command_and_option_is_told_whole(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert "..." not in out.partition("Commands:")[2]
    told = {line.split()[0] for line in out.splitlines() if line.startswith("  ")}
    assert {*COMMANDS} - {"screen"} <= told
    assert {"--config", "-q,", "--preview", "--version"} <= told


def test_what_is_not_there_is_told_in_words(run: Run, tmp_path: Path) -> None:
    for command in ("list", "show", "check"):
        code, _, err = run(command, tmp_path / "nowhere.md")
        assert code == 3
        assert err.endswith("nowhere.md: there is no such file or folder\n")


def test_a_mistyped_command_is_told_from_a_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, meant in ((("lst",), "list"), (("terms", "renme", "a", "b"), "rename")):
        code, _, err = run(*command)
        assert code == 2
        assert f"did you mean {meant}?" in err
    (tmp_path / "lst").mkdir()
    assert "did you mean" not in run("lst").err
    assert "did you mean" not in run("check.md").err
