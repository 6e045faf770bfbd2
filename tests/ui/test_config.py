from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.browsing import browsing, make_site
from tui.app import DeskApp
from tui.blog.errors import SettingError
from tui.config import Config


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert Config.load(tmp_path) == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('editor = "hx"\n[keys]\n"browse.form" = "F2"\n')
    assert Config.load(tmp_path) == Config(editor="hx", keys={"browse.form": "F2"})


@pytest.mark.parametrize("text", ['colour = "red"', "editor = 3", "editor =", '"\x00"'])
def test_what_is_no_setting_is_said_with_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(SettingError) as caught:
        Config.load(tmp_path)
    assert caught.value.path == tmp_path / "config.toml"
    assert "theme, editor, keys" in caught.value.hint


def test_a_theme_that_there_is_not_is_said_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="textual-light"):
        DeskApp(tmp_path, Config(theme="pretty"))


async def test_a_key_is_bound_anew_in_list_footer_and_help(tmp_path: Path) -> None:
    config = Config(keys={"browse.sort": "S"})
    async with browsing(make_site(tmp_path), config=config) as hand:
        assert "S sort" in hand.lines[-1]
        await hand.press("comma")
        assert hand.app.screen is hand.browse
        await hand.press("S")
        await hand.see("Sort by")
