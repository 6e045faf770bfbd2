"""The driver, by what it is given to read."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers._writer_thread import WriterThread
from textual.events import Key, Paste
from textual.message import Message

from tui.app import DeskApp

driver = pytest.importorskip("tui.driver", reason="the driver is POSIX's")


@pytest.mark.parametrize("gone", ["end", "error"])
async def test_a_terminal_that_is_gone_ends_the_app(
    tmp_path: Path, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    app = DeskApp(tmp_path)
    monkeypatch.setattr(app, "call_later", asked.append)
    prompt = driver.PromptDriver(app)
    prompt.exit_event = driver.Wake()
    prompt.fileno, writer = os.pipe() if gone == "end" else os.openpty()[::-1]
    os.close(writer)  # of a pseudo-terminal, what the terminal's window holds
    thread = Thread(target=prompt.run_input_thread, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert asked == [app.leave]


@pytest.mark.parametrize(("asked", "seconds"), [(None, driver.ESCAPE), ("300", 0.1)])
async def test_an_escape_stands_alone_sooner_unless_the_user_asks_for_patience(
    tmp_path: Path, asked: str | None, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.1)
    monkeypatch.delenv("ESCDELAY", raising=False)
    if asked is not None:
        monkeypatch.setenv("ESCDELAY", asked)
    seen: Queue[str] = Queue()
    prompt = driver.PromptDriver(DeskApp(tmp_path))
    monkeypatch.setattr(prompt, "process_message", lambda event: seen.put(event.key))
    prompt.exit_event = driver.Wake()
    prompt.fileno, writer = os.pipe()
    thread = Thread(target=prompt.run_input_thread, daemon=True)
    thread.start()
    os.write(writer, b"\x1b")
    assert seen.get(timeout=10) == "escape"
    os.write(writer, b"\x1bj")  # at once: with alt
    assert seen.get(timeout=10) == "alt+j"
    prompt.exit_event.set()
    thread.join(10)
    assert seconds == constants.ESCAPE_DELAY


def write(output: WriterThread) -> None:
    for _ in range(100):  # many times what it holds
        output.write("x" * 9999)


def test_what_can_not_be_written_any_more_holds_nobody_up() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with suppress(BrokenPipeError), os.fdopen(writer, "w") as gone:
        output = WriterThread(driver.Outlet(gone))
        output.start()
        writing = Thread(target=write, args=(output,), daemon=True)
        writing.start()
        writing.join(10)
        assert not writing.is_alive()
        output.stop()


@given(
    st.text(alphabet="ab\x1b[]201~ 投\n").filter(lambda text: "\x1b[201~" not in text),
    st.lists(st.integers(0, 60), max_size=4),
)
def test_what_is_pasted_presses_no_key_however_it_comes_in(pasted: str, cuts: list[int]) -> None:
    pasting, parser = driver.Pasting(), XTermParser()
    sent = f"a\x1b[200~{pasted}\x1b[201~b\x1b[A"
    places = [0, *sorted(cut for cut in cuts if cut not in (2, 3)), len(sent)]
    events: list[Message] = []
    for start, end in pairwise(places):
        if text := pasting.take(sent[start:end]):
            events += parser.feed(text)
    keys = [event.key for event in events if isinstance(event, Key)]
    assert keys == ["a", "b", "up"]
    assert "".join(event.text for event in events if isinstance(event, Paste)) == pasted.replace("\x1b", "")


def test_an_escape_that_is_pressed_is_not_held_back() -> None:
    pasting = driver.Pasting()
    assert pasting.take("\x1b") == "\x1b"
    assert pasting.take("[") == "["
