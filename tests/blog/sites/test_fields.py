"""Where a key stands, found without reading the block."""

from __future__ import annotations

import pytest

from tui.blog.document import Document
from tui.blog.sites.fields import line_of_key


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: a\ndate: b\n---\n", 3),
        ("\ufeff\n---\r\n# date: no\r\n'date' : b\r\n---\r\n", 4),
        ("+++\ndates = 1\ndate=2\n+++\n", 3),
        ('{\n  "a": 1, "dates": 2,\n  "date": 3}\n', 3),
        ("---\na:\n  date: b\n---\n", None),
        ("---\nDate: a\n---\n", None),
        ("no front matter\ndate: a\n", None),
    ],
)
def test_the_line_of_a_key_at_the_top(text: str, line: int | None) -> None:
    assert line_of_key(Document.split(text.encode()), "date") == line


def test_a_key_in_any_case() -> None:
    assert line_of_key(Document.split(b"---\n\nDate: a\n---\n"), "date", fold=True) == 3
