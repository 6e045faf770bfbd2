"""Which generator a folder is built by, told by its files before that generator's module is imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.blog.errors import BlogError

if TYPE_CHECKING:
    from tui.blog.sites.base import Site
    from tui.blog.values import Value


def _named(stem: str, ends: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{end}" for end in ends.split())


ZOLA = ("config.toml", "zola.toml")
HUGO = (*_named("hugo", "toml yaml yml json"), *_named("config", "toml yaml yml json"))
HEXO = ("_config.yml", "_config.yaml")
JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
DOCUSAURUS = _named("docusaurus.config", "js ts mjs cjs mts")
ASTRO = _named("astro.config", "mjs js ts mts cjs")
ELEVENTY = (".eleventy.js", *_named("eleventy.config", "js mjs cjs ts mts"))

"""The names of each one's configuration; of several that exist the first is read."""

_HUGO_FOLDERS = ("content", "archetypes", "layouts", "themes")
_ONLY_ZOLAS = ("[markdown]", "[slugify]", "generate_feed", "compile_sass", "build_search_index")
_ONLY_HEXOS = {"source_dir", "new_post_name", "post_asset_folder"}


def _is_zola(folder: Path) -> bool:
    """Tell Zola's config.toml from Hugo's: only Zola's must have a `base_url`."""
    return "base_url" in _config(folder, ZOLA)


def _is_hugo(folder: Path) -> bool:
    """Tell whether a configuration is Hugo's, whose older name for it others use too."""
    if any((folder / name).is_file() for name in HUGO if name.startswith("hugo.")):
        return True
    if any((folder / "config/_default").glob("*")):
        return True
    found = next((folder / name for name in HUGO if (folder / name).is_file()), None)
    if found is None or not any((folder / name).is_dir() for name in _HUGO_FOLDERS):
        return False
    from tui.blog.files import read

    try:
        text = read(found).decode(errors="replace")
    except BlogError:
        return True
    return not any(word in text for word in _ONLY_ZOLAS)


def _is_hexo(folder: Path) -> bool:
    """Tell Hexo's _config.yml from Jekyll's by keys and folders that only Hexo has."""
    if (folder / "source/_posts").is_dir() or (folder / "scaffolds").is_dir():
        return True
    return not _ONLY_HEXOS.isdisjoint(_config(folder, HEXO))


def _config(folder: Path, names: tuple[str, ...]) -> dict[str, Value]:
    """Return what the first configuration that is there says, as far as it can be read."""
    from tui.blog.sites.config import read_config

    found = next((folder / name for name in names if (folder / name).is_file()), None)
    try:
        return read_config(found) if found else {}
    except BlogError:
        return {}


def _always(_folder: Path) -> bool:
    return True


class Kind(NamedTuple):
    """A kind of site."""

    where: str
    """Its class: the module in this package, a colon, and the name."""

    markers: tuple[str, ...]
    """Files of which its root has at least one; folders have a slash at their end."""

    knows: Callable[[Path], bool] = _always
    """Tells whether a folder with a marker is such a site: some markers are those of other generators too."""

    folds_keys: bool = False
    """Whether `Title` and `title` are one key."""

    @property
    def site(self) -> type[Site]:
        """The class."""
        module, _, name = self.where.partition(":")
        found: type[Site] = getattr(import_module(f"tui.blog.sites.{module}"), name)
        return found

    def at(self, folder: Path) -> bool:
        """Tell whether a folder is the root of such a site.

        Raises:
            OSError: The folder can't be looked into.
        """
        places = ((folder / name, name.endswith("/")) for name in self.markers)
        return any(p.is_dir() if is_folder else p.is_file() for p, is_folder in places) and self.knows(folder)


SITES = (
    Kind("conventions:Zola", ZOLA, _is_zola),
    Kind("hugo:Hugo", (*HUGO, "config/_default/"), _is_hugo, folds_keys=True),
    Kind("conventions:Hexo", HEXO, _is_hexo),
    Kind("jekyll:Jekyll", JEKYLL),
    Kind("conventions:Docusaurus", DOCUSAURUS),
    Kind("conventions:Astro", ASTRO),
    Kind("conventions:Eleventy", ELEVENTY),
)
"""The generators, told by their configuration; the first that knows a folder has it.

Zola comes before Hugo and Hexo before Jekyll: each knows its own configuration from the other's.
"""

GUESSES = (Kind("jekyll:Posts", ("_posts/",)), Kind("conventions:Obsidian", (".obsidian/",)))
"""What a folder may be where neither it nor a folder above it is one of `SITES`."""


def kind_at(folder: Path, kinds: tuple[Kind, ...]) -> Kind | None:
    """Return the first of some kinds that a folder is the root of, or None."""
    try:
        return next((kind for kind in kinds if kind.at(folder)), None)
    except OSError:
        return None


def nearest(folder: Path) -> tuple[Kind, Path] | None:
    """Return the site that a folder is, or the nearest one it is in, and that site's root."""
    for kinds in (SITES, GUESSES):
        for root in (folder, *folder.parents):
            if kind := kind_at(root, kinds):
                return kind, root
    return None
