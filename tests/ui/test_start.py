"""The opening in a real terminal: painted at once, taken over as it stands, and never in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pyte
import pytest

from tests.terminal import Terminal
from tests.ui.browsing import MIDDLE, NARROW, WIDE, make_site
from tui import opening
from tui.blog.desk import Desk
from tui.cli.output import FAULT
from tui.rehearsal import rehearse

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX's")

PAINTED = b"\x1b[?2026l"
"""What stands behind the opening; this terminal says nothing of the mode, so Textual never sends it."""

LEFT = b"\x1b[?1049l"

YESTERDAY = time.time() - 86_400


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an indexed site that nobody touched lately: what was just written is read once more."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")
    site = tmp_path / "site"
    site.mkdir()
    make_site(site)
    for path in site.rglob("*"):
        os.utime(path, (YESTERDAY, YESTERDAY))
    index = Desk.open(site).index
    index.scan()
    index.count_words()
    index.keep()
    return site


@contextmanager
def postdesk(
    site: Path, size: tuple[int, int] = WIDE, env: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Terminal]:
    argv = [sys.executable, "-m", "tui", str(site)]
    columns, rows = size
    terminal = Terminal(argv, columns=columns, rows=rows, env={**os.environ, **env})
    try:
        yield terminal
    finally:
        terminal.close()


def until(terminal: Terminal, true: Callable[[], object]) -> None:
    """Let the program run until something is true."""
    assert terminal.until(true), terminal.text


def painted(terminal: Terminal) -> bool:
    return PAINTED in terminal.output


def quit_(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait() == 0, terminal.text


def openings() -> list[bytes]:
    return [place.read_bytes() for place in opening.cache_folder().glob("openings/[!.]*")]


def kept(site: Path, size: tuple[int, int] = WIDE) -> list[list[pyte.screens.Char]]:
    """Rehearse a start, so that there is an opening, and return its cells.

    By a process of its own: Rich remembers how each style is written in the first colours it is asked for.
    """
    code = (
        f"from pathlib import Path; from tui.rehearsal import rehearse; rehearse(Path({str(site)!r}), {size})"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    screen = pyte.Screen(*size)
    lines = opening.recall(site, size) or []
    assert lines
    pyte.Stream(screen).feed("".join(f"\x1b[{y};1H{line}" for y, line in enumerate(lines, 1)))
    return cells(screen)


def cells(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    """Return what stands on a screen, with its colours."""
    return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def differences(screen: pyte.Screen, seen: list[list[pyte.screens.Char]]) -> list[tuple[object, ...]]:
    """Return where other cells stand than were seen."""
    now = cells(screen)
    return [
        (y, x, was, now[y][x])
        for y, line in enumerate(seen)
        for x, was in enumerate(line)
        if now[y][x] != was
    ]


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
def test_it_stands_at_once_and_stays_as_it_is_until_all_is_there(site: Path, size: tuple[int, int]) -> None:
    seen = kept(site, size)
    with postdesk(site, size) as terminal:
        until(terminal, lambda: terminal.output.count(b"postdesk") > 1)  # Textual paints all
        terminal.pump(0.5)
        assert differences(terminal.screen, seen) == []
        output = terminal.output
        quit_(terminal)
    assert output.count(b"\x1b[?1049h") == 1, "the alternate screen is entered once"
    behind = output.index(PAINTED)
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    stream.feed(output[:behind])
    assert differences(screen, seen) == []
    for start in range(behind, len(output), 1024):
        stream.feed(output[start : start + 1024])
        assert differences(screen, seen) == []


def test_keys_pressed_at_once_are_answered_in_order_and_not_echoed(site: Path) -> None:
    kept(site)
    with postdesk(site) as terminal:
        until(terminal, partial(painted, terminal))
        terminal.press("jjjk")
        assert terminal.wait_for("3/7"), terminal.text
        assert b"jj" not in terminal.output
        quit_(terminal)
    with postdesk(site) as terminal:
        until(terminal, partial(painted, terminal))
        terminal.press("/chip\r")
        assert terminal.wait_for("1 of 7"), terminal.text
        assert terminal.wait_for("⏎ read"), terminal.text
        quit_(terminal)


def test_a_key_that_needs_the_site_waits_for_it(site: Path) -> None:
    kept(site)
    with postdesk(site) as terminal:
        terminal.press("jf")
        assert terminal.wait_for("F1 help"), terminal.text  # painted to its last line
        assert "Front matter · content/posts/ai.md" in terminal.text, terminal.text
        terminal.press("\x1b")
        assert terminal.wait_for("2/7"), terminal.text
        quit_(terminal)


def test_it_can_be_left_at_once(site: Path) -> None:
    kept(site)
    with postdesk(site) as terminal:
        before = termios.tcgetattr(terminal.handle)
        until(terminal, partial(painted, terminal))
        terminal.press("q")
        assert terminal.wait() == 0
        assert termios.tcgetattr(terminal.handle) == before


@pytest.fixture
def hanging(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which Textual can never be imported to the end."""
    return imported(tmp_path, "import time; time.sleep(60)")


def imported(tmp_path: Path, code: str) -> dict[str, str]:
    (tmp_path / "first" / "textual").mkdir(parents=True)
    (tmp_path / "first" / "textual" / "__init__.py").write_text(code)
    return {"PYTHONPATH": str(tmp_path / "first")}


