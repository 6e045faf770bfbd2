"""A query sought step by step: the first page is the first of the whole, and the whole is by the book."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.blog.index.making import index, write
from tests.blog.library.naive import chosen
from tests.blog.query.strategies import WORDS, queries
from tui.blog.document import Document
from tui.blog.index.index import Index
from tui.blog.query import Query, parse
from tui.blog.search import Seeking, Texts

FRONTS = ("tags: [AI, 投資]", "tags: [rust]\nweight: 5", "draft: true", "series: [a b]\ndescription: データ")


@pytest.fixture
def scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    monkeypatch.setattr("tui.blog.search.seeking._FIRST", (3, 9))
    monkeypatch.setattr("tui.blog.search.seeking._LOOKED", 2)
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "hugo.toml").write_text('[taxonomies]\ntag = "tags"\nseries = "series"\n')
    for number in range(24):
        front = f"title: p{number}\ndate: 2026-01-{number + 1:02}\n{FRONTS[number % 4]}"
        write(site / f"content/p{number}.md", front, " ".join(WORDS[number % 5 :: 1 + number % 3]))
    one = index(site)
    one.scan()
    return one


@pytest.fixture(params=["store", "half a store", "no store"])
def texts(request: pytest.FixtureRequest, scanned: Index, tmp_path: Path) -> Texts:
    if request.param == "no store":
        return Texts(scanned, None)
    texts = Texts(scanned, tmp_path)
    asked = count()
    texts.update(cancelled=lambda: request.param != "store" and next(asked) > 12)
    return texts


def all_bodies(one: Index) -> dict[str, str]:
    root = one.site.root
    return {path: Document.split((root / path).read_bytes()).body for path in one.stamps}


@settings(suppress_health_check=list(HealthCheck), max_examples=40)
@given(query=queries, page=st.integers(1, 30))
def test_steps_lead_to_what_reading_all_says(scanned: Index, texts: Texts, query: Query, page: int) -> None:
    query = parse(str(query))
    meant = chosen(query, list(scanned.library.posts), all_bodies(scanned), ())
    seeking = Seeking(texts, scanned.library, query)
    first = seeking.advance(page).paths
    assert first[:page] == meant[:page]
    assert set(first) <= set(meant)
    assert seeking.advance().paths == meant
    assert seeking.settled


def test_a_search_that_is_given_up_says_what_is_sure_by_then(scanned: Index, texts: Texts) -> None:
    seeking = Seeking(texts, scanned.library, parse(f"body:{WORDS[0]}"))
    steps: Iterator[bool] = iter([False, True])
    some = seeking.advance(cancelled=lambda: next(steps, True)).paths
    assert set(some) <= set(seeking.advance().paths)


def test_time_that_is_up_ends_a_step_and_not_the_search(scanned: Index, texts: Texts) -> None:
    seeking = Seeking(texts, scanned.library, parse(f"body:{WORDS[0]} OR body:{WORDS[1]}"))
    while not seeking.settled:
        seeking.advance(seconds=0)
    whole = Seeking(texts, scanned.library, parse(f"body:{WORDS[0]} OR body:{WORDS[1]}"))
    assert seeking.selection.paths == whole.advance().paths
