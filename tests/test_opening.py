"""What is kept of a screen: shown again only where all it depends on is as it was, and only if it is safe."""

from __future__ import annotations

import json
import math
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_cache_path

from tui import opening

LINES = ["\x1b[1;38;2;1;120;212mpostdesk\x1b[0m  投資", "", "a line"]
SIZE = os.terminal_size((20, 3))


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda: SIZE)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index").write_text("posts")
    keep(tmp_path)
    return tmp_path


def keep(site: Path, lines: list[str] = LINES, until: float = math.inf) -> None:
    opening.keep(site, SIZE, lines, [site / "index", site / "not there"], until)


def kept() -> Path:
    (place,) = opening.cache_folder().glob("openings/*")
    return place


def spoil(**facts: object) -> None:
    """Write other facts into what is kept."""
    known: dict[str, Any] = json.loads(kept().read_bytes())
    kept().write_text(json.dumps(known | facts))


def test_it_is_recalled_as_it_was_kept(site: Path) -> None:
    assert opening.recall(site) == LINES


def test_it_is_the_same_by_another_name_of_the_path(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert opening.recall(Path()) == LINES
    assert opening.recall(site.parent) is None


def test_a_change_of_what_it_shows_ends_it(site: Path) -> None:
    (site / "index").write_text("other posts")
    assert opening.recall(site) is None


def test_what_was_not_there_and_is_now_ends_it(site: Path) -> None:
    (site / "not there").write_text("")
    assert opening.recall(site) is None


@pytest.mark.parametrize("name", ["TERM", "COLORTERM", "NO_COLOR", "XDG_CONFIG_HOME", "TZ", "TEXTUAL_THEME"])
def test_another_environment_ends_it(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "other")
    assert opening.recall(site) is None


def test_each_size_has_its_own_and_those_seen_last_stay(site: Path) -> None:
    sizes = [(20, 3), *((30 + more, 3) for more in range(opening.MOST_SIZES))]
    for number, size in enumerate(sizes):
        opening.keep(site, size, LINES, [], math.inf)
        for place in opening.cache_folder().glob(f"openings/*-{size[0]}x{size[1]}"):
            os.utime(place, (number, number))
    opening.keep(site, (90, 3), LINES, [], math.inf)
    assert [opening.recall(site, size) for size in sizes[:2]] == [None, None]
    assert [opening.recall(site, size) for size in sizes[2:]] == [LINES] * (len(sizes) - 2)
    opening.drop(site)
    assert not any(opening.recall(site, size) for size in sizes)


@pytest.mark.parametrize("size", [(21, 3), (20, 4)])
def test_another_size_ends_it(site: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda: os.terminal_size(size))
    assert opening.recall(site) is None


def test_another_version_ends_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "__version__", "0.0.0")
    assert opening.recall(site) is None


def test_it_holds_until_a_post_changes_by_itself(site: Path) -> None:
    keep(site, until=time.time() + 99)
    assert opening.recall(site) == LINES
    keep(site, until=time.time() - 1)
    assert opening.recall(site) is None


def test_a_site_that_is_gone_has_none(site: Path) -> None:
    (site / "index").unlink()
    spoil(files={})
    assert opening.recall(site) == LINES
    site.rmdir()
    assert opening.recall(site) is None


def test_it_is_dropped(site: Path) -> None:
    opening.drop(site)
    assert opening.recall(site) is None
    opening.drop(site)


HOSTILE = [
    "\x1b]52;c;aGk=\x07",  # sets the clipboard
    "\x1b]0;title\x1b\\",
    "\x1b[6n",  # is answered by keys
    "\x1b[2J",
    "\x1b[99;99H",
    "\x1bP$q\x1b\\",
    "\x9b6n",
    "one\ntwo",
    "\x07",
    "\x1b",
    "\ud800",
    "\U0010eeee",  # where kitty puts a picture
]


@pytest.mark.parametrize("line", HOSTILE)
def test_what_is_more_than_text_and_colours_is_never_sent(site: Path, line: str) -> None:
    spoil(lines=[*LINES[:2], line])
    assert opening.recall(site) is None


@pytest.mark.parametrize("line", HOSTILE)
def test_what_would_never_be_sent_is_not_kept(site: Path, line: str) -> None:
    keep(site, [*LINES[:2], line])
    assert not list(opening.cache_folder().glob("openings/*"))


@given(
    st.binary()
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps).map(str.encode)
)
def test_anything_may_stand_in_the_file(data: bytes) -> None:
    keep(Path("/"))
    kept().write_bytes(data)
    assert opening.recall(Path("/")) is None


@pytest.mark.parametrize("facts", [{"lines": 5}, {"lines": [1, 2, 3]}, {"until": "soon"}, {"files": [1]}])
def test_facts_of_other_kinds_are_none(site: Path, facts: dict[str, object]) -> None:
    spoil(**facts)
    assert opening.recall(site) is None


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b'{"lines": ["' + b"x" * opening.MOST])
def test_a_damaged_file_is_none(site: Path, data: bytes) -> None:
    kept().write_bytes(data)
    assert opening.recall(site) is None


def test_what_is_too_much_is_not_kept(site: Path) -> None:
    keep(site, ["x" * opening.MOST])
    assert opening.recall(site) is None


def test_a_disk_that_lets_nothing_be_kept_is_no_error(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(site / "index"))  # a file
    keep(site)
    assert opening.recall(site) is None
    opening.drop(site)


def test_it_lies_where_platformdirs_keeps_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert opening.cache_folder() == user_cache_path("postdesk", appauthor=False)
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert opening.cache_folder() == user_cache_path("postdesk", appauthor=False)


def test_it_is_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "isatty", lambda _number: True)
    for name in ("COLUMNS", "LINES", "TEXTUAL_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    assert opening.possible() == (os.name == "posix")
    monkeypatch.setenv("TEXTUAL_DRIVER", "other:Driver")
    assert not opening.possible()
    monkeypatch.delenv("TEXTUAL_DRIVER")
    monkeypatch.setenv("COLUMNS", "80")
    assert not opening.possible()
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(os, "isatty", lambda number: number != 1)
    assert not opening.possible()
