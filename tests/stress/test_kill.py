"""A short run of the kill test."""

from __future__ import annotations

from tests.stress.kill import run


def test_nothing_is_lost() -> None:
    tally = run(kills=12, count=100, seed=7)
    assert (tally.damaged, tally.hidden) == (0, 0), tally
