"""Postdesk against the real Jekyll, on sites real and generated."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conformance import jekyll
from tests.conformance.jekyll_choices import HARD_DATES, ODD_DATES
from tests.conformance.jekyll_sites import SAMPLE, copied, dated, generated, sites

pytestmark = pytest.mark.skipif(bool(jekyll.missing()), reason=jekyll.missing() or "-")

POST = "_posts/2026-01-31-one.md"


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


@pytest.mark.parametrize("name", sites())
def test_says_of_a_site_what_jekyll_does(name: str, tmp_path: Path) -> None:
    result = jekyll.compare(name, sites()[name](tmp_path / "site"))
    assert result.compared
    assert not result.differences


def test_reads_hard_dates_as_jekyll_does_or_says_that_it_stops(tmp_path: Path) -> None:
    roots = [dated(text, tmp_path / str(number)) for number, text in enumerate(HARD_DATES)]
    answers = jekyll.ask([(root, {}) for root in roots])
    for text, root, answer in zip(HARD_DATES, roots, answers, strict=True):
        post = jekyll.told(root, {})[POST]
        ours = None if post.status == "broken" or not post.date else post.date.isoformat()
        theirs = None if "error" in answer else answer["files"][POST]["date"]
        assert ours == theirs, text


def test_says_of_odd_dates_that_they_are_none(tmp_path: Path) -> None:
    roots = [dated(text, tmp_path / str(number)) for number, text in enumerate(ODD_DATES)]
    for root, answer in zip(roots, jekyll.ask([(root, {}) for root in roots]), strict=True):
        assert answer["files"][POST]["date"]
        assert jekyll.told(root, {})[POST].status == "broken"


def test_the_generator_of_sites_makes_the_same_again(tmp_path: Path) -> None:
    trees = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (generated(7, tmp_path / "one"), generated(7, tmp_path / "two"))
    ]
    assert trees[0] == trees[1]


@pytest.mark.skipif(not shutil.which("jekyll"), reason="needs the command jekyll, which is not installed")
def test_the_sample_builds(tmp_path: Path) -> None:
    root = copied(SAMPLE, tmp_path / "site")
    env = {**os.environ, "LANG": "C.UTF-8"}
    run = subprocess.run(
        ["jekyll", "build", "--trace"], cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert (root / "_site/仕事/2026/02/01/after-the-last-train/index.html").is_file()
