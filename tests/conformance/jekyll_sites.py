"""Sites to compare: the sample, real ones copied from the corpus, and generated ones."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve()
SAMPLE = HERE.parents[2] / "sample_content" / "jekyll"
SHARED = HERE.parents[3] / "shared"

SEEDS = 4
"""How many generated sites there are."""

POSTS = 150
"""How many posts each of them has."""


CORPUS = SHARED / "corpus"


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


ZONES = (
    None,
    "Asia/Tokyo",
    "America/New_York",
    "Europe/Berlin",
    "Pacific/Auckland",
    "America/St_Johns",
    "Asia/Kathmandu",
)
PERMALINKS = (
    None,
    "date",
    "pretty",
    "ordinal",
    "weekdate",
    "none",
    "/:year/:month/:day/:title/",
    "/blog/:categories/:title:output_ext",
    "/:collection/:name",
    "/:short_year/:i_month/:i_day/:slug.html",
    "/:w_year/W:week/:w_day/:short_day/:title/",
    "/:hour:minute:second/:slugified_categories/:title",
    "/:long_month/:y_day/:short_month/:long_day/:title",
    "/:path/",
    "/:month_:day/:title",
    "articles/:title",
)
FOLDERS = (
    *("_posts",) * 8,
    "_posts/sub",
    "_posts/sub/deep",
    "_posts/_hidden",
    "_posts/sub/_odd",
    "_posts/excluded",
    "blog/_posts",
    "blog/日本/_posts",
    "Es/Old News/_posts",
    "_other/_posts",
    "_pages/_posts",
    "_drafts",
    "_drafts/later",
    "blog/_drafts",
    "_docs",
    "_docs/guide",
    "_notes",
    "_quiet",
    ".",
    "about",
    "_pages",
    "_other",
)
DATES_IN_NAMES = (
    *("2024-01-02", "2023-12-31", "2024-02-29", "2025-06-15", "2026-02-28", "2026-03-01") * 2,
    "2026-03-02",
    "2027-05-05",
    "2024-1-2",
    "24-01-02",
    "99-12-31",
    "",
)
SLUGS = (
    "hello-world",
    "Hello World",
    "日本語の記事",
    "カタカナ・記事",
    "a.b.c",
    "trailing...",
    "ÜBER-straße",
    "under_score",
    "c++-&-co",
    "hash-#1",
    "50%-off",
    "Σίσυφος",
    "x--y",
    "-lead-and-trail-",
    "emoji-😀-ok",
    "(parens)",
    "what-why?",
    "semi;colon",
    "at@sign",
    "cafe\u0301",
    "عربي",
    "हिन्दी",
    "tilde~",
    "[brackets]",
    "½-Ⅳ-²",
)
EXTENSIONS = (*(".md",) * 6, ".markdown", ".mkd", ".html", ".txt", ".textile", ".MD")
TITLES = (
    "title: A plain title",
    'title: "Quoted: with colon"',
    "title: 日本語のタイトル",
    "title: 2024",
    "title: 1.5",
    "title:",
    "title: false",
    "title: true",
    "title: >\n  folded\n  title",
    "title: ''",
    "",
    "",
)
DATES = (
    "date: 2024-01-02",
    "date: 2024-1-2",
    "date: 2026-01-31 16:48:29 +0000",
    "date: 2026-01-31 16:48:29 +0900",
    "date: 2026-01-31 16:48:29",
    "date: '2026-01-31 16:48:29'",
    "date: 2026-01-31 16:48",
    "date: '2026-01-31 16:48 +0100'",
    "date: 2026-01-31T16:48:29Z",
    "date: 2026-01-31T16:48:29+09:00",
    "date: 2026-01-31T16:48:29.123456+09:00",
    "date: 2026-01-31 16:48:29 JST",
    "date: 2026-01-31 16:48:29 EST",
    "date: Sat, 31 Jan 2026 16:48:29 +0000",
    "date: 31 Jan 2026",
    "date: January 31, 2026",
    "date: 2026/01/31",
    "date: 2026/1/31 7:05",
    "date: 31/1/2026",
    "date: 20260131",
    "date: '20260131'",
    "date: 2018-12-21 +0800",
    "date: 2024-4-09",
    "date: 2026-02-30",
    "date: 2026-02-28 24:00:00",
    "date: 2027-01-01 00:00:00 +0000",
    "date: 2026-03-01 20:00:00 +0900",
    "date: 2026-03-01 22:00:00 +0900",
    "date: 2026-03-01 11:59:59 +0000",
    "date: 2026-03-01 12:00:01 +0000",
    "date: 2026-01-31 16:48:29 +9",
    "date: 2026-01-31 4:48 PM",
    *("",) * 20,
)
CATEGORIES = (
    "categories: one two",
    "categories: [One, Two Words]",
    "categories:\n- あ\n- い",
    "categories: 'one, two'",
    "categories:",
    "categories: []",
    "categories: [2024, x]",
    "category: single one",
    "category: [a, b]",
    "category: Sport\ncategories: [news]",
    "categories: full　width",
    "categories: [a/b, 'c: d', 'e?f']",
    "categories: [blog, Blog]",
    *("",) * 8,
)
TAGS = (
    "tags: a b",
    "tags: a, b",
    "tags: [AI, 最新ニュース, two words]",
    "tags:\n  - x\n  - y\n  - x",
    "tag: one thing",
    "tag: one\ntags: [two]",
    "tags:",
    "tags: [1, 2.5, true]",
    "tags: [[a, b], c]",
    "tags: 2024",
    *("",) * 8,
)
HARD_DATES = (
    "",
    "''",
    "2014",
    "2024-02-07:00:00Z",
    "Last Modified",
    "2026-02-30 10:00:00",
    "2026-02-31",
    "2026-02-32",
    "2026-13-01",
    "2026-02-28 25:00:00",
    "2026-02-28 23:60:00",
    "2026-02-28 24:30:00",
    "12/31/2020",
    "31/12/2020",
    "2020-01",
    "1.5",
    "1700000000",
    "true",
    "{a: 1}",
    "2020年1月2日",
    "2026-01-31 16:48:29 CET",
    "2026-01-31 16:48:29 PDT",
    "'2026-01-31 16:48:29 +09:00'",
    "2026-01-31 16:48:29.5",
    "2026-01-31T16:48",
    "2026-01-31T16:48Z",
    "2026-01-31T16:48:29+0900",
    "2026-01-31 04:48:29 pm",
    "31 January 2026 16:48",
    "31-Jan-2026",
    "Jan 31 2026",
    "Sat Jan 31 16:48:29 2026",
    "Sat Jan 31 16:48:29 +0900 2026",
    "'{{ date }}'",
    "2026.01.31",
    "20260131T164829Z",
    "2026-W05-6",
    "2026-03-29 02:30:00 ",
    "'2026-03-29 02:30:00'",
    "'2025-10-26 02:30:00'",
)
"""What may stand behind `date:`; Jekyll stops at some."""

ODD_DATES = ("2026-031", "+002026-01-31", "[2026-01-01]", "9999-12-31 23:59:59 -1200")
"""What Ruby finds a date in, and postdesk knowingly does not: nobody writes these."""

OTHERS = (
    "published: false",
    "published: true",
    "published:",
    "published: 'false'",
    "draft: true",
    "permalink: /fixed/",
    "permalink: /fixed/page.html",
    "permalink: fixed",
    "permalink: /:year/:title/",
    "permalink: /日本語/:slug/",
    "permalink: /a/../b/./c//d/",
    "slug: own-slug",
    "slug: Own Slug!",
    "slug: 日本 語",
    *("",) * 40,
)
DEFAULTS: tuple[dict[str, dict[str, Any]], ...] = (
    {"scope": {"path": ""}, "values": {"layout": "default", "lang": "ja"}},
    {"scope": {"path": "", "type": "posts"}, "values": {"author": "me", "categories": "from defaults"}},
    {"scope": {"path": "_posts/sub"}, "values": {"tags": ["sub"], "category": "subbed"}},
    {"scope": {"path": "_posts/sub/*"}, "values": {"tags": "globbed"}},
    {"scope": {"path": "blog/**/_posts"}, "values": {"categories": ["deep"]}},
    {"scope": {"path": "blog"}, "values": {"permalink": "/b/:title/"}},
    {"scope": {"path": "all/_posts"}, "values": {"categories": ["all"]}},
    {"scope": {"path": "all/*"}, "values": {"tags": ["everything"]}},
    {"scope": {"path": "_docs", "type": "docs"}, "values": {"title": "A default title"}},
    {"scope": {"path": "_drafts"}, "values": {"published": False}},
    {"scope": {"path": "_posts", "type": "post"}, "values": {"permalink": "/p/:year/:title/"}},
    {"scope": {"path": "_notes"}, "values": {"date": "2020-02-02 10:00:00 +0000"}},
    {"scope": {"path": "", "type": "posts"}, "values": {"everywhere": True, "tags": ["all"]}},
)


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
        config.pop(
            "limit_posts", None
        )  # Jekyll has no order for undated drafts then: it never asks their date
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
