"""New posts, as the archetype of a site makes them.

An archetype is a Go template, which nothing here runs. The few expressions that nearly all of
them are made of are understood; one with others is not followed, and a plain post is made.
See https://gohugo.io/content-management/archetypes/.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from tui.blog.document import Document
from tui.blog.edits import Edit, Set
from tui.blog.errors import BlogError
from tui.blog.files import read
from tui.blog.sites.hugo.settings import Settings
from tui.blog.sites.links import file_name
from tui.blog.values import DateText, look_up

SECTIONS = ("posts", "post", "blog", "articles", "article", "news")
"""Names of folders for posts, the most usual first."""

_ACTION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_NAME = re.compile(
    r"\.(?:Name|File\.ContentBaseName|File\.BaseFileName|TranslationBaseName|File\.TranslationBaseName)"
)


def new_post(root: Path, settings: Settings, title: str, now: datetime) -> tuple[str, bytes]:
    """Return the path and the bytes of a new post."""
    language = settings.languages[settings.default]
    mount = next(
        (m for m in settings.mounts if m.language == settings.default and not m.target), settings.mounts[-1]
    )
    section = _section(root / mount.source, settings.main_sections)
    name = file_name(title)
    folder = "/".join(part for part in (mount.source, section) if part and part != ".")
    date = DateText(now.astimezone(language.zone).isoformat(timespec="seconds"))
    template, end = _archetype(root / settings.archetypes, section)
    document = _followed(template, name, date)
    edits: list[Edit] = [Set(("title",), title), Set(("date",), date)]
    if look_up(document.values, ("draft",), fold=True) is None:
        edits.append(Set(("draft",), True))
    return f"{folder}/{name}{end}", document.edit(*edits, format="yaml", fold=True).data


def _section(content: Path, declared: tuple[str, ...]) -> str:
    """Return the section that new posts go to, or an empty text for the content's own folder."""
    return next((name for name in (*declared, *SECTIONS) if (content / name).is_dir()), "")


def _archetype(folder: Path, section: str) -> tuple[str, str]:
    """Return the text of the archetype of a section, and what ends the name of a post made of it."""
    for file, end in (
        (f"{section}/index.md", "/index.md"),
        (f"{section}.md", ".md"),
        ("default/index.md", "/index.md"),
        ("default.md", ".md"),
    ):
        try:
            return read(folder / file).decode("utf-8-sig"), end
        except (BlogError, UnicodeDecodeError):
            continue
    return "", ".md"


def _followed(template: str, name: str, date: str) -> Document:
    """Return what an archetype makes, or an empty document if it can't be told."""
    text = _ACTION.sub(lambda match: _value(match[1], name, date), template)
    document = Document.split(text.encode())
    try:
        return document if "{{" not in text and document.problem is None and document.values else _EMPTY
    except BlogError:
        return _EMPTY


def _value(action: str, name: str, date: str) -> str:
    """Return what an action of a template gives, or the action itself if that is not known."""
    if action in (".Date", "now") or action.startswith(
        (".Date |", "now.Format", ".Date.Format", "dateFormat")
    ):
        return date
    if _NAME.search(action):
        words = name.replace("-", " ")
        return words.title() if "title" in action else words if "replace" in action else name
    return f"{{{{ {action} }}}}"


_EMPTY = Document.split(b"")
