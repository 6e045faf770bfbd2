"""Jekyll's configuration: https://jekyllrb.com/docs/configuration/options/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path

from tui.blog.errors import BlogError
from tui.blog.kinds import JEKYLL
from tui.blog.post import Problem
from tui.blog.sites.config import read_config
from tui.blog.sites.fields import text_of
from tui.blog.sites.jekyll.ruby import deep_merge, is_true, listed
from tui.blog.sites.zones import local_zone, zone_named
from tui.blog.values import Value

STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""The named permalink styles of posts."""

_EXCLUDED = (
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A kind of documents, in a folder of its own."""

    output: bool
    """Whether each document becomes a page."""

    permalink: str
    """The template of its addresses."""


@dataclass(frozen=True, slots=True, eq=False)
class Default:
    """Values for all documents in a scope. Two that look alike are not the same default."""

    path: str | None
    kind: str | None
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Config:
    """What the configuration says that decides over posts."""

    names: tuple[str, ...]
    """The files it was read from, or would be, from the site's root."""

    title: str
    url: str
    """The site's address with its base path."""

    base_path: str
    """What comes before every path in links, such as `/blog`."""

    source: str
    """The folder that holds everything, from the site's root, with a slash; or empty."""

    collections_dir: str
    """The folder that holds the collections, from the source, with a slash; or empty."""

    timezone: tzinfo
    collections: dict[str, Collection]
    defaults: tuple[Default, ...]
    page_style: str
    """The permalink style of pages."""

    markdown: tuple[str, ...]
    """The extensions of Markdown files, with their dots."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    future: bool
    unpublished: bool
    show_drafts: bool
    limit_posts: int
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """What inherited values are said to come from."""
        return f"defaults in {self.names[0]}"

    @classmethod
    def read(cls, root: Path, names: Sequence[str] = ()) -> Config:
        """Read the configuration of a site. Never fails: what Jekyll would stop at is told.

        Args:
            root: The site's folder.
            names: Several files, each over the ones before, as `jekyll build --config a,b`
                takes them; without any, the usual one.
        """
        problems: list[Problem] = []
        usual = next((name for name in JEKYLL if (root / name).is_file()), JEKYLL[0])
        options: dict[str, Value] = {}
        for name in names or (usual,):
            options = deep_merge(options, _options(root / name, name, problems, needed=bool(names)))
        return cls._from(tuple(names) or (usual,), options, problems)

    @classmethod
    def _from(cls, names: tuple[str, ...], options: dict[str, Value], problems: list[Problem]) -> Config:
        base_path = text_of(options.get("baseurl")).rstrip("/")
        style = text_of(options.get("permalink")) or "date"
        extensions = text_of(options.get("markdown_ext")) or "markdown,mkdown,mkdn,mkd,md"
        limit = options.get("limit_posts")
        include = _patterns(options.get("include"))
        return cls(
            names=names,
            title=text_of(options.get("title")) or text_of(options.get("name")),
            url=text_of(options.get("url")).rstrip("/") + base_path,
            base_path=base_path,
            source=_folder(options.get("source")),
            collections_dir=_folder(options.get("collections_dir")),
            timezone=_timezone(text_of(options.get("timezone")), problems),
            collections=_collections(options.get("collections"), style),
            defaults=_defaults(options.get("defaults"), problems),
            page_style=style,
            markdown=tuple(f".{extension.strip().lower()}" for extension in extensions.split(",")),
            include=include,
            exclude=tuple(p for p in (*_patterns(options.get("exclude")), *_EXCLUDED) if p not in include),
            future=is_true(options.get("future")),
            unpublished=is_true(options.get("unpublished")),
            show_drafts=is_true(options.get("show_drafts")),
            limit_posts=limit if isinstance(limit, int) else 0,
            problems=tuple(problems),
        )


def _options(path: Path, name: str, problems: list[Problem], *, needed: bool) -> dict[str, Value]:
    """Return the options of one file, as far as it can be read."""
    if not needed and not path.exists():
        return {}
    try:
        return read_config(path)
    except BlogError as error:
        problems.append(Problem("config", f"Jekyll stops at {name}: {error.message}", error.line))
        return {}


def _patterns(value: Value) -> tuple[str, ...]:
    """Return the patterns of `include` or `exclude`, from the source."""
    return tuple(pattern for text in listed(value) if (pattern := text.removeprefix("./").lstrip("/")))


def _folder(value: Value) -> str:
    """Return a folder's path with a slash behind it; empty for the root itself."""
    path = text_of(value).removeprefix("./").strip("/")
    return f"{path}/" if path not in ("", ".") else ""


def _timezone(name: str, problems: list[Problem]) -> tzinfo:
    if not name:
        return local_zone()
    zone = zone_named(name)
    if zone is None:
        problems.append(Problem("config", f"timezone: there is no {name}; Jekyll takes UTC"))
    return zone or UTC


def _collections(value: Value, style: str) -> dict[str, Collection]:
    """Return the collections by label; there are always posts, and they always become pages."""
    options: dict[str, Value] = {"posts": {}}
    if isinstance(value, list):
        options |= {label: {} for label in listed(value)}
    elif isinstance(value, dict):
        options |= value
    collections = {}
    for label, entry in options.items():
        wanted = entry if isinstance(entry, dict) else {}
        if label == "posts":
            collections[label] = Collection(
                True, text_of(wanted.get("permalink")) or STYLES.get(style, style)
            )
        else:
            permalink = text_of(wanted.get("permalink")) or "/:collection/:path" + suffix(style)
            collections[label] = Collection(is_true(wanted.get("output")), permalink)
    return collections


def suffix(style: str) -> str:
    """Return how addresses end in a permalink style, for what is not a post."""
    if style == "pretty" or style.endswith("/"):
        return "/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return ":output_ext"
    return ""


_PLURALS = {"page": "pages", "post": "posts", "draft": "drafts"}


def _defaults(value: Value, problems: list[Problem]) -> tuple[Default, ...]:
    defaults = []
    for entry in value if isinstance(value, list) else []:
        values = entry.get("values") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(values, dict):
            problems.append(Problem("config", "defaults: an entry has no values; Jekyll leaves it out"))
            continue
        scope = entry.get("scope")
        if not isinstance(scope, dict):
            told = "defaults: an entry has no scope; Jekyll fails on files that another entry is for too"
            problems.append(Problem("config", told))
            scope = {}
        path = scope.get("path")
        kind = text_of(scope.get("type")) if "type" in scope else None
        defaults.append(
            Default(path if isinstance(path, str) else None, _PLURALS.get(kind or "", kind), values)
        )
    return tuple(defaults)
