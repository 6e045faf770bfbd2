"""Words, counted as Hugo counts them."""

from __future__ import annotations

from pathlib import Path

from tests.blog.sites.hugo.making import NOW, one, write
from tui.blog.document import Document
from tui.blog.sites.base import Source


def test_words(tmp_path: Path) -> None:
    body = "日本語です。 two words\n\n{{< x >}}\n\n<div>\nraw\n</div>\n"
    told = one(tmp_path / "a", f"---\nisCJKLanguage: true\n---\n{body}")
    assert (told.words, told.minutes) == (8, 1)
    site = one(
        tmp_path / "b",
        f"---\n---\n{body}",
        "hasCJKLanguage = true\n[markup.goldmark.renderer]\nunsafe = true",
    )
    assert site.words == 9
    assert one(tmp_path / "c", f"---\n---\n{body}").words == 3


def test_words_are_not_counted_in_the_head_of_a_file(tmp_path: Path) -> None:
    site = write(tmp_path, {})
    head = Source("content/a.md", Document.split(b"---\ntitle: x\n---\nwords"), 0.0, whole=False)
    assert site.post(head, NOW).words is None
