from __future__ import annotations

from pathlib import Path

from tests.ui.browsing import browsing, make_site
from tui.config import Config
from tui.keys import known


def test_every_screen_tells_its_keys() -> None:
    ids = known()
    assert {
        "browse.form",
        "rows.down",
        "facets.or",
        "filter.complete",
        "reader.next-match",
        "app.quit",
    } <= ids


async def test_an_unknown_action_in_the_settings_is_said(tmp_path: Path) -> None:
    async with browsing(make_site(tmp_path), config=Config(keys={"browse.fly": "F9"})) as hand:
        await hand.see("rebinds what there is not: browse.fly")
