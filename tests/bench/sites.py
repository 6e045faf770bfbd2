"""Hugo sites of any size, made by a seed from real paragraphs and titles.

python -m tests.bench.sites FOLDER [--posts N] [--seed N]
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from tui.blog.document import Document

HERE = Path(__file__).resolve()
SOURCES = (HERE.parents[3] / "shared/corpus", HERE.parents[2] / "sample_content")
"""Where texts are taken from: the first folder that exists."""

TERMS = 400
CATEGORIES = 20
BYTES = 9000
"""Of a body, in the middle; half of them are within a half and the double of it."""

_FIRST = datetime(2010, 1, 1, tzinfo=UTC)
_DAYS = 5800
_LONG_AGO = 1_600_000_000


def make(folder: Path, posts: int, seed: int = 5) -> Path:
    """Make a site and return its folder.

    Args:
        folder: Where it is to be; not there yet.
        posts: How many posts.
        seed: The same seed, sources and number make the same site.
    """
    chance = random.Random(seed)
    titles, paragraphs = _material()
    terms = sorted({word for title in titles for word in title.split() if 1 < len(word) < 20})
    terms = chance.sample(terms, min(TERMS, len(terms)))
    weights = list(accumulate(1 / rank for rank in range(1, len(terms) + 1)))
    folder.mkdir(parents=True)
    (folder / "hugo.toml").write_text(
        'title = "Bench"\nbaseURL = "https://example.org/"\nbuildFuture = true\n'
    )
    for number in range(posts):
        date = _FIRST + timedelta(days=chance.randrange(_DAYS), minutes=chance.randrange(1440))
        values = {
            "title": f"{chance.choice(titles)} {number}",
            "date": date.isoformat(timespec="seconds"),
            "draft": chance.random() < 0.03,
            "tags": sorted(set(chance.choices(terms, cum_weights=weights, k=chance.randrange(1, 6)))),
            "categories": [f"category {chance.randrange(CATEGORIES)}"],
            "description": chance.choice(titles),
            "cover": {"image": f"/images/{number}.png", "alt": chance.choice(titles)},
            "weight": chance.randrange(100),
        }
        language = chance.choice(list(paragraphs))
        path = folder / f"content/posts/{date.year}/{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_block(values) + _body(chance, paragraphs[language]), encoding="utf-8")
        os.utime(path, (_LONG_AGO, _LONG_AGO))  # a file just written is read again, to be sure
    return folder


def _block(values: dict[str, object]) -> str:
    """Write front matter as people do, a mapping over several lines."""
    lines = ["---"]
    for key, value in values.items():
        if isinstance(value, dict):
            lines += [
                f"{key}:",
                *(f"  {name}: {json.dumps(one, ensure_ascii=False)}" for name, one in value.items()),
            ]
        elif key == "date":
            lines.append(f"{key}: {value}")
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, "---", ""])


def _body(chance: random.Random, paragraphs: list[str]) -> str:
    size, wanted = 0, chance.lognormvariate(0, 1) * BYTES
    chosen = []
    while size < wanted:
        chosen.append(chance.choice(paragraphs))
        size += len(chosen[-1].encode())
    return "\n\n".join(chosen) + "\n"


def _material() -> tuple[list[str], dict[str, list[str]]]:
    """Return titles, and paragraphs by language as far as letters tell."""
    source = next(folder for folder in SOURCES if folder.is_dir())
    titles: dict[str, None] = {}
    paragraphs: dict[str, list[str]] = {}
    for path in sorted(source.rglob("*.md")):
        document = Document.split(path.read_bytes())
        body = document.body.replace("\r\n", "\n")
        if document.problem or not document.format:
            continue
        for paragraph in body.split("\n\n"):
            text = paragraph.strip()
            if text.startswith("#"):
                titles[text.lstrip("# ").split("\n")[0][:60]] = None
            elif 40 < len(text) < 2000 and not set(text) & set("{<`|"):
                paragraphs.setdefault(_language(text), []).append(text)
    return sorted(filter(None, titles)), {name: some for name, some in paragraphs.items() if len(some) > 20}


def _language(text: str) -> str:
    """Return the script that sets a text's language apart."""
    for name, first, last in _scripts():
        if any(first <= char <= last for char in text):
            return name
    return "latin"


def _scripts() -> Iterator[tuple[str, str, str]]:
    yield "japanese", "\u3041", "\u30ff"
    yield "chinese", "\u4e00", "\u9fff"
    yield "korean", "\uac00", "\ud7af"
    yield "arabic", "\u0600", "\u06ff"
    yield "cyrillic", "\u0400", "\u04ff"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make a Hugo site from real paragraphs.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    make(options.folder, options.posts, options.seed)
