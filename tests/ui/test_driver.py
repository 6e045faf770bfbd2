"""The driver, by what it is given to read."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

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
    assert asked == [app.exit]
