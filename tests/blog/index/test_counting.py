"""Words counted behind the first scan: shown in one step, beside what changes meanwhile, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.index.making import index, titles, write
from tui.blog.index.index import Index
from tui.blog.index.known import FEW
from tui.blog.library import Library


@pytest.fixture
def counted(root: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """Return an index of which the words of many posts are to be counted, put in two at a time."""
    for number in range(8):
        write(root / f"many/{number}.md", "title: Many", "word " * 2000)
    monkeypatch.setattr("tui.blog.index.index._MOST", 2)
    monkeypatch.setattr("tui.blog.index.index._TOLD", 1)
    one = index(root)
    one.scan()
    return one


def test_words_that_are_counted_are_shown_in_one_step(counted: Index) -> None:
    before = counted.library
    shown: list[Library] = []
    counted.count_words(progress=lambda _done, _total: shown.append(counted.library))
    assert len(shown) > 2
    assert all(library is before for library in shown[:-1])
    assert all(post.words == 2000 for post in counted.library.posts if post.title == "Many")


@pytest.mark.parametrize("few", [FEW, 0])
def test_what_changes_while_words_are_counted_stays_changed(
    root: Path, counted: Index, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.blog.index.index.FEW", few)

    def change(done: int, _total: int) -> None:
        if done == 1:  # by then all of them are read
            write(root / "many/3.md", "title: Changed", "word " * 3000)
            (root / "many/4.md").unlink()
            counted.refresh([root / "many/3.md", root / "many/4.md"])

    counted.count_words(change)
    assert titles(counted.library, "is:published Changed") == ["Changed"]
    assert counted.library.get("many/4.md") is None
    post = counted.count_words().get("many/3.md")
    assert post is not None
    assert post.words == 3000


def test_words_are_not_counted_by_a_configuration_that_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.blog.index.index._TOLD", 1)
    monkeypatch.setattr("tui.blog.index.index.FEW", 0)
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: x\n")
    write(root / "_posts/2027-01-01-a.md", "title: A", "word " * 2000)
    one = index(root)
    assert titles(one.scan(), "is:scheduled") == ["A"]

    site = one.site

    def change(_done: int, _total: int) -> None:
        if one.site is site:
            (root / "_config.yml").write_text("title: x\nfuture: true\n")
            one.refresh([root / "_config.yml"])

    one.count_words(change)
    assert titles(one.library, "is:published") == ["A"]
    assert titles(one.count_words(), "is:published") == ["A"]


def test_what_is_counted_is_kept_as_it_goes_on(root: Path, tmp_path: Path, counted: Index) -> None:
    one = index(root, cache=tmp_path / "cache")
    one.scan()
    done: list[int] = []
    one.count_words(lambda now, _total: done.append(now), cancelled=lambda: len(done) > 4)
    again = index(root, cache=tmp_path / "cache")
    assert 0 < sum(post.words == 2000 for post in again.load().posts) < 9
