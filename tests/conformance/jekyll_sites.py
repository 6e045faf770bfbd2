"""Sites to compare: the sample, real ones copied from the corpus, and generated ones."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from tests.conformance.jekyll_choices import (
    CATEGORIES,
    DATES,
    DATES_IN_NAMES,
    DEFAULTS,
    EXTENSIONS,
    FOLDERS,
    OTHERS,
    PERMALINKS,
    SLUGS,
    TAGS,
    TITLES,
    ZONES,
)

HERE = Path(__file__).resolve()
SAMPLE = HERE.parents[2] / "sample_content" / "jekyll"
SHARED = HERE.parents[3] / "shared"
CORPUS = SHARED / "corpus"

SEEDS = 4
"""How many generated sites there are."""

POSTS = 150
"""How many posts each of them has."""


def sites() -> dict[str, Callable[[Path], Path]]:
    """Return each site that is there by name: what makes it, anew, in a folder that isn't."""
    found: dict[str, Callable[[Path], Path]] = {}
    for name, original in {
        "sample_content": SAMPLE,
        "jekyll docs": CORPUS / "jekyll+jekyll" / "docs",
        "jekyll test/source": CORPUS / "jekyll+jekyll" / "test" / "source",
        "minimal-mistakes test": CORPUS / "mmistakes+minimal-mistakes" / "test",
    }.items():
        if original.is_dir():
            found[name] = partial(copied, original)
    if (SHARED / "seeds").is_dir():
        found["seeds"] = seeds
    for seed in range(SEEDS):
        found[f"generated {seed}"] = partial(generated, seed)
    return found


def copied(original: Path, root: Path) -> Path:
    """Copy a site, so that it may be written to."""
    shutil.copytree(original, root)
    for place in (root, *root.rglob("*")):
        place.chmod(0o755)
    return root


def seeds(root: Path) -> Path:
    """Make a site of the three seeds that are Jekyll's."""
    posts = root / "_posts"
    posts.mkdir(parents=True)
    (root / "_config.yml").write_text("timezone: Asia/Tokyo\n", "utf-8")
    for number, day in enumerate(("2026-01-31", "2025-11-30", "2025-11-02"), start=1):
        (file,) = (SHARED / "seeds").glob(f"00{number}_*.md")
        (posts / f"{day}-seed-{number}.md").write_bytes(file.read_bytes())
    return root


def generated(seed: int, root: Path) -> Path:
    """Make a site by chance, the same for the same seed."""
    chance = random.Random(seed)
    root.mkdir(parents=True)
    config = _config(chance)
    (root / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    for _ in range(POSTS):
        inside = config.get("collections_dir", "") if chance.random() < 0.8 else ""
        folder = root / str(inside) / chance.choice(FOLDERS)
        slug, day = chance.choice(SLUGS), chance.choice(DATES_IN_NAMES)
        name = f"{day}-{slug}" if day and chance.random() < 0.95 else slug
        file = folder / f"{name}{chance.choice(EXTENSIONS)}"
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_post(chance).encode())
        os.utime(file, (1_700_000_000 + chance.randrange(10**8),) * 2)
    return root


def _config(chance: random.Random) -> dict[str, object]:
    drawn = chance.sample(DEFAULTS, chance.randrange(6))
    config: dict[str, object] = {
        "collections": {
            "docs": {"output": True},
            "notes": {"output": True, "permalink": "/n/:year/:name:output_ext"},
            "quiet": {},
        },
        "defaults": drawn,
        "exclude": ["_posts/excluded", "README.md", "abo*t/x*"],
    }
    for key, values in {
        "timezone": ZONES,
        "permalink": PERMALINKS,
        "future": (None, None, True, False),
        "baseurl": (None, "/blog"),
        "include": (None, ["_pages"]),
        "limit_posts": (None, None, None, 20),
        "collections_dir": (None, None, "all"),
    }.items():
        value = chance.choice(values)
        if value is not None:
            config[key] = value
    if config.get("future"):
        # Jekyll has no order for undated drafts then: it never asks their date
        config.pop("limit_posts", None)
    if "collections_dir" in config:  # Jekyll's globs then match by files outside of it, which are no posts
        config["defaults"] = [default for default in drawn if "*" not in default["scope"]["path"]]
    return config


def _post(chance: random.Random) -> str:
    if chance.random() < 0.03:
        return "No front matter at all.\n"
    fields = [chance.choice(choices) for choices in (TITLES, DATES, CATEGORIES, TAGS, OTHERS)]
    chance.shuffle(fields)
    end = "..." if chance.random() < 0.05 else "---"
    text = "\n".join(["---", *(field for field in fields if field), end, "", "Text of the post.", ""])
    if chance.random() < 0.05:
        text = text.replace("\n", "\r\n")
    return f"\ufeff{text}" if chance.random() < 0.03 else text


def dated(text: str, root: Path) -> Path:
    """Make a site of one post, with a text as its date."""
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("timezone: Europe/Berlin\nfuture: true\n", "utf-8")
    (root / "_posts" / "2026-01-31-one.md").write_text(f"---\ndate: {text}\n---\n", "utf-8")
    return root
