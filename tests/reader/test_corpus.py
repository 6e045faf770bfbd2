"""Every real post, laid out once: it fits, nothing of it is lost, and no line breaks where none may."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from tests.reader.bodies import reading, some
from tests.reader.test_hostile import check
from tests.reader.test_kinsoku import violations
from tests.reader.test_walk import missing

WIKILINKS = {"Auto-Suggest.md", "Recurring Tasks.md", "Toggling and Editing Statuses.md"}
"""Posts with code inside a wikilink's target, which for CommonMark is code."""

PARTS = 4
"""Into how many tests the corpus is parted, for as many processes as there are."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_file(corpus: Path, part: int) -> None:
    """All widths from 20 to 200 come."""
    for path, width in zip(some(corpus, 1)[part::PARTS], cycle(range(20, 201)), strict=False):
        post = reading(path)
        lines = check(post, width)
        assert missing(post, lines) == [] or path.name in WIKILINKS, (path, width)
        assert violations(lines) == [], (path, width)
