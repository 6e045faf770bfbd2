"""Generators that are plain sites but for a few conventions: one small class each.

Their dates, drafts and taxonomies are read as they would; addresses are not predicted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from tui.blog import kinds
from tui.blog.errors import BlogError
from tui.blog.post import Kind, Post, Problem, Status
from tui.blog.sites.base import Taxonomy
from tui.blog.sites.config import read_config
from tui.blog.sites.fields import leaves, text_of
from tui.blog.sites.links import picture
from tui.blog.sites.plain import Plain
from tui.blog.sites.zones import local_zone, said, zone_named
from tui.blog.values import Value


class _Configured(Plain):
    """A site whose configuration says something of its posts."""

    def _config(self) -> dict[str, Value]:
        """Return what the configuration says; what can't be read becomes a problem."""
        problems: list[Problem] = []
        config = _config(self.root, self.markers, problems)
        self.problems = self._config_problems = tuple(problems)
        return config


def _config(folder: Path, names: tuple[str, ...], problems: list[Problem]) -> dict[str, Value]:
    """Return what the first configuration that is there says, as far as it can be read."""
    name = next((name for name in names if (folder / name).is_file()), None)
    if name is None:
        return {}
    try:
        return read_config(folder / name)
    except BlogError as error:
        problems.append(Problem("config", f"{name} can't be read: {error.message}", error.line))
        return {}


class Zola(_Configured):
    """https://www.getzola.org/documentation/content/page/."""

    generator = "Zola"
    markers = kinds.ZOLA
    content = ("content",)
    extensions = (".md",)
    date_keys = ("date",)
    published = ("static",)
    off_keys = ("render",)

    def __init__(self, root: Path, without: frozenset[str] = frozenset()) -> None:
        super().__init__(root, without)
        self.format = "toml"
        config = self._config()
        self.base_url = text_of(config.get("base_url"))
        self.title = text_of(config.get("title")) or root.name
        declared = [t for t in leaves(config.get("taxonomies")) if isinstance(t, dict)]
        names = [name for t in declared if (name := text_of(t.get("name")))]
        self.taxonomies = tuple(
            Taxonomy(name, (f"taxonomies.{name}",)) for name in names or ("tags", "categories")
        )

    def find(self, post: Post, target: str, posts: Mapping[str, Post]) -> str | None:
        """Find a post by an internal link too: `@/` is the content folder."""
        return super().find(
            post, target.replace("@/", "/content/", 1) if target[:2] == "@/" else target, posts
        )

    def _other_dates(self, path: str, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        parts = text_of(values.get("path")).strip("/").split("/")
        if len(parts) >= 3:
            yield "path", "-".join(parts[:3])
        yield from super()._other_dates(path, values)

    def _kind(self, path: str) -> Kind:
        return "section" if path.endswith("_index.md") else "post"


class Hexo(_Configured):
    """https://hexo.io/docs/front-matter and https://hexo.io/docs/configuration."""

    generator = "Hexo"
    markers = kinds.HEXO
    skips = Plain.skips | {"scaffolds", "themes", "public"}
    content = ("source",)
    date_keys = ("date",)
    published = ("source",)

    def __init__(self, root: Path, without: frozenset[str] = frozenset()) -> None:
        super().__init__(root, without)
        config = self._config()
        self.base_url = text_of(config.get("url"))
        self.title = text_of(config.get("title")) or root.name
        self.timezone = zone_named(text_of(config.get("timezone"))) or local_zone()
        self._future = config.get("future") is not False

    def new(self, title: str, now: datetime) -> tuple[str, bytes]:
        """Return a file in `_posts`."""
        path, data = super().new(title, now)
        folder, _, name = path.rpartition("/")
        return f"{folder}/_posts/{name}", data

    def _kind(self, path: str) -> Kind:
        return "post" if path.startswith(("source/_posts/", "source/_drafts/")) else "page"

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
    markers = kinds.DOCUSAURUS
    extensions = (".md", ".mdx")
    skips = Plain.skips | {"build", "static", "src"}
    slug_keys = ("slug", "id")
    published = ("static",)
    private = "_"


class Astro(Plain):
    """https://docs.astro.build/en/guides/content-collections/."""

    generator = "Astro"
    markers = kinds.ASTRO
    content = ("src/content", "src/pages", "src")
    extensions = (".md", ".mdx", ".markdown", ".mdoc")
    date_keys = ("pubDate", "pubDatetime", "date", "publishDate", "published", "updatedDate", "lastUpdated")
    published = ("public",)
    private = "_"


class Eleventy(Plain):
    """https://www.11ty.dev/docs/data-frontmatter/ and https://www.11ty.dev/docs/dates/."""

    generator = "Eleventy"
    markers = kinds.ELEVENTY
    date_keys = ("date",)
    date_words = frozenset({"created", "last modified", "git created", "git last modified"})
    off_keys = ("permalink",)


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
        settings = _config(root, (".obsidian/app.json",), [])
        self._attachments = text_of(settings.get("attachmentFolderPath")).removeprefix("./").strip("/")

    def governs(self, path: str) -> bool:
        """Tell nothing of the vault's settings: none changes what is said of a note."""
        return False

    def picture(self, post: Post, target: str) -> Path | None:
        """Find a picture in the folder for attachments too, of the vault or beside the note."""
        beside = f"{PurePosixPath(post.path).parent}/{self._attachments}"
        return super().picture(post, target) or picture(self.root, post, target, (self._attachments, beside))
