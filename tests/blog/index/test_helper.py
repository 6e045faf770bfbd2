"""Files judged beside a second process: the same answers, and nothing left behind."""

from __future__ import annotations

import fcntl
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.blog.index import helper
from tui.blog.index.helper import Helper, judge_all
from tui.blog.index.judging import Judged, judge
from tui.blog.sites import Site, open_site

NOW = datetime(2026, 3, 1, tzinfo=UTC)
POSTS = 400
LONG_AGO = 1_600_000_000


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site of some hundred posts, for which a helper is started."""
    monkeypatch.setattr(helper, "MANY", 100)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    (tmp_path / "hugo.toml").write_text('title = "Many"\n')
    folder = tmp_path / "content/posts"
    folder.mkdir(parents=True)
    for number in range(POSTS):
        text = f"---\ntitle: Post {number}\ndate: 2026-01-01\ntags: [go, '{number % 7}']\nn: {10**30}\n---\n"
        (folder / f"{number}.md").write_text(text * (1 + number % 2))
    (folder / "broken.md").write_text("---\ntitle: [\n---\n")
    for file in folder.iterdir():
        os.utime(file, (LONG_AGO, LONG_AGO))  # what is just written has no stamp yet
    os.mkfifo(folder / "pipe.md")
    return open_site(tmp_path)


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> list[Helper]:
    """Return the helpers that are stopped."""
    stopped: list[Helper] = []
    stop = Helper.stop

    def noted(one: Helper) -> None:
        stop(one)
        stopped.append(one)

    monkeypatch.setattr(Helper, "stop", noted)
    return stopped


def expected(site: Site, paths: list[str], *, whole: bool = False) -> list[Judged]:
    return sorted(judge(site, paths, NOW, whole=whole))


def is_over(one: Helper) -> bool:
    return one._process.returncode is not None


@pytest.mark.parametrize("whole", [False, True])
def test_says_what_would_be_said_here(site: Site, helpers: list[Helper], whole: bool) -> None:
    paths = [*site.walk(), "content/posts/gone.md"]
    assert sorted(judge_all(site, paths, NOW, whole=whole)) == expected(site, paths, whole=whole)
    assert [is_over(one) for one in helpers] == [True]


def test_all_can_be_left_to_it(site: Site, helpers: list[Helper], monkeypatch: pytest.MonkeyPatch) -> None:
    paths = list(site.walk())
    wanted = expected(site, paths)
    monkeypatch.setattr(helper, "SOME", 100)
    monkeypatch.delattr(helper, "judge")  # nothing is judged here
    assert sorted(judge_all(site, paths, NOW, aside=True)) == wanted
    assert [is_over(one) for one in helpers] == [True]


def test_few_files_need_none(site: Site, helpers: list[Helper]) -> None:
    paths = list(site.walk())[:50]
    assert sorted(judge_all(site, paths, NOW)) == expected(site, paths)
    assert helpers == []


def test_who_stops_asking_leaves_no_process(site: Site, helpers: list[Helper]) -> None:
    judged = judge_all(site, list(site.walk()), NOW)
    next(judged)
    judged.close()
    assert [is_over(one) for one in helpers] == [True]


def test_one_that_does_not_start_is_done_without(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = list(site.walk())
    for program in ("/bin/false", "/nowhere/python"):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", program)
            assert sorted(judge_all(site, paths, NOW)) == expected(site, paths)


def test_one_that_is_lost_loses_nothing(
    site: Site, helpers: list[Helper], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Helper.answer
    answered = []

    def killed(one: Helper, *, wait: bool) -> list[Judged]:
        found = answer(one, wait=True)
        answered.append(found)
        one._process.kill()
        one._process.wait()
        return found

    monkeypatch.setattr(Helper, "answer", killed)
    paths = list(site.walk())
    assert sorted(judge_all(site, paths, NOW)) == expected(site, paths)
    assert answered
    assert [is_over(one) for one in helpers] == [True]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the room of a pipe can't be set")
def test_neither_waits_for_the_other_to_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "_ROOM", 4096)
    one = Helper(site, NOW)
    fcntl.fcntl(one._questions, fcntl.F_SETPIPE_SZ, 4096)
    paths = sorted(site.walk()) * 3
    for start in range(0, len(paths), 8):
        one.ask(paths[start : start + 8])  # far more than there is room for
    judged: list[Judged] = []
    while one.asked:
        judged += one.answer(wait=True)
    one.stop()
    assert [path for path, *_ in judged] == paths
