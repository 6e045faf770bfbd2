from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import POSTS, Run


def test_terms_are_listed_by_frequency(run: Run, site: Path) -> None:
    assert run("terms", site, "--format", "json").json == [
        {"term": "diary", "posts": 2},
        {"term": "投資", "posts": 1},
    ]


def test_an_unknown_taxonomy_is_a_wrong_call(run: Run, site: Path) -> None:
    answer = run("terms", site, "--taxonomy", "colours")
    assert answer.code == 2
    assert "tags, categories" in answer.err


def test_rename_changes_the_term_and_nothing_else(run: Run, site: Path) -> None:
    answer = run("terms", "rename", "diary", "日記", "--site", site, "--yes")
    assert answer.code == 0
    for name, text in POSTS.items():
        assert (site / name).read_text(encoding="utf-8") == text.replace("diary", "日記")


def test_a_dry_run_writes_nothing(run: Run, site: Path) -> None:
    answer = run("terms", "drop", "diary", "--site", site, "--dry-run")
    assert answer.code == 0
    assert "-tags: [diary, 投資]\n+tags: [投資]" in answer.out
    assert {name: (site / name).read_text(encoding="utf-8") for name in POSTS} == POSTS


def test_merge_keeps_one_of_two(run: Run, site: Path) -> None:
    assert run("terms", "merge", "diary", "投資", "--site", site, "--yes").code == 0
    assert "tags: [投資]" in (site / "plain.md").read_text(encoding="utf-8")
    assert "- 投資" in (site / "trap.md").read_text(encoding="utf-8")


def test_a_term_that_no_post_has_is_told(run: Run, site: Path) -> None:
    answer = run("terms", "rename", "dairy", "diary", "--site", site, "--yes")
    assert answer.code == 2
    assert "no post has the term “dairy”" in answer.err
