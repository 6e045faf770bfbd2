from __future__ import annotations

import asyncio
from threading import Event, Thread

import pytest

from tui import background
from tui.background import Rank, Stopped, give_way, in_turn, resting


async def test_work_rests_when_a_key_was_pressed_and_is_told_at_once_that_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await in_turn(lambda _: None, max(Rank))  # behind what other tests left, which would rest as long
    monkeypatch.setattr(background, "REST", 3600.0)
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
        monkeypatch.setattr(background, "REST", 0.0)
        give_way()


def test_work_goes_on_where_no_key_is_pressed_or_its_answer_is_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "REST", 0.001)
    stopped = resting(Event())
    assert not stopped()
    give_way()
    assert not any(stopped() for _ in range(3))


async def test_what_is_more_urgent_is_done_in_the_midst_of_what_is_less() -> None:
    done: list[str] = []
    begun, more = Event(), Event()

    def slow(stopped: Stopped) -> None:
        begun.set()
        more.wait(60)
        assert not stopped()
        done.append("LAYOUT")

    async def quick(rank: Rank) -> None:
        await in_turn(lambda _: done.append(rank.name), rank)

    tasks = [asyncio.create_task(in_turn(slow, Rank.LAYOUT))]
    await asyncio.to_thread(begun.wait, 60)
    tasks += [asyncio.create_task(quick(rank)) for rank in (Rank.COUNTS, Rank.EXCERPTS, Rank.OFFERS)]
    await asyncio.sleep(0)
    await quick(Rank.ANSWER)
    more.set()
    await asyncio.gather(*tasks)
    assert done == ["ANSWER", "OFFERS", "EXCERPTS", "LAYOUT", "COUNTS"]


async def test_work_that_nobody_waits_for_is_told_so_and_is_not_begun() -> None:
    begun, told = Event(), Event()
    done: list[str] = []

    def long(stopped: Stopped) -> None:
        begun.set()
        while not stopped():
            pass
        told.set()

    first = asyncio.create_task(in_turn(long, Rank.SEARCH))
    await asyncio.to_thread(begun.wait, 60)
    second = asyncio.create_task(in_turn(lambda _: done.append("second"), Rank.COUNTS))
    await asyncio.sleep(0)
    second.cancel()
    first.cancel()
    assert await asyncio.to_thread(told.wait, 60)
    await in_turn(lambda _: done.append("third"), Rank.COUNTS)
    assert done == ["third"]


async def test_a_fault_of_work_comes_to_who_waits_for_it() -> None:
    def fail(_: Stopped) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await in_turn(fail, Rank.COUNTS)
    assert await in_turn(lambda _: 1, Rank.COUNTS) == 1
