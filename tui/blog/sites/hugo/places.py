"""Where a file stands in the content: its language, section, kind of bundle and name.

See https://gohugo.io/content-management/organization/ and `common/paths/pathparser.go` in Hugo.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable
from typing import Literal

import msgspec

from tui.blog.sites.hugo.mounts import Mount
from tui.blog.sites.hugo.settings import Settings

EXTENSIONS = frozenset(
    {"md", "markdown", "mdown", "html", "htm", "org", "adoc", "asciidoc", "ad", "pandoc", "pdc", "rst"}
)
"""The ends of names of content files."""

Bundle = Literal["leaf", "branch", ""]
"""`leaf` is a folder's `index`, `branch` its `_index`, nothing a file of its own."""


class Place(msgspec.Struct, frozen=True):
    """What the path of a content file says."""

    folder: str
    """The folder in the content, as it is written, without slashes at its ends."""

    name: str
    """The file's name without its end and language; the folder's name for a bundle."""

    bundle: Bundle
    language: str
    disabled: bool
    """Whether the language is one that is not built."""

    path: str
    """Hugo's own path of the page, such as `/posts/hello`."""

    section: str
    """The first folder of the content that the page is in."""

    container: str
    """The folder that the page's address starts with; for a bundle the one around its own."""


class _Shelf(msgspec.Struct, frozen=True):
    """What the path of a folder says for the files in it."""

    folder: str
    """The folder in the content, as it is written, without slashes at its ends."""

    path: str
    """Hugo's own path of the folder, with a slash at its end."""

    section: str
    language: str
    """The language of files that name none."""


def _normal(text: str) -> str:
    return text.lower().replace(" ", "-")


class Places:
    """Tells where files stand, by the settings of one site."""

    def __init__(self, settings: Settings) -> None:
        self._mounts = settings.mounts
        self._languages = frozenset(settings.languages) | {settings.default}
        self._disabled = settings.disabled
        self._shelves: dict[str, _Shelf | None] = {}

    def mount(self, path: str) -> Mount | None:
        """Return the mount that a file of the site is in, if it is in one."""
        return next(
            (m for m in self._mounts if m.source == "." or path.startswith(f"{m.source}/")),
            None,
        )

    def leads(self, folder: str) -> bool:
        """Tell whether a folder that is no content holds a mount."""
        return any(
            m.source == "." or m.source == folder or m.source.startswith(f"{folder}/") for m in self._mounts
        )

    def is_root(self, folder: str) -> bool:
        """Tell whether a folder is that of a mount itself."""
        return any(folder == (m.source if m.source != "." else "") for m in self._mounts)

    def place(self, path: str) -> Place | None:
        """Return where a file stands in the content, or None if it is not content."""
        folder, _, name = path.rpartition("/")
        if folder not in self._shelves:
            self._shelves[folder] = self._shelf(folder)
        shelf = self._shelves[folder]
        stem, end, language = self._parts(name)
        if shelf is None or end not in EXTENSIONS:
            return None
        language = language or shelf.language
        disabled = language in self._disabled
        match stem.lower():
            case "index":
                return self._bundle(shelf.folder, "leaf", language, disabled)
            case "_index":
                return self._bundle(shelf.folder, "branch", language, disabled)
            case lower:
                path = shelf.path + lower.replace(" ", "-")
                return Place(shelf.folder, stem, "", language, disabled, path, shelf.section, shelf.folder)

    def is_index(self, name: str) -> bool:
        """Tell whether a file makes its folder a leaf bundle."""
        if name[:5].lower() != "index":
            return False
        stem, end, _ = self._parts(name)
        return stem.lower() == "index" and end in EXTENSIONS

    def _parts(self, name: str) -> tuple[str, str, str]:
        """Split a file's name into name, end and language."""
        stem, dot, end = name.rpartition(".")
        if not dot:
            return name, "", ""
        inner, dot, code = stem.rpartition(".")
        code = code.lower()
        if dot and (code in self._languages or code in self._disabled):
            return inner, end.lower(), code
        return stem, end.lower(), ""

    def _shelf(self, folder: str) -> _Shelf | None:
        """Return what a folder of the site says, or None if it holds no content."""
        mount = self.mount(f"{folder}/")
        if mount is None:
            return None
        inner = folder if mount.source == "." else folder[len(mount.source) + 1 :]
        if mount.target:
            inner = f"{mount.target}/{inner}" if inner else mount.target
        path = _normal(f"/{inner}/" if inner else "/")
        return _Shelf(inner, path, _normal(inner.partition("/")[0]), mount.language)

    def _bundle(self, folder: str, bundle: Bundle, language: str, disabled: bool) -> Place:
        container = posixpath.dirname(folder)
        return Place(
            folder=folder,
            name=posixpath.basename(folder),
            bundle=bundle,
            language=language,
            disabled=disabled,
            path=_normal(f"/{folder}"),
            section=_normal((container if bundle == "leaf" else folder).partition("/")[0]),
            container=container,
        )


class Leaves:
    """Tells which folders are leaf bundles, whose other files are no posts."""

    def __init__(self, names: Callable[[str], Collection[str]], places: Places) -> None:
        """Look at folders.

        Args:
            names: The names of the files in a folder, given its path from the site's root.
            places: What tells an index.
        """
        self._names = names
        self._places = places
        self._known: dict[str, bool] = {}

    def forget(self) -> None:
        """Look at every folder anew."""
        self._known.clear()

    def see(self, folder: str, names: Iterable[str]) -> bool:
        """Tell whether a folder of files is a leaf bundle, and remember it."""
        is_leaf = not self._places.is_root(folder) and any(map(self._places.is_index, names))
        self._known[folder] = is_leaf
        return is_leaf

    def is_leaf(self, folder: str) -> bool:
        """Tell whether a folder is a leaf bundle itself."""
        known = self._known.get(folder)
        return self.see(folder, self._names(folder)) if known is None else known
