from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from tests.blog.index.making import index, write
from tui.blog.document import Document
from tui.blog.index.index import Index
from tui.blog.index.reading import Reading, read_whole
from tui.blog.query import Field, Query, normal, parse
from tui.blog.query.criteria import Exactly
from tui.blog.search import Seeking, Texts
from tui.blog.search.match import Match
from tui.blog.search.store import FILE
from tui.blog.sites import open_site

BODIES = {
    "ja": "AIインフラ投資の熱狂。ﾃﾞｰﾀｾﾝﾀｰの電力が\n足りない。",
    "en": 'A "quoted" phrase, rust-lang and trust; foo_bar(x) = c++ % 100',
    "ru": "Инвестиции в дата-центры растут.",
    "ko": "데이터 센터 투자 경쟁",
    "ar": "استثمارات مراكز البيانات",
    "de": "Straße, naïve Größe und İstanbul",
    "odd": "zero\u200bwidth \x1b[31m bell\x07 👩‍👩‍👧 \U0001fae8 tab\there " + "x" * 70 + "needle" + "y" * 70,
    "empty": "",
}
WORDS = [
    "投資", "投", "データセンター", "電力が 足りない", "ai", "Ａ", "rust", "RUST-",
    "quoted\"", "foo_b", "c++", "%",
    "Инвест", "центры", "р", "투자", "센터 투", "البيانات", "straße", "STRASSE",
    "größe", "i̇stan", "zero\u200bw",
    "quoted\" phrase", "d\" phrase, r", "c++ % 1", "x y", "e i", "и в", "투자 경", "자 경쟁", "البيانات م",
    "дата-центры растут", "größe und i", "rust-lang and trust; f", "trust quoted", "データセンターの",
    "ﾃﾞｰﾀｾﾝﾀｰ", "テータ", "熱狂。で", "\x1b[31m bell", "bell\x07 👩",
    "needle", "xyneed", "\x07", "👩", "\U0001fae8", "tab here", "phrase, rust", "ust", "zzz", "a", " ",
    "\u3000\n", "", "\ud800", "ai\ud800",
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name, body in BODIES.items():
        write(site / f"{name}.md", f"title: {name}", body)
    return site


@pytest.fixture
def scanned(root: Path) -> Index:
    one = index(root)
    one.scan()
    return one


def found(index: Index, texts: Texts, word: str) -> set[str]:
    """Return the paths of the posts whose bodies hold a word."""
    return {*Seeking(texts, index.library, Query(Field("body", (Exactly(word),)))).advance().paths}


def by_hand(root: Path, word: str) -> set[str]:
    bodies = {path.name: Document.split(path.read_bytes()).body for path in root.glob("*.md")}
    return {name for name, body in bodies.items() if normal(word) in normal(body)}


@pytest.mark.parametrize("word", WORDS)
def test_index_and_scan_say_the_same(root: Path, scanned: Index, tmp_path: Path, word: str) -> None:
    texts = Texts(scanned, tmp_path)
    texts.update()
    assert found(scanned, texts, word) == by_hand(root, word) == found(scanned, Texts(scanned, None), word)
    assert not texts.problem


def test_a_search_looks_no_further_than_the_first_page(
    scanned: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def read(path: str) -> Reading:
        looked.append(Path(path).name)
        return read_whole(path)

    monkeypatch.setattr("tui.blog.search.texts.read_whole", read)
    monkeypatch.setattr("tui.blog.search.seeking._LOOKED", 1)
    seeking = Seeking(Texts(scanned, None), scanned.library, parse("body:а sort:title-desc"))
    assert [post.title for post in seeking.advance(page=1)] == ["ru"]
    assert looked == ["ru.md"]
    whole = [seeking.settled, *(post.title for post in seeking.advance()), seeking.settled]
    assert whole == [False, "ru", True]
    assert sorted(looked) == sorted(f"{name}.md" for name in BODIES)


def test_what_changed_is_found_before_and_after_the_update(
    root: Path, scanned: Index, tmp_path: Path
) -> None:
    texts = Texts(scanned, tmp_path)
    texts.update()
    write(root / "en.md", "title: en", "Now about 投資.")
    write(root / "new.md", "title: new", "投資 too")
    (root / "ja.md").unlink()
    scanned.refresh([root / "en.md", root / "new.md", root / "ja.md"])
    for _ in range(2):
        assert found(scanned, texts, "投資") == {"en.md", "new.md"}
        assert found(scanned, texts, "quoted") == set()
        texts.update()


def test_what_is_in_is_not_put_in_again(root: Path, scanned: Index, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    Texts(scanned, tmp_path).update(lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    told.clear()
    Texts(scanned, tmp_path).update(lambda done, total: told.append((done, total)))
    assert told == []


def test_many_changes_begin_the_store_anew(
    root: Path, scanned: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.blog.search.store._WASTE", 0)
    texts = Texts(scanned, tmp_path)
    for number in range(20):
        write(root / "en.md", "title: en", f"turn {number}")
        scanned.refresh([root / "en.md"])
        texts.update()
        assert found(scanned, texts, f"turn {number}") == {"en.md"}
        assert found(scanned, texts, "투자") == {"ko.md"}
    with sqlite3.connect(tmp_path / FILE) as base:
        assert base.execute("SELECT texts FROM state").fetchone()[0] <= 20


def test_two_programs_share_the_store(root: Path, scanned: Index, tmp_path: Path) -> None:
    one, other = Texts(scanned, tmp_path), Texts(scanned, tmp_path)
    one.update()
    assert found(scanned, other, "rust") == {"en.md"}
    write(root / "ko.md", "title: ko", "rust")
    scanned.refresh([root / "ko.md"])
    other.update()
    assert found(scanned, one, "rust") == {"en.md", "ko.md"}
    assert found(scanned, one, "투자") == set()


@pytest.mark.parametrize("harm", ["cut", "garbage", "other tables"])
def test_a_store_that_is_corrupt_is_begun_anew(scanned: Index, tmp_path: Path, harm: str) -> None:
    file = tmp_path / FILE
    Texts(scanned, tmp_path).update()
    data = file.read_bytes()
    match harm:
        case "cut":
            file.write_bytes(data[: len(data) // 2])
        case "garbage":
            file.write_bytes(b"not a database, " * 1000)
        case _:
            file.unlink()
            sqlite3.connect(file).execute("CREATE TABLE other (x)").connection.close()
    texts = Texts(scanned, tmp_path)
    assert found(scanned, texts, "投資") == {"ja.md"}
    texts.update()
    assert found(scanned, texts, "投資") == {"ja.md"}


def test_without_a_store_the_answer_is_the_same_and_said_to_be_slow(scanned: Index, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    texts = Texts(scanned, tmp_path / "file")
    texts.update()
    assert "without an index" in texts.problem
    assert found(scanned, texts, "投資") == {"ja.md"}


def test_a_question_that_fails_is_answered_without_the_store_which_stays(
    scanned: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = Texts(scanned, tmp_path)
    texts.update()
    with monkeypatch.context() as wrong:
        wrong.setattr("tui.blog.search.grams.term", lambda _token: '"')
        assert found(scanned, texts, "投資") == {"ja.md"}
    assert "could not be asked" in texts.problem
    asked = texts.candidates(Match("投資"), ())
    assert asked
    assert asked.sure == ["ja.md"]


def test_an_update_waits_for_another_program_that_writes(
    scanned: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.blog.search.store._BUSY", 0.01)
    texts = Texts(scanned, tmp_path)
    assert texts.lacks()
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = count()

        def cancelled() -> bool:
            if next(asked) == 2 * len(BODIES):  # once for each text and more: the first try was refused
                other.execute("ROLLBACK")
            return False

        texts.update(cancelled=cancelled)
    assert not texts.lacks()
    assert not texts.problem


def test_an_update_can_be_stopped(scanned: Index, tmp_path: Path) -> None:
    asked = iter([False, False, True])
    texts = Texts(scanned, tmp_path)
    texts.update(cancelled=lambda: next(asked, True))
    assert found(scanned, texts, "투자") == {"ko.md"}


def test_a_selection_takes_what_is_found(scanned: Index, tmp_path: Path) -> None:
    texts = Texts(scanned, tmp_path)
    texts.update()
    chosen = Seeking(texts, scanned.library, parse("投資 OR body:rust")).advance()
    assert {post.title for post in chosen} == {"ja", "en"}


LANGUAGES = {
    "latin": r"[a-zA-Z]{1,12}",
    "japanese": r"[\u3041-\u30ff\u4e00-\u9fff]{1,6}",
    "chinese": r"[\u4e00-\u9fff]{1,4}",
    "korean": r"[\uac00-\ud7af]{1,4}",
    "cyrillic": r"[\u0400-\u04ff]{1,8}",
    "arabic": r"[\u0600-\u06ff]{1,6}",
    "phrase": r"\S{1,8}[ \u3000]\S{1,8}",
    "long phrase": r"\S{1,12}(?:\s+\S{1,12}){2,3}",
    "beside a mark": r"\w{0,6}[^\w\s]{1,2}\s?\w{1,6}",
    "of another width": r"[\uff01-\uff9f\u3099\u2026\u2122]\S{0,3}",
    "any": r"(?s:.{1,5})",
}
"""What words look like, in a text as it is written or as it is searched."""


@pytest.mark.slow
def test_a_thousand_words_of_the_corpus_say_the_same(corpus: Path, tmp_path: Path) -> None:
    one = Index(open_site(corpus), cache=None, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    one.scan()
    texts = Texts(one, tmp_path)
    texts.update()
    written = {path: Document.split((corpus / path).read_bytes()).body for path in one.stamps}
    bodies = {path: normal(body) for path, body in written.items()}
    chance = random.Random(5)
    paths = sorted(bodies)
    words: set[str] = set()
    for pattern in LANGUAGES.values():
        mine: set[str] = set()
        while len(mine) < 1000 / len(LANGUAGES):
            there = re.findall(pattern, chance.choice((written, bodies))[chance.choice(paths)])
            if there:
                word = chance.choice(there)
                start = chance.randrange(len(word))
                mine.add(word[start:] if chance.random() < 0.3 else word)
        words |= mine
    for word in sorted(words):
        sought = normal(word)
        assert found(one, texts, word) == {path for path, body in bodies.items() if sought in body}, word
    assert not texts.problem
