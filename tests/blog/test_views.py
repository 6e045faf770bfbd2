from __future__ import annotations

from pathlib import Path

import pytest

from tui.blog.errors import SettingError
from tui.blog.views import NAME, Views

FILE = '# ours\n[views]\n"to review" = "is:draft 投資"  # weekly\n\n[other]\nkept = 1\n'


def test_a_site_without_the_file_has_none(tmp_path: Path) -> None:
    assert dict(Views.load(tmp_path).queries) == {}


def test_views_are_saved_and_all_else_is_kept(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(FILE, encoding="utf-8")
    views = Views.load(tmp_path).save("速報", 'tag:速報 "a b"')
    assert dict(views.queries) == {"to review": "is:draft 投資", "速報": 'tag:速報 "a b"'}
    assert dict(views.save("to review", "x").queries)["to review"] == "x"
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert "# ours" in text
    assert "kept = 1" in text
    assert dict(views.remove("速報").remove("never").queries) == {"to review": "x"}


def test_the_first_view_makes_the_file(tmp_path: Path) -> None:
    Views.load(tmp_path).save("all", "")
    assert (tmp_path / NAME).read_text() == '[views]\nall = ""\n'


@pytest.mark.parametrize("text", ["[views", "views = 3", "[views]\nx = 3", "\udcff"])
def test_a_file_that_is_wrong_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingError) as caught:
        Views.load(tmp_path)
    assert caught.value.path == NAME
