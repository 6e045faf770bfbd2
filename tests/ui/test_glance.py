from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from platformdirs import user_cache_path

from tests.ui.browsing import Hand, browsing, make_site
from tests.ui.waiting import PATIENCE
from tui.app import DeskApp
from tui.blog.desk import Desk
from tui.blog.query import Query
from tui.glance import Glance
from tui.screens.browse import Browse


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


async def test_the_second_start_shows_posts_before_the_site_is_opened(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(site) as hand:
        titles = hand.titles
    monkeypatch.setattr(Browse, "_tell_painted", lambda screen: None)
    app = DeskApp(site)
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        assert app.desk is None
        assert app.library is not None
        assert [post.title for post in app.library.select(Query())] == titles
        strips = app.screen._compositor.render_strips()
        assert "My blog · Hugo · Asia/Tokyo" in "".join(segment.text for segment in strips[0])


@pytest.mark.parametrize(
    ("keys", "seen"), [("jt", "tags of 1000億ドル規模"), ("j\rO", "Outline"), ("jt\x1b/", "to the list")]
)
async def test_what_is_typed_before_the_site_is_opened_is_answered_then(
    site: Path, monkeypatch: pytest.MonkeyPatch, keys: str, seen: str
) -> None:
    async with browsing(site):
        pass
    gate, opened = Event(), Desk.open
    monkeypatch.setattr(Desk, "open", lambda *args, **named: gate.wait(PATIENCE) and opened(*args, **named))
    app = DeskApp(site)
    async with app.run_test(size=(140, 45)) as pilot:
        hand = Hand(app, pilot, site)
        await hand.see("1000億ドル規模")
        names = {"\r": "enter", "\x1b": "escape", "/": "slash"}
        await pilot.press(*(names.get(key, key) for key in keys))
        assert seen not in hand.text
        gate.set()
        await hand.see(seen)


async def test_what_is_remembered_gives_way_to_what_is(site: Path) -> None:
    async with browsing(site):
        pass
    (site / "content" / "posts" / "chips.md").unlink()
    async with browsing(site) as hand:
        await hand.until(lambda: len(hand.titles) == 6)


@pytest.mark.parametrize("data", [b"", b"\xff\xff", b"\x91\x01"])
async def test_a_damaged_memory_is_none(site: Path, data: bytes) -> None:
    async with browsing(site):
        pass
    for place in _glances():
        place.write_bytes(data)
    assert Glance.recall(site) is None


def test_a_path_that_is_gone_is_not_remembered(tmp_path: Path) -> None:
    Glance("title", "", str(tmp_path), "").remember(tmp_path / "gone")
    assert Glance.recall(tmp_path / "gone") is None


def _glances() -> list[Path]:
    return list((user_cache_path("postdesk", appauthor=False) / "glances").iterdir())
