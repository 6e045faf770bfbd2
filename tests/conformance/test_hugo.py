"""The real Hugo and postdesk say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import hugo, hugo_builds
from tests.conformance.agreement import Agreement
from tests.conformance.hugo_sites import make

pytestmark = pytest.mark.skipif(hugo_builds.program() is None, reason="needs Hugo, which is not installed")


def agree(result: Agreement, words: float) -> None:
    """Assert that a comparison found no difference but those of `KNOWN`."""
    assert result.differences == []
    assert result.words_near >= words * result.words


def test_the_sample(samples: Path, tmp_path: Path) -> None:
    result = hugo.compare("sample", hugo_builds.copy(samples / "hugo", tmp_path / "site"))
    assert result.compared == 18
    agree(result, 1.0)


def test_the_lists_of_the_sample(samples: Path, tmp_path: Path) -> None:
    _lists_agree(hugo_builds.copy(samples / "hugo", tmp_path / "site"))


@pytest.mark.parametrize("seed", range(6))
def test_generated_sites(seed: int, tmp_path: Path) -> None:
    site = make(tmp_path / "site", seed)
    hugo_builds.add_templates(site)
    agree(hugo.compare(f"seed {seed}", site), 0.98)


@pytest.mark.parametrize("seed", range(1000, 1004))
def test_the_lists_of_generated_sites(seed: int, tmp_path: Path) -> None:
    site = make(tmp_path / "site", seed, clean=True)
    hugo_builds.add_templates(site)
    _lists_agree(site)


def test_the_seeds(seeds: Path, tmp_path: Path) -> None:
    result = hugo.compare("seeds", hugo.seed_site(seeds, tmp_path / "site"))
    assert result.compared == 5
    agree(result, 0.8)


@pytest.mark.slow
@pytest.mark.parametrize("name", hugo.CORPUS)
def test_the_corpus(name: str, corpus: Path, tmp_path: Path) -> None:
    result = hugo.compare(name, hugo_builds.copy(corpus / name, tmp_path / "site"))
    for field in hugo.FIELDS:
        assert result.rate(field) >= 0.995, result.differences
    assert result.words_near >= 0.6 * result.words


def _lists_agree(site: Path) -> None:
    """Assert that `hugo list` says of each file what its status says."""
    lists, posts = hugo_builds.listed(site), hugo.posts(site)
    in_no_list = {path for path, post in posts.items() if post.status == "hidden"}
    assert posts.keys() - lists["all"] <= in_no_list
    for status, name in (("draft", "drafts"), ("scheduled", "future"), ("expired", "expired")):
        missing = {path for path, post in posts.items() if post.status == status} - lists[name]
        assert not missing & lists["published"]  # what is to come and expired is in none of the lists
    live = {path for path, post in posts.items() if post.status == "published" and not post.because}
    assert live <= lists["published"]
    assert lists["published"] <= live | in_no_list
