from __future__ import annotations

from datetime import UTC, datetime

from tui.blog.library import Library
from tui.blog.post import Post
from tui.blog.search import Jump
from tui.blog.sites.base import Taxonomy


def post(path: str, title: str, *tags: str, year: int = 2020) -> Post:
    date = datetime(year, 1, 1, tzinfo=UTC)
    return Post(path=path, title=title, status="published", date=date, terms={"tags": tags})


LIBRARY = Library(
    [
        post("posts/js.md", "Learning JavaScript", "javascript", "web"),
        post("posts/rust.md", "Keeping Rust projects secure", "rust"),
        post("posts/ai.md", "AIインフラ投資の熱狂", "AI", "投資", year=2021),
        post("posts/centre.md", "データセンターの電力", year=2022),
        post("posts/a.md", "A"),
    ],
    [Taxonomy("tags", ("tags",))],
)


def best(typed: str) -> list[str]:
    return [found.text for found in Jump(LIBRARY).find(typed)]


def test_forgives_typing_errors() -> None:
    assert best("javascrpt")[:2] == ["javascript", "Learning JavaScript"]
    assert best("lerning")[0] == "Learning JavaScript"
    assert best("rust secure")[0] == "Keeping Rust projects secure"
    assert best("secure rust")[0] == "Keeping Rust projects secure"


def test_knows_japanese() -> None:
    assert best("投資")[:2] == ["投資", "AIインフラ投資の熱狂"]
    assert best("ﾃﾞｰﾀｾﾝﾀ")[0] == "データセンターの電力"
    assert best("でーたせんたあ")[0] == "データセンターの電力"


def test_letters_that_repeat_are_told_at_once() -> None:
    library = Library([post("posts/a.md", "a" * 1000)], [Taxonomy("tags", ("tags",))])
    assert [found.text for found in Jump(library).find("a" * 30 + "b")] == ["a" * 1000]  # one is mistyped


def test_finds_abbreviations_behind_all_that_is_nearer() -> None:
    assert best("jvscpt")[0] == "javascript"
    assert best("AI投熱") == ["AIインフラ投資の熱狂"]
    assert best("センタ電力") == ["データセンターの電力"]
    assert best("projsec") == ["Keeping Rust projects secure"]
    assert best("ks") == []


def test_finds_paths_and_says_what_it_found() -> None:
    (found, *_) = Jump(LIBRARY).find("centre.md")
    assert (found.kind, found.key) == ("post", "posts/centre.md")
    (found, *_) = Jump(LIBRARY).find("web")
    assert (found.kind, found.key, found.text) == ("term", "tags", "web")


def test_a_short_title_is_not_in_everything() -> None:
    assert "A" not in best("javascript")


def test_nothing_typed_shows_the_newest() -> None:
    assert best(" ")[0] == "データセンターの電力"
    assert Jump(LIBRARY).find("", limit=2)[1].key == "posts/ai.md"


def test_what_is_no_longer_wanted_is_not_sought() -> None:
    assert not Jump(LIBRARY).find("rust", cancelled=lambda: True)
