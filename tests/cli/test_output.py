"""Tables fit the terminal they are printed on, nothing is cut elsewhere, and any encoding will do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tui.cli.output import as_table

POST = {
    "status": "published",
    "date": "2026-02-06T00:00:00+09:00",
    "title": "AmazonとGoogleが投じる空前の3850億ドル。設備投資競争の果て",
    "tags": ["速報", "AIニュース", "投資", "エージェント"],
    "path": "content/posts/amazon-and-google.md",
}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_the_widest_columns_give_way_first() -> None:
    _, row = as_table([POST], list(POST))
    assert cell_len(row) <= 80
    assert row.startswith("published  2026-02-06  AmazonとGoogleが…")
    assert row.endswith("  content/posts/ama…")


@pytest.mark.usefixtures("terminal")
def test_what_fits_a_terminal_is_whole() -> None:
    _, row = as_table([POST], ("status", "date"))
    assert row == "published  2026-02-06T00:00:00+09:00"


@pytest.mark.usefixtures("terminal")
def test_a_text_of_a_million_cells_takes_no_million_steps() -> None:
    [_, row] = as_table([{"title": "x" * 10_000_000, "path": "a.md"}], ["title", "path"])
    assert row == f"{'x' * 73}…  a.md"


def test_elsewhere_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, row = as_table([POST], list(POST))
    assert "T00:00:00+09:00" in row
    assert row.endswith("amazon-and-google.md")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_an_encoding_has_not_is_escaped(site: Path, encoding: str, own_folders: Path) -> None:
    def listed(form: str) -> str:
        command = [sys.executable, "-m", "tui", "list", str(site), "--format", form]
        env = {**os.environ, "PYTHONIOENCODING": encoding}
        return subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True).stdout.decode(encoding)

    (site / "wide.md").write_text("---\ntitle: 来年 é \U0001fae8\n---\n", encoding="utf-8")
    assert "来年 é \U0001fae8" in [post["title"] for post in json.loads(listed("json"))]
    assert "\\u6765\\u5e74" in listed("table")
