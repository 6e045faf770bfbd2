"""Readings of the real posts."""

from __future__ import annotations

from pathlib import Path

from tui import reader
from tui.reader import Line, Reading
from tui.reader.reading import Dialect

SUFFIXES = {".md", ".mdx", ".markdown", ".html"}
JEKYLL = {"jekyll+jekyll", "mmistakes+minimal-mistakes"}
HUGO = {
    "adityatelange+hugo-PaperMod",
    "cncf+glossary",
    "dillonzq+LoveIt",
    "easonhan007+blogzh2025",
    "gohugoio+hugoDocs",
    "spiegel-im-spiegel+github-pages-env",
}


def some(corpus: Path, every: int) -> list[Path]:
    """Return every so many'th body of the corpus, always the same ones."""
    return sorted(path for path in corpus.rglob("*") if path.suffix in SUFFIXES)[::every]


def reading(path: Path) -> Reading:
    """Read a body the simple way: what follows the second fence of the front matter."""
    text = path.read_text("utf-8", errors="replace")
    line = 1
    for fence in ("---", "+++"):
        end = text.find(f"\n{fence}\n", 3)
        if text.startswith(f"{fence}\n") and end > 0:
            end += len(fence) + 2
            line, text = text.count("\n", 0, end) + 1, text[end:]
            break
    parts = set(path.parts)
    dialect: Dialect = "jekyll" if parts & JEKYLL else "hugo" if parts & HUGO else "plain"
    return Reading(str(path), text, line, dialect)


def render(post: Reading, width: int) -> list[Line]:
    """Return all lines of a reading."""
    return list(reader.render(post, width))