@pytest.mark.parametrize(
    ("leave", "status"),
    [
        (lambda terminal: terminal.press("\x03"), 130),
        (lambda terminal: os.kill(terminal.pid, signal.SIGTERM), 143),
        (lambda terminal: os.kill(terminal.pid, signal.SIGHUP), 129),
    ],
    ids=["ctrl+c", "SIGTERM", "SIGHUP"],
)
def test_the_terminal_is_left_as_it_was_however_it_is_left(
    site: Path, hanging: dict[str, str], leave: Callable[[Terminal], None], status: int
) -> None:
    kept(site)
    with postdesk(site, env=hanging) as terminal:
        before = termios.tcgetattr(terminal.handle)
        assert before[3] & termios.ECHO
        until(terminal, partial(painted, terminal))
        quiet = termios.tcgetattr(terminal.handle)[3]
        assert not quiet & (termios.ECHO | termios.ICANON)
        terminal.press("\x1a\x1c")  # neither ctrl+z nor ctrl+\ stops it
        terminal.pump(0.2)
        assert terminal.status is None
        leave(terminal)
        assert terminal.wait() == status
        assert termios.tcgetattr(terminal.handle) == before
    assert terminal.output.endswith(b"\x1b[?25h")
    assert terminal.output.count(LEFT) == 1


def test_an_error_is_told_when_the_screen_is_left(site: Path, tmp_path: Path) -> None:
    kept(site)
    with postdesk(site, env=imported(tmp_path, "raise RuntimeError('no Textual')")) as terminal:
        assert terminal.wait() == FAULT
    assert terminal.output.index(LEFT) < terminal.output.index(b"no Textual")


def test_a_site_that_can_not_be_read_any_more_is_told(site: Path) -> None:
    kept(site)
    (site / "hugo.toml").write_text("title = [")
    with postdesk(site) as terminal:
        before = termios.tcgetattr(terminal.handle)
        assert terminal.wait() == 3
        assert termios.tcgetattr(terminal.handle) == before
    assert terminal.output.index(LEFT) < terminal.output.index(b"hugo.toml")


def test_another_size_or_theme_or_hostile_bytes_start_the_plain_way(site: Path) -> None:
    kept(site)
    for size, env in ((MIDDLE, {}), (WIDE, {"NO_COLOR": "1"})):
        with postdesk(site, size, env) as terminal:
            assert terminal.wait_for("1/7"), terminal.text
            assert PAINTED not in terminal.output
    (place,) = opening.cache_folder().glob("openings/*")
    place.write_text(place.read_text().replace("About later.md", "\\u001b]52;c;aGk=\\u0007"))
    with postdesk(site) as terminal:
        assert terminal.wait_for("1/7"), terminal.text
        assert PAINTED not in terminal.output
        assert b"]52;" not in terminal.output
        quit_(terminal)


def test_posts_that_change_are_kept_anew_or_rehearsed(site: Path) -> None:
    kept(site, MIDDLE)
    post = site / "content" / "posts" / "chips.md"
    with postdesk(site) as terminal:
        until(terminal, lambda: len(openings()) == 2)  # one for each size
        post.write_text(post.read_text().replace("チップの話", "Another title"))
        until(terminal, lambda: len(openings()) == 1 and b"Another title" in openings()[0])
        terminal.press("j")
        assert terminal.wait_for("2/7")
        post.write_text(post.read_text().replace("Another title", "A third title"))
        until(terminal, lambda: not openings())
        quit_(terminal)
    with postdesk(site) as terminal:
        assert terminal.wait_for("1/7"), terminal.text
        assert PAINTED not in terminal.output
        terminal.press("j")  # so that nothing is kept while this waits
        until(terminal, openings)
        assert b"A third title" in openings()[0]
    with postdesk(site) as terminal:
        until(terminal, partial(painted, terminal))
        assert "A third title" in terminal.text


def test_a_rehearsed_start_is_kept_as_one_that_is_seen(site: Path) -> None:
    with postdesk(site) as terminal:
        until(terminal, openings)
    seen = opening.recall(site, WIDE)
    opening.drop(site)
    kept(site)
    assert opening.recall(site, WIDE) == seen


def test_what_is_not_indexed_is_not_rehearsed(site: Path) -> None:
    Desk.open(site).index.clear()
    rehearse(site, WIDE)
    assert not openings()


def test_a_screen_that_no_start_would_show_is_not_kept(site: Path) -> None:
    there_and_back = [
        (" ", "k k"),
        ("j", "k"),
        ("\x1b[Z", "\t"),
        ("/chip", "\x7f\x7f\x7f\x7f\r"),
        ("?", "\x1b"),
        ("\r", ""),
    ]
    with postdesk(site) as terminal:
        for keys, back in there_and_back:
            until(terminal, openings)
            opening.drop(site)
            terminal.press(keys)
            terminal.pump(0.8)
            assert not openings(), keys
            terminal.press(back)
            terminal.pump(0.3)
            terminal.press("g")  # what was filtered keeps the cursor where it is


def test_two_start_with_the_same(site: Path) -> None:
    seen = kept(site)
    with postdesk(site) as one, postdesk(site) as other:
        for terminal in (one, other):
            until(terminal, partial(painted, terminal))
            assert differences(terminal.screen, seen) == []
        for terminal in (one, other):
            quit_(terminal)
    assert len(openings()) == 1


def test_a_preview_and_a_query_have_none(site: Path) -> None:
    kept(site)
    post = str(site / "content" / "posts" / "ai.md")
    for arguments, text in ((["--preview", post], "About ai.md"), ([str(site), "-q", "chip"], "1 of 7")):
        terminal = Terminal([sys.executable, "-m", "tui", *arguments], env=dict(os.environ))
        assert terminal.wait_for(text), terminal.text
        assert PAINTED not in terminal.output
        terminal.close()
