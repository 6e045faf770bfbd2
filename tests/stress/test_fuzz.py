"""The fuzzer itself: a short run, and the cases in which its judge was wrong once."""

from __future__ import annotations

import pytest

from tests.stress.fuzz import run


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(118375, id="a JSON key behind the last one, whose line ends the object"),
        pytest.param(44821, id="a file with two byte order marks"),
        pytest.param(120084018, id="tables of TOML that go with all that was in them"),
        pytest.param(3330, id="a table of TOML that stays, and what was in it too, empty"),
    ],
)
def test_the_judge_is_not_mistaken(seed: int) -> None:
    assert not run(1, seed).failed


def test_a_short_run_finds_nothing() -> None:
    tally = run(500, 20261122)
    assert not tally.failed, str(tally)
    assert tally.verified > 300
