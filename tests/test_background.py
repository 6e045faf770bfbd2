from __future__ import annotations

from threading import Event, Thread

import pytest

from tui import background
from tui.background import give_way, resting


def test_work_rests_when_a_key_was_pressed_and_is_told_at_once_that_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "ANSWER", 3600.0)
    left = Event()
    told: list[bool] = []
    work = Thread(target=lambda: told.append(resting(left)()), daemon=True)
    give_way()
    try:
        work.start()
        assert not told
        left.set()
        work.join(60)
        assert told == [True]
    finally:
        monkeypatch.setattr(background, "ANSWER", 0.0)
        give_way()


def test_work_goes_on_where_no_key_is_pressed_or_its_answer_is_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "ANSWER", 0.001)
    stopped = resting(Event())
    assert not stopped()
    give_way()
    assert not any(stopped() for _ in range(3))
