"""What it costs to say what a generator would say, beside reading the front matter alone.

python -m tests.bench.facts [--posts N] [--seed N] [SITE ...]

Without sites, the posts of one generated site are measured as Hugo's, as Jekyll's and as no generator's.
Of fewer than a thousand posts the lines are still known from the run before, as on no first reading.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.sites import make
from tests.bench.table import Figure, Table, times
from tui.blog.index.reading import Reading, read_head
from tui.blog.sites import Site, Source, open_site
from tui.blog.sites.fields import values_of

RUNS = 20
TOGETHER = 16
"""Files that take each step before any takes the next, as in the index."""

GOAL = 25
"""Percent that the verdicts may add."""

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def measure(root: Path) -> tuple[Figure, Figure]:
    """Return what reading the front matter of a site's posts takes, and what their verdicts add to it."""
    site = open_site(root)
    paths = sorted(site.walk())
    groups = [paths[start : start + TOGETHER] for start in range(0, len(paths), TOGETHER)]

    def read() -> None:
        for group in groups:
            _read(site, group)

    def judge() -> None:
        for group in groups:
            _judge(site, group, _read(site, group))

    judge()  # what is worked out once for a site, or a folder, is no post's
    alone, both = [], []
    for _ in range(RUNS):  # in turns, so that what else the machine does falls on either
        alone += times(read, 1)
        both += times(judge, 1)
    each = 1000 / len(paths)
    return (
        Figure(f"{site.generator}: front matter read", min(alone) * each, "µs a post"),
        Figure(
            f"{site.generator}: verdicts, beside that",
            100 * (min(both) / min(alone) - 1),
            "%",
            goal=f"≤ {GOAL} %",
        ),
    )


def _read(site: Site, paths: list[str]) -> list[Reading]:
    readings = [read_head(f"{site.root}/{path}") for path in paths]
    for reading in readings:
        values_of(reading.document, core=site.reads_core)
    return readings


def _judge(site: Site, paths: list[str], readings: list[Reading]) -> None:
    for path, reading in zip(paths, readings, strict=True):
        site.post(Source(path, reading.document, reading.modified, whole=False), NOW)


def variants(hugo: Path) -> list[Path]:
    """Return a generated site with its posts laid out anew for Jekyll, and for no generator."""
    jekyll, plain = hugo.with_name("jekyll"), hugo.with_name("plain")
    for post in sorted((hugo / "content").rglob("*.md")):
        day = next(line for line in post.open() if line.startswith("date: ")).split()[1][:10]
        for place in (jekyll / f"_posts/{day[:4]}/{day}-{post.name}", plain / day[:4] / post.name):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(post, place)
    (jekyll / "_config.yml").write_text("title: Bench\npermalink: /:categories/:year/:title/\n")
    return [hugo, jekyll, plain]


def main() -> None:
    """Print a line for each site."""
    parser = argparse.ArgumentParser(description="Measure what verdicts add to reading.")
    parser.add_argument("sites", type=Path, nargs="*")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    gc.disable()
    table = Table("What is said of a post, beside reading it")
    with tempfile.TemporaryDirectory() as folder:
        for site in options.sites or variants(make(Path(folder) / "hugo", options.posts, options.seed)):
            table.figures.extend(measure(site.resolve()))
    print(table)


if __name__ == "__main__":
    main()
