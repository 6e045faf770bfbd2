"""New posts of a Hugo site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.sites.hugo.making import NOW, write
from tui.blog.document import Document


def test_a_new_post_follows_the_archetype(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "hugo.toml": 'timeZone = "Asia/Tokyo"',
            "archetypes/default.md": "+++\n# ours\n"
            'title = \'{{ replace .File.ContentBaseName "-" " " | title }}\'\n'
            "date = {{ .Date }}\ndraft = true\ntags = []\n+++\nbody of {{ .Name }}\n",
            "content/blog/a.md": "---\n---\n",
        },
    )
    path, data = site.new('A "New" Day', NOW)
    assert path == "content/blog/a-new-day.md"
    document = Document.split(data)
    assert document.format == "toml"
    assert document.values == {
        "title": 'A "New" Day',
        "date": "2026-03-01T21:00:00+09:00",
        "draft": True,
        "tags": [],
    }
    assert b"# ours" in data
    assert document.body.strip() == "body of a-new-day"


@pytest.mark.parametrize(
    "archetype", ["", "---\nx: {{ with .Site }}{{ end }}\n---\n", "---\nx: [\n---\n", "no front matter"]
)
def test_a_new_post_without_an_archetype_to_follow(tmp_path: Path, archetype: str) -> None:
    site = write(tmp_path, {"archetypes/default.md": archetype})
    path, data = site.new("日本語 の題", NOW)
    assert path == "content/日本語-の題.md"
    assert Document.split(data).values == {
        "title": "日本語 の題",
        "date": "2026-03-01T12:00:00+00:00",
        "draft": True,
    }
