"""What makes a post public or takes it back, and what another name means: edits, and a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.blog.edits import Edit, Set
from tui.blog.errors import Refused
from tui.blog.post import Post
from tui.blog.values import locate

_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]")


@dataclass(frozen=True, slots=True)
class Move:
    """What is to happen to a post's file."""

    path: str
    """Where it is to be, from the site's root; where it is already, if it stays."""

    edits: tuple[Edit, ...] = ()


def renamed(post: Post, name: str, suffix: str, *, fold: bool = False) -> Move:
    """Return what gives a post another name: of its file, after its date, and of its slug if it has one.

    Args:
        post: The post.
        name: The new name, without date and suffix.
        suffix: What stays at the end of the file's name, such as `.fr.md`.
        fold: Whether keys match in any case.

    Raises:
        Refused: It is no name for a file.
    """
    if not name.strip() or name != name.strip() or name[0] in "._~#" or not name.isprintable():
        raise Refused("that is no name for a post", cause="name", path=post.path)
    if "/" in name or "\\" in name:
        raise Refused("a name leads into no folder", cause="name", path=post.path)
    folder, slash, file = post.path.rpartition("/")
    date = _DATE.match(file)
    path = f"{folder}{slash}{date[0] if date else ''}{name}{suffix}"
    slug = locate(post.values, ("slug",), fold=fold)
    return Move(path, (Set(slug, name),) if slug else ())
