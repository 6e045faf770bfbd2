from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.ui.browsing import browsing, make_site
from tests.ui.waiting import PATIENCE


async def test_the_post_that_is_read_waits_for_no_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, saved = make_site(tmp_path), Event()

    def watch(
        _root: Path, stop: Event, *, held: Callable[[list[str]], None], **_: object
    ) -> Iterator[frozenset[Path]]:
        saved.wait(PATIENCE)
        held([str(site / "content/posts/later.md"), str(site / "content/posts/other.md")])
        stop.wait(PATIENCE)
        yield from ()

    monkeypatch.setattr("tui.blog.watch.watch", watch)
    async with browsing(site) as hand:
        await hand.see("The body of later.md")
        post, library = hand.post("later.md"), hand.app.library
        post.write_text(post.read_text().replace("tells more", "tells anew").replace("outlook", "past"))
        saved.set()
        await hand.see("tells anew")
        assert hand.app.library is library
