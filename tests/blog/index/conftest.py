from __future__ import annotations

from pathlib import Path

import pytest

from tests.blog.index.making import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a plain site of six posts, one of them too long to be read whole at first."""
    site = tmp_path / "site"
    for number in range(5):
        write(
            site / f"posts/{number}.md",
            f"title: Post {number}\ntags: [t{number % 2}]\ndate: 2026-01-0{number + 1}",
        )
    write(site / "posts/long.md", "title: Long\ndate: 2025-01-01", "word " * 2000)
    return site
