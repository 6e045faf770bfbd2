"""Ten common tasks, and the keys they take: here, in hike with vim, in Front Matter CMS.

Ours and vim's are pressed by `test_keystrokes.py` and must leave the same front matter on disk. Those of
Front Matter CMS are counted from its documentation (https://frontmatter.codes/docs/panel), a click as one,
from its content dashboard with the panel open; nobody pressed them. Hike is counted from the post being
read: F5 opens the editor, and ctrl+l, down and enter open the next post.

`python -m tests.ui.keystrokes` prints the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

POST, NEXT, LAST = "content/posts/a.md", "content/posts/b.md", "content/posts/c.md"

EDIT_IN_HIKE = 1
NEXT_IN_HIKE = 3
"""Keys from one post in hike to the next of its local browser."""

FILES = {
    "hugo.toml": 'title = "わたしのブログ"\ntimeZone = "Asia/Tokyo"\n',
    POST: '---\ntitle: "AmazonとGoogleの設備投資"\ndate: 2026-02-06T09:00:00+09:00\ndraft: true\n'
    "tags: [AI, 投資]\ncover:\n  image: /images/og-default.png\n---\n本文\n",
    NEXT: '---\ntitle: "チップの話"\ndate: 2026-02-05T09:00:00+09:00\ndraft: false\n'
    "tags: [AI]\ncover:\n  image: /images/og-default.png\n---\n本文\n",
    LAST: '---\ntitle: "来年の投資"\ndate: 2026-02-04T09:00:00+09:00\ndraft: false\n'
    "tags: [投資]\ncover:\n  image: /images/og-default.png\n---\n本文\n",
    "content/posts/d.md": '---\ntitle: "速報"\ndate: 2025-12-01\ntags: [速報, AI]\n---\n本文\n',
    "static/images/og-default.png": "",
    "static/images/tokyo-tower.png": "",
}
"""The site that the tasks are done in; the newest post is the first of the list."""


@dataclass(frozen=True)
class Task:
    """Something that people do often."""

    name: str
    ours: str
    """Our keys, apart by spaces."""

    vim: dict[str, str]
    """By post, the keys in vim; `<Esc>` and `<CR>` are one key each."""

    clicks: tuple[str, ...]
    """The steps in Front Matter CMS."""

    @property
    def hike(self) -> int:
        """How many keys it takes in hike."""
        keys = sum(len(keys.replace("<Esc>", "\x1b").replace("<CR>", "\r")) for keys in self.vim.values())
        return keys + EDIT_IN_HIKE * len(self.vim) + NEXT_IN_HIKE * (len(self.vim) - 1)


_ADD = "/]<CR>i, 速報<Esc>ZZ"
_TITLE = "j$i新<Esc>ZZ"
TASKS = (
    Task(
        "add a term that other posts have",
        "t 速 enter enter",
        {POST: _ADD},
        ("card", "tags", "速", "enter", "save"),
    ),
    Task(
        "drop a term",
        "t 投 enter enter",
        {POST: "/, 投<CR>dt]ZZ"},
        ("card", "its cross", "save"),
    ),
    Task(
        "publish a draft",
        "d",
        {POST: "/true<CR>cwfalse<Esc>ZZ"},
        ("card", "draft", "save"),
    ),
    Task(
        "put a character at the title's end",
        "f end 新 ctrl+s",
        {POST: _TITLE},
        ("card", "title", "end", "新", "save"),
    ),
    Task(
        "move the date a day on",
        "f tab shift+up ctrl+s",
        {POST: "/06T<CR>lr7ZZ"},
        ("card", "date", "the day", "save"),
    ),
    Task(
        "write a description of seven characters",
        "f up up 設 備 投 資 を 読 む ctrl+s",
        {POST: "/cover<CR>Odescription: 設備投資を読む<Esc>ZZ"},
        ("card", "description", *"設備投資を読む", "save"),
    ),
    Task(
        "give a slug made of the title",
        "f ctrl+n s enter ctrl+s",
        {POST: "/cover<CR>Oslug: amazon-google<Esc>ZZ"},
        ("card", "optimize slug", "save"),
    ),
    Task(
        "choose another of the site's pictures",
        "f up f4 t o enter ctrl+s",
        {POST: "/og-<CR>Ctokyo-tower.png<Esc>ZZ"},
        ("card", "image", "the picture", "insert", "save"),
    ),
    Task(
        "add a term to three posts",
        "space space space t 速 enter enter enter",
        {POST: _ADD, NEXT: _ADD, LAST: _ADD},
        ("taxonomies", "tag content", "a", "b", "c", "save"),
    ),
    Task(
        "change the titles of two posts in turn",
        "f end 新 ctrl+s f8 end 新 ctrl+s",
        {POST: _TITLE, NEXT: _TITLE},
        ("card", "title", "end", "新", "save", "dashboard", "card", "title", "end", "新", "save"),
    ),
)


def make_site(root: Path) -> Path:
    """Write the site."""
    for name, text in FILES.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return root


def table() -> str:
    """Return the counts as a table of Markdown."""
    rows = [(task.name, len(task.ours.split()), task.hike, len(task.clicks)) for task in TASKS]
    totals = [sum(column) for column in list(zip(*(row[1:] for row in rows), strict=True))]
    lines = [f"| {' | '.join(map(str, row))} |" for row in (*rows, ("all ten", *totals))]
    head = "| task | postdesk | hike + vim | Front Matter CMS (from its docs) |\n|---|--:|--:|--:|"
    return "\n".join([head, *lines])


if __name__ == "__main__":
    print(table())
