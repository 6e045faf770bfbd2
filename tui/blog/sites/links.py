"""Where links and pictures of a post lead, on any site, and how a title becomes a file's name."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tui.blog.post import Post


def local(target: str) -> str | None:
    """Return the path part of a link that stays on the site, decoded, or None for one that leaves it."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or "\0" in target:
        return None
    return unquote(parts.path)


def by_path(post: Post, target: str, posts: Mapping[str, Post], extensions: Iterable[str]) -> str | None:
    """Return the post whose file a link names, from the linking post's folder or from the root.

    Args:
        post: The post that holds the link.
        target: A path, as `local` returns it.
        posts: The site's posts by path.
        extensions: What may be missing at the path's end.
    """
    here = posixpath.dirname(post.path)
    for base in (here, ""):
        path = posixpath.normpath(posixpath.join(base, target.lstrip("/") if not base else target)).lstrip(
            "/"
        )
        for candidate in (path, *(f"{path}{extension}" for extension in extensions)):
            if candidate in posts:
                return candidate
    return None


def by_url(post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
    """Return the post that is built at an address, given from the root or from the post's own address."""
    wanted = _plain_url(posixpath.join(post.url or "/", target))
    return next(
        (path for path, other in posts.items() if other.url and _plain_url(other.url) == wanted), None
    )


def by_name(target: str, posts: Mapping[str, Post]) -> str | None:
    """Return the post that a wikilink names: by its path's end, its title or an alias, in any case."""
    wanted = target.partition("#")[0].partition("|")[0].strip().casefold()
    if not wanted:
        return None
    fallback = None
    for path, post in posts.items():
        stem = posixpath.splitext(path)[0].casefold()
        if stem == wanted or stem.endswith(f"/{wanted}") or path.casefold() == wanted:
            return path
        aliases = post.values.get("aliases")
        names = [post.title, *(aliases if isinstance(aliases, list) else [aliases])]
        if fallback is None and wanted in (name.casefold() for name in names if isinstance(name, str)):
            fallback = path
    return fallback


def picture(root: Path, post: Post, target: str, folders: Iterable[str] = ()) -> Path | None:
    """Return the file that a picture's address means, if it is one inside the root.

    Args:
        root: The site's folder, with links resolved.
        post: The post that shows the picture.
        target: The address as it is written.
        folders: Folders whose files are published at the site's root, such as `static`.
    """
    path = local(target)
    if not path:
        return None
    here = posixpath.dirname(post.path)
    bases = ["", *folders] if path.startswith("/") else [here, "", *folders]
    for base in bases:
        try:
            file = (root / base / path.lstrip("/")).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file
        except (OSError, ValueError):
            continue
    return None


def file_name(title: str) -> str:
    """Return a title as the name of a file and a part of an address: letters of any script are kept."""
    text = unicodedata.normalize("NFC", title).lower()
    return re.sub(r"[\W_]+", "-", text).strip("-")[:80].rstrip("-") or "untitled"


def _plain_url(url: str) -> str:
    """Return an address without what servers add or leave out at its end."""
    url = posixpath.normpath(unquote(url)).lstrip("/")
    return url.removesuffix(".html").removesuffix("/index").removesuffix("index")
