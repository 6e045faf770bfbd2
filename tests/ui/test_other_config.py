"""The screen with configuration files of the user's choice."""

from __future__ import annotations

from pathlib import Path

from tests.ui.waiting import until
from tui.app import DeskApp
from tui.glance import Glance


async def test_the_posts_are_those_of_the_configuration_and_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2026-01-31-one.md").write_text("---\ntitle: One\n---\n")
    (tmp_path / "_config.yml").write_text("permalink: /:title/\n")
    (tmp_path / "_dev.yml").write_text("permalink: /dev/:title/\n")
    app = DeskApp(tmp_path, configs=("_config.yml", "_dev.yml"))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.library and not app.busy)
        assert app.library is not None
        assert [post.url for post in app.library.posts] == ["/dev/one/"]
    assert Glance.recall(tmp_path) is None
