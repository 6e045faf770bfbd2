"""Names on disk that are no UTF-8: what another system left works as all else does, and is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.browsing import Hand, browsing, make_site
from tui.glance import Glance

ODD = os.fsdecode(b"\xe9t\xe9")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / ODD
    root.mkdir()
    make_site(root)
    (root / "content" / "posts" / f"{ODD}.md").write_text(
        "---\ntitle: Latin\ndate: 2026-03-02\n---\nOdd body.\n"
    )
    return root


def sees_no_surrogate(hand: Hand) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in hand.text)


async def test_posts_are_found_changed_and_changed_back(site: Path) -> None:
    post = site / "content" / "posts" / f"{ODD}.md"
    before = post.read_bytes()
    async with browsing(site) as hand:
        await hand.filter("odd body")
        await hand.until(lambda: hand.titles == ["Latin"])
        await hand.see("Odd body")
        assert sees_no_surrogate(hand)
        await hand.press("enter", "d")
        await hand.until(lambda: b"draft: true" in post.read_bytes())
        assert sees_no_surrogate(hand)
        await hand.press("z")
        await hand.until(lambda: post.read_bytes() == before)
        await hand.press("f")
        await hand.see("Front matter")
        assert sees_no_surrogate(hand)
        await hand.press("escape", "w")
        await hand.see("Writing")
        await hand.type("Ah. ")
        assert sees_no_surrogate(hand)
        await hand.press("ctrl+s")
        await hand.until(lambda: b"Ah. Odd body" in post.read_bytes())
        await hand.type("Oh. ")
    assert Glance.recall(site) is None
    async with browsing(site) as hand:
        await hand.see("Work that was never saved")
        assert sees_no_surrogate(hand)
        await hand.press("enter")
        await hand.see("Ah. Oh. Odd body")
