"""One field set in every real post, then taken back: its lines alone change, and every byte comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.blog.diff import unified
from tui.cli.group import postdesk

BESIDE = {b"", b"---", b"+++", b"{", b"}"}
"""Lines that come with a first field: its fences, and a blank line behind them."""


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed_lines(before: bytes, after: bytes) -> set[bytes]:
    """Return the lines that came or went; that a comma came behind one does not count."""
    lines = list(unified(before, after, "", ""))[2:]
    came = {line[1:].strip().rstrip(b",") for line in lines if line.startswith(b"+")}
    went = {line[1:].strip().rstrip(b",") for line in lines if line.startswith(b"-")}
    return came ^ went


@pytest.mark.slow
def test_set_and_undo(corpus: Path, tmp_path: Path) -> None:
    site = tmp_path / "corpus"
    shutil.copytree(corpus, site)
    before = tree(site)
    run = CliRunner().invoke(postdesk, ["set", str(site), "draft:=true", "--yes"])
    assert run.exit_code in (0, 1), run.stderr
    after = tree(site)
    assert after.keys() == before.keys()
    changed = [path for path, data in after.items() if data != before[path]]
    assert len(changed) > 2000
    for path in changed:
        odd = {
            line for line in changed_lines(before[path], after[path]) - BESIDE if b"draft" not in line.lower()
        }
        assert not odd, path
    assert CliRunner().invoke(postdesk, ["undo", str(site), "--yes"]).exit_code == 0
    assert tree(site) == before
