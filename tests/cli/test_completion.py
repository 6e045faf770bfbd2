"""What the shell completes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from tui.cli.group import postdesk


def completed(line: str) -> list[str]:
    """Return what may stand in place of the last word of a line; a path is `<file>`."""
    *words, incomplete = line.split(" ")[1:]
    shell = ShellComplete(postdesk, {}, "postdesk", "_POSTDESK_COMPLETE")
    return [
        "<file>" if item.type == "file" else item.value for item in shell.get_completions(words, incomplete)
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("postdesk pu", ["publish", "<file>"]),
        ("postdesk sc", ["schema", "<file>"]),
        ("postdesk --pr", ["--preview"]),
        ("postdesk --v", ["--version"]),
        ("postdesk --h", ["--help"]),
        ("postdesk content/", ["<file>"]),
        ("postdesk content --con", ["--config"]),
        ("postdesk terms re", ["rename", "<file>"]),
        ("postdesk terms --tax", ["--taxonomy"]),
        ("postdesk list --format js", ["json", "jsonl"]),
    ],
)
def test_completes_commands_options_and_paths(line: str, found: list[str]) -> None:
    assert completed(line) == found


def test_completes_terms(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert completed("postdesk terms rename d") == ["diary"]
    assert completed("postdesk terms merge diary ") == ["diary", "投資"]


def test_completes_no_term_that_could_command_a_terminal(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "wicked.md").write_text('---\ntags: ["dia\\eb", "dial"]\n---\n')
    monkeypatch.chdir(site)
    assert sorted(completed("postdesk terms drop di")) == ["dial", "diary"]


def test_completes_the_keys_of_a_post(site: Path) -> None:
    assert completed(f"postdesk get {site}/wide.md c") == ["cover", "cover.image"]


def test_completes_nothing_where_nothing_is_known(tmp_path: Path) -> None:
    assert completed(f"postdesk get {tmp_path}/gone.md c") == []
    assert completed(f"postdesk terms rename --site {tmp_path}/gone d") == []
