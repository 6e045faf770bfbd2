"""What a file is to Jekyll, told by its path: post, draft, document of a collection, page, or nothing.

https://jekyllrb.com/docs/structure/, https://jekyllrb.com/docs/posts/ and, for `include` and
`exclude`, https://jekyllrb.com/docs/configuration/options/#global-configuration.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from typing import Literal, NamedTuple

import msgspec

from tui.blog.sites.jekyll.config import Config

Kind = Literal["post", "draft", "undated", "document", "page"]

_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)", re.DOTALL)
_UNDATED = re.compile(r"(.*)(\.[^.]+)", re.DOTALL)
_WILD = frozenset("*?[")
_SPECIAL = (".", "_", "#", "~")
_TEXTS = (".html", ".htm", ".xhtml", ".textile", ".txt", ".adoc", ".asciidoc", ".org", ".rst")
_MEDIA = (
    *(".apng", ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm", ".gz", ".pdf", ".tar", ".zip"),
    *(".css", ".js", ".json", ".map", ".scss", ".xml", ".yaml", ".yml"),
)
_NEVER = frozenset({"node_modules", "_site", ".git", ".jekyll-cache", ".sass-cache"})


class Place(msgspec.Struct, frozen=True):
    """What a file is."""

    kind: Kind
    label: str
    """The collection: `posts` for posts and drafts, empty for a page."""

    relative: str
    """The path as Jekyll has it: from the source, or from the folder of the collections."""

    date: str = ""
    """The date in the file's name."""

    slug: str = ""
    """The file's name without date and extension."""

    extension: str = ""
    folders: tuple[str, ...] = ()
    """The folders above `_posts` or `_drafts`: the first categories."""

    @property
    def stem(self) -> str:
        """The file's name with its date, without its extension."""
        return self.relative.rpartition("/")[2].removesuffix(self.extension).rstrip(".")

    @property
    def inner(self) -> str:
        """The path within the collection, without the extension: Jekyll's `:path`."""
        folder = f"_{self.label}"
        return self.relative.removesuffix(self.extension).replace(folder, "", 1).rstrip(".")


class _Holder(NamedTuple):
    """What holds the files of a folder."""

    name: str
    """`_posts`, `_drafts`, the label of a collection, `page`, or `nothing`."""

    start: int
    """Where the part inside it begins in their paths from the source."""

    above: tuple[str, ...]
    """The folders above `_posts` or `_drafts`."""


class Places:
    """Tells what the files of a site are."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._passed: dict[str, bool] = {}
        self._holders: dict[str, _Holder] = {}
        self._included = _matcher(config.include)
        self._excluded = _matcher(config.exclude)

    def enters(self, folder: str) -> bool:
        """Tell whether Jekyll looks into a folder, given from the site's root."""
        if folder.rpartition("/")[2] in _NEVER:
            return False
        source = self._config.source
        if source and f"{folder}/" != source and not folder.startswith(source):
            return source.startswith(f"{folder}/")
        inner = f"{folder}/"[len(source) :]
        return not inner or inner == self._config.collections_dir or self._holder(inner)[0] != "nothing"

    def at(self, path: str) -> Place | None:
        """Return what the file at a path from the site's root is, or None for nothing that is listed."""
        source = self._config.source
        if not path.startswith(source):
            return None
        path = path[len(source) :]
        folder, slash, name = path.rpartition("/")
        holder, start, above = self._held(folder + slash)
        if holder == "nothing" or not self._listed(holder, path, path[start:]):
            return None
        relative = path if holder == "page" else path.removeprefix(self._config.collections_dir)
        date = ""
        if match := _DATED.fullmatch(name):
            date, slug, extension = match.groups()
        elif match := _UNDATED.fullmatch(name):
            slug, extension = match.groups()
        else:
            slug, extension = name, ""
        slug = slug.rstrip(".")
        match holder:
            case "_posts" | "_drafts":
                kind: Kind = "draft" if holder == "_drafts" else "post" if date else "undated"
                return Place(kind, "posts", relative, date, slug, extension, above)
            case "page":
                return Place("page", "", relative, date, slug, extension)
            case label:
                return Place("document", label, relative, date, slug, extension)

    def listed(self, folder: str, names: list[str]) -> list[str]:
        """Return which files of a folder, given from the site's root, are listed."""
        source = self._config.source
        path = f"{folder}/" if folder else ""
        if not path.startswith(source):
            return []
        path = path[len(source) :]
        holder, start, _ = self._held(path)
        if holder == "nothing":
            return []
        lead = path[start:]
        return [name for name in names if self._listed(holder, path + name, lead + name)]

    def _held(self, folder: str) -> _Holder:
        """Return what holds the files of a folder, given with a slash at its end; looked for once."""
        if folder not in self._holders:
            name, start = self._holder(folder)
            above = folder.removeprefix(self._config.collections_dir).partition(name)[0]
            self._holders[folder] = _Holder(name, start, tuple(filter(None, above.split("/"))))
        return self._holders[folder]

    def _holder(self, path: str) -> tuple[str, int]:
        """Return what holds a path from the source, and where the part inside it begins.

        That is `_posts`, `_drafts`, the label of a collection, `page`, or `nothing`.
        """
        inner = path.removeprefix(self._config.collections_dir)
        in_collections = len(inner) < len(path) or not self._config.collections_dir
        if in_collections and inner.startswith("_"):
            label = inner.partition("/")[0][1:]
            if label in self._config.collections and label not in ("posts", "data"):
                return label, len(path) - len(inner) + len(label) + 2
        start = 0
        while (end := path.find("/", start)) >= 0:
            name = path[start:end]
            if name in ("_posts", "_drafts"):
                inside = in_collections or not self._config.collections_dir
                return (name, end + 1) if inside else ("nothing", 0)
            if not self._passes(path[:end], name):
                return "nothing", 0
            start = end + 1
        return "page", start

    def _listed(self, holder: str, path: str, entry: str) -> bool:
        """Tell whether a file is listed, given its path from the source and from what holds it."""
        name = entry.rpartition("/")[2]
        if not name or "/." in f"/{entry}":
            return False
        lower = name.lower()
        if holder == "page":
            fits = lower.endswith(self._config.markdown)
        elif holder in ("_posts", "_drafts"):
            fits = "." in name and not lower.endswith(_MEDIA)
        else:
            fits = lower.endswith(self._config.markdown + _TEXTS)
        if not fits:
            return False
        left_out = (
            name.startswith(_SPECIAL)
            or name.endswith("~")
            or (holder != "page" and entry.startswith(_SPECIAL))
            or self._excluded(path)
        )
        return not left_out or self._included(entry) or self._included(name)

    def _passes(self, folder: str, name: str) -> bool:
        """Tell whether Jekyll enters a folder of pages, given from the source, or reads such a file."""
        known = self._passed.get(folder)
        if known is None:
            special = name.startswith(_SPECIAL) or name.endswith("~")
            kept = self._included(folder) or self._included(name)
            known = kept or not (special or self._excluded(folder))
            self._passed[folder] = known
        return known


def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what tells whether any pattern matches a path, or is what it begins with, as Jekyll has it."""
    folders = frozenset(p.removesuffix("/") for p in patterns if p.endswith("/"))
    globs = re.compile("|".join(translate(p) for p in patterns if not _WILD.isdisjoint(p)) or "(?!)")

    def matches(path: str) -> bool:
        return path.startswith(patterns) or path in folders or globs.fullmatch(path) is not None

    return matches
