"""`--config`: the posts as Jekyll would build them with other configuration files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """Return a Jekyll site whose second configuration moves every post."""
    files = {
        "_config.yml": "permalink: /:title/\ntimezone: UTC\n",
        "_dev.yml": "permalink: /dev/:title/\n",
        "_posts/2026-01-31-one.md": "---\ntitle: One\n---\nText.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1_600_000_000, 1_600_000_000))
    return tmp_path


def url(run: Run, blog: Path, *more: str) -> str:
    [post] = run("list", blog, "--format", "json", *more).json
    return str(post["url"])


def test_each_configuration_has_a_cache_of_its_own(run: Run, blog: Path) -> None:
    for _ in range(2):
        assert url(run, blog) == "/one/"
        assert url(run, blog, "--config", "_config.yml,_dev.yml") == "/dev/one/"


def test_a_change_of_a_named_configuration_is_seen(run: Run, blog: Path) -> None:
    assert url(run, blog, "--config", "_dev.yml") == "/dev/one/"
    (blog / "_dev.yml").write_text("permalink: /other/:title/\n")
    assert url(run, blog, "--config", "_dev.yml") == "/other/one/"


def test_what_was_changed_with_one_is_undone_with_another(run: Run, blog: Path) -> None:
    post = blog / "_posts/2026-01-31-one.md"
    before = post.read_bytes()
    assert run("set", post, "title=Two", "--config", "_dev.yml").code == 0
    assert run("undo", blog).code == 0
    assert post.read_bytes() == before


def test_on_another_kind_of_site_it_is_an_error(run: Run, site: Path) -> None:
    answer = run("list", site, "--config", "a.yml")
    assert (answer.code, answer.out) == (3, "")
    assert "--config is Jekyll's" in answer.err


def test_a_file_that_is_not_there_is_told(run: Run, blog: Path) -> None:
    assert "none.yml" in run("check", blog, "--config", "none.yml").err
