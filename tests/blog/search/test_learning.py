"""The process that learns beside this one: however it ends, answers stay right and the next goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from tests.blog.index.making import index, write
from tui.blog.beside import start
from tui.blog.index.index import Index
from tui.blog.query import parse
from tui.blog.search import Seeking, Texts, learning

POSTS = 2 * learning._BATCH  # so that it is started, and writes twice
HALF = learning._BATCH + learning._AHEAD
"""Texts of which some are in, and others not."""


@pytest.fixture
def scanned(tmp_path: Path) -> Index:
    for number in range(POSTS):
        write(tmp_path / f"site/{number}.md", f"title: p{number}", f"all of them, number {number} of 投資")
    one = index(tmp_path / "site")
    one.scan()
    return one


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Return the process ids of the helpers that are started."""
    started: list[int] = []

    def told(module: str) -> Popen[bytes]:
        process = start(module)
        started.append(process.pid)
        return process

    monkeypatch.setattr(learning, "start", told)
    yield started
    for pid in started:
        with pytest.raises(ProcessLookupError):  # none is left behind
            os.kill(pid, 0)


def titles(scanned: Index, texts: Texts, query: str) -> list[str]:
    return sorted(post.title for post in Seeking(texts, scanned.library, parse(query)).advance())


def agree(scanned: Index, texts: Texts) -> None:
    """Hold what is found against what was written."""
    assert len(titles(scanned, texts, "body:投資")) == POSTS
    assert titles(scanned, texts, 'body:"number 7 of"') == ["p7"]
    assert titles(scanned, texts, 'body:"number 399"') == ["p399"]


def test_what_a_helper_was_killed_in_is_done_by_the_next_start(
    scanned: Index, helpers: list[int], tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(done: int, _total: int) -> None:
        if done >= HALF and not killed:
            os.kill(helpers[0], signal.SIGKILL)
            killed.append(helpers[0])

    texts = Texts(scanned, tmp_path)
    texts.update(kill, cancelled=lambda: bool(killed))
    assert killed
    assert texts.lacks()
    assert not texts.problem
    agree(scanned, texts)
    after = Texts(scanned, tmp_path)
    after.update()
    assert not after.lacks()
    agree(scanned, after)
    agree(scanned, texts)


def test_what_a_helper_was_killed_in_is_done_without_it(
    scanned: Index, helpers: list[int], tmp_path: Path
) -> None:
    def kill(done: int, _total: int) -> None:
        if done >= HALF and helpers:
            os.kill(helpers.pop(), signal.SIGKILL)

    texts = Texts(scanned, tmp_path)
    texts.update(kill)
    assert not texts.lacks()
    agree(scanned, texts)
