"""A site of a stranger's, with what a terminal obeys in all its names and texts."""

from __future__ import annotations

from pathlib import Path

from tests.ui.browsing import make_site

NAME = "na\x1b]0;me\x07\x9b\u202e"
TOML = NAME.encode("unicode-escape").decode().replace("\\x", "\\u00")
YAML = NAME.encode("unicode-escape").decode()

POST = f"""---
title: "{YAML}"
"ke{YAML}": "{YAML}"
tags: ["{YAML}"]
"serie{YAML}": ["{YAML}"]
slug: "{YAML}"
image: "{YAML}.png"
---
## {NAME}

{NAME} ![{NAME}](b{NAME}.png) [l{NAME}](http://x{NAME}/) `{NAME}` {{{{< {NAME} >}}}}
"""


def make_hostile_site(folder: Path) -> Path:
    """Write a Hugo site of that name, with some posts of others, and return its root."""
    root = folder / NAME
    root.mkdir()
    make_site(root)
    taxonomies = f'[taxonomies]\n"serie{TOML}" = "serie{TOML}"\ntag = "tags"\n'
    (root / "hugo.toml").write_text(f'title = "{TOML}"\nbaseURL = "https://blog.example/"\n{taxonomies}')
    (root / "content" / "posts" / f"{NAME}.md").write_text(POST)
    (root / ".postdesk.toml").write_text(f'[views]\n"{TOML}" = "na"\n')
    return root
