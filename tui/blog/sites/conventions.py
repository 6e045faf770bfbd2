"""Generators that are plain sites but for a few conventions: one small class each.

Their dates, drafts and taxonomies are read as they would; addresses are not foretold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from tui.blog.post import Status
from tui.blog.sites.base import Taxonomy
from tui.blog.sites.fields import text_of
from tui.blog.sites.plain import Plain
from tui.blog.sites.zones import local_zone, said, zone_named
from tui.blog.values import Value


class Zola(Plain):
    """https://www.getzola.org/documentation/content/page/."""

    generator = "Zola"
    markers = ("config.toml", "zola.toml")
    content = ("content",)
    extensions = (".md",)
    date_keys = ("date",)
    published = ("static",)

    def __init__(self, root: Path, without: frozenset[str] = frozenset()) -> None:
        super().__init__(root, without)
        self.format = "toml"
        config = _toml(root)
        self.base_url = text_of(config.get("base_url"))
        self.title = text_of(config.get("title")) or root.name
        declared = config.get("taxonomies")
        names = [t["name"] for t in declared if "name" in t] if isinstance(declared, list) else []
        self.taxonomies = tuple(
            Taxonomy(name, (f"taxonomies.{name}",)) for name in names or ("tags", "categories")
        )

    @classmethod
    def at(cls, folder: Path) -> bool:
        """Tell Zola's config.toml from Hugo's: only Zola's must have a `base_url`."""
        return "base_url" in _toml(folder)

    def _other_dates(self, path: str, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        parts = text_of(values.get("path")).strip("/").split("/")
        if len(parts) >= 3:
            yield "path", "-".join(parts[:3])
        yield from super()._other_dates(path, values)


class Hexo(Plain):
    """https://hexo.io/docs/front-matter and https://hexo.io/docs/configuration."""

    generator = "Hexo"
    markers = ("_config.yml", "_config.yaml")
    skips = Plain.skips | {"scaffolds", "themes", "public"}
    content = ("source",)
    date_keys = ("date",)
    published = ("source",)

    def __init__(self, root: Path, without: frozenset[str] = frozenset()) -> None:
        super().__init__(root, without)
        config = _yaml(root)
        self.base_url = text_of(config.get("url"))
        self.title = text_of(config.get("title")) or root.name
        self.timezone = zone_named(text_of(config.get("timezone"))) or local_zone()
        self._future = config.get("future") is not False

    @classmethod
    def at(cls, folder: Path) -> bool:
        """Tell Hexo's _config.yml from Jekyll's by keys and folders that only Hexo has."""
        if not super().at(folder):
            return False
        has_folders = (folder / "source" / "_posts").is_dir() or (folder / "scaffolds").is_dir()
        return has_folders or not {"source_dir", "new_post_name", "post_asset_folder"}.isdisjoint(
            _yaml(folder)
        )

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return a file in `_posts`."""
        path, data = super().new(title, now)
        folder, _, name = path.rpartition("/")
        return f"{folder}/_posts/{name}", data

    def _status(
        self, path: str, values: Mapping[str, Value], now: datetime
    ) -> tuple[Status, str, datetime | None]:
        status = super()._status(path, values, now)
        date = self._moment(values.get("date"))
        if status[0] == "published" and date and date > now and not self._future:
            return "scheduled", f"future: {said(date, self.zone)}", date
        return status


class Docusaurus(Plain):
    """https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog."""

    generator = "Docusaurus"
    markers = tuple(f"docusaurus.config.{kind}" for kind in ("js", "ts", "mjs", "cjs", "mts"))
    extensions = (".md", ".mdx")
    skips = Plain.skips | {"build", "static", "src"}
    slug_keys = ("slug", "id")
    published = ("static",)


class Astro(Plain):
    """https://docs.astro.build/en/guides/content-collections/."""

    generator = "Astro"
    markers = tuple(f"astro.config.{kind}" for kind in ("mjs", "js", "ts", "mts", "cjs"))
    content = ("src/content", "src/pages", "src")
    extensions = (".md", ".mdx", ".markdown", ".mdoc")
    date_keys = ("pubDate", "pubDatetime", "date", "publishDate", "published", "updatedDate", "lastUpdated")
    published = ("public",)


class Eleventy(Plain):
    """https://www.11ty.dev/docs/data-frontmatter/ and https://www.11ty.dev/docs/dates/."""

    generator = "Eleventy"
    markers = (".eleventy.js", *(f"eleventy.config.{kind}" for kind in ("js", "mjs", "cjs", "ts", "mts")))
    date_keys = ("date",)
    term_separators = ""


class Obsidian(Plain):
    """https://help.obsidian.md/properties."""

    generator = "Obsidian"
    extensions = (".md",)
    date_keys = ("date", "created", "created_at", "published")
    title_from_name = True
    term_separators = ", "

    def __init__(self, root: Path, without: frozenset[str] = frozenset()) -> None:
        super().__init__(root, without)
        self.timezone = local_zone()

    @classmethod
    def at(cls, folder: Path) -> bool:
        """Tell whether a folder is a vault."""
        return (folder / ".obsidian").is_dir()

    def governs(self, path: str) -> bool:
        """Tell nothing of the vault's settings: none changes what is said of a note."""
        return False


def _toml(folder: Path) -> dict[str, Any]:
    """Return Zola's configuration as far as it can be read."""
    for name in Zola.markers:
        try:
            return tomllib.loads((folder / name).read_text("utf-8-sig"))
        except (OSError, ValueError):
            continue
    return {}


def _yaml(folder: Path) -> dict[str, Any]:
    """Return Hexo's configuration as far as it can be read."""
    for name in Hexo.markers:
        try:
            config = yaml.load((folder / name).read_text("utf-8-sig"), Loader=yaml.CSafeLoader)
        except (OSError, ValueError, yaml.YAMLError):
            continue
        return config if isinstance(config, dict) else {}
    return {}
