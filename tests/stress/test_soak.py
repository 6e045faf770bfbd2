"""A short run of the soak."""

from __future__ import annotations

from tests.stress.soak import run


def test_nothing_is_lost() -> None:
    tally = run(3, 7)
    assert tally.rounds == 3
    assert not tally.lost, tally
