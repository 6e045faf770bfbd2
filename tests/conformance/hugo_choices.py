"""What Hugo sites are made of by chance."""

# ruff: noqa: E501  lists of odd values are easier to see when they are not one below the other

from __future__ import annotations

TITLES = (
    "Hello", "A Longer Title", "こんにちは 世界", "C++ and C#", "a/b", "100% sure", "Ünïcödé", "dots...", "x: y", "emoji 😀 x",
    "“quoted”", "trailing ", "日本語", "1.10", "Back\\slash", "ＡＩ 全角", "don't", "مرحبا",
)  # fmt: skip
NAMES = (
    "post", "My Post", "2024-03-05-dated", "2024-02-30-no-day", "2031-01-01-later", "UPPER", "日本語", "a.b.c", "under_score",
    "two  spaces", "ünï", "x+y", "(par)", "@home", "20240101", "index-x", "one",
)  # fmt: skip
SLUGS = ("a-slug", "-trimmed-", "With Space", "日本", "a/b", "1.5", "UP", "")
DATES = (
    "2024-03-05", "2024-03-05T10:20:30Z", "2024-03-05T23:30:00+09:00", "2024-03-05 10:20:30", "2024-03-05 10:20:30 -0800",
    "2024-03-05T10:20:30", "2031-01-01", "2031-01-01T00:00:00Z", "2026-03-01T11:00:00Z", "2026-03-01T10:59:59Z",
    "2026-03-01T13:00:00Z", "15 Oct 2023", "Sun, 15 Oct 2023 10:30:00 EST", "Sun, 15 Oct 2023 10:30:00 +0530",
    "02 Jan 06 15:04 MST", "2024-03-10 02:30:00", "2024-03-31 02:30:00", "2024-11-03 01:30:00", "2024-10-27 02:30:00",
    "2024-03-05T10:20:30.123456Z", "2024-03-05 10:20:30 +0900 JST", "2026-03-01 20:00:00", "2026-03-01",
)  # fmt: skip
NO_DATES = (
    "2024-4-09",
    "2018-12-21 +0800",
    "2024-02-07:00:00Z",
    "Last Modified",
    "2024/01/02",
    "5 Oct 2023",
    "2024-02-30",
)
TERMS = ("AI", "投資", "two words", "C++", "ünï", "lower", "UPPER", "1.5", "x.y", "最新ニュース")
DATE_KEYS = (
    "date",
    "publishDate",
    "expiryDate",
    "lastmod",
    "pubdate",
    "published",
    "unpublishdate",
    "modified",
)
SECTIONS = (
    "",
    "posts",
    "blog",
    "Mixed Case",
    "posts/deep",
    "posts/deep/er",
    "news",
    "日本",
    "draft-zone",
    "styled/sub",
)
ZONES = ("", "Asia/Tokyo", "America/New_York", "Europe/Oslo", "Asia/Kolkata", "UTC")
PATTERNS = (
    "/:year/:month/:day/:slug/", "/:sections/:slug/", "/:section/:title/", "/p/:filename/", "/:slugorfilename", "/x/:contentbasename/",
    "/:2006/:01-:02/:slugorcontentbasename/", "/:year/:monthname/:weekday/:yearday/:slug/", "/a.b/:slug.html",
    "/:sections[1:]/:sections[last]/:title", "/esc\\:aped/:slug/",
)  # fmt: skip
PARTS = (
    "A paragraph of *some* words, with `code` and a [link](https://example.org/).",
    "日本語の文章です。全角文字が続きます。",
    "- one\n- two\n- three",
    "1. first\n2. second\n\n   more",
    "| a | b |\n|---|---|\n| c d | e |",
    "```python\nprint('hello world')\n```",
    "> quoted words\n> go on",
    "## A heading\n\ntext below",
    "![alt text](pic.png)",
    "text <b>bold</b> words <!-- hidden --> end",
    "<div>\nraw words\n</div>",
    "A note[^1].\n\n[^1]: The note itself.",
    "line one\nline two\\\nline three",
    "~~gone~~ **strong**",
    "- [ ] open\n- [x] done",
)
