"""The keys that generators reserve, and what each holds.

Hugo: https://gohugo.io/content-management/front-matter/. Jekyll: https://jekyllrb.com/docs/front-matter/
with what jekyll-seo-tag, jekyll-feed and jekyll-redirect-from read. Other sites: what Zola, Hexo,
Eleventy, Astro and Obsidian have in common.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from tui.blog.dates import Dialect
from tui.blog.schema.datetimes import DateTime
from tui.blog.schema.fields import Boolean, Choice, Draft, Field, Number, String
from tui.blog.schema.lists import Categories, List, Tags, Taxonomy
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.texts import Image, Slug

if TYPE_CHECKING:
    from tui.blog.sites import Site

TITLE_CELLS = 60
"""Where search results cut a title: Front Matter CMS's `seo.title`, in cells for wide letters."""

DESCRIPTION_CELLS = 160
"""Where search results cut a description: Front Matter CMS's `seo.description`, in cells."""


def builtin(site: Site) -> tuple[Field, ...]:
    """Return the fields that a site's generator knows, in the order that a form shows them."""
    dialect = dialect_of(site)
    own = {"hugo": _hugo, "jekyll": _jekyll, "any": _plain}[dialect](site)
    head: list[Field] = [String(name="title", limit=TITLE_CELLS), _date(site, "date", usual=True)]
    head += [field for field in own if isinstance(field, Draft)]
    head += taxonomies(site)
    head += [String(name="description", single=False, limit=DESCRIPTION_CELLS)]
    names = {field.name for field in head}
    return (*head, *(field for field in own if field.name not in names))


def dialect_of(site: Site) -> Dialect:
    """Return whose spellings of dates count."""
    dialects: dict[str, Dialect] = {"hugo": "hugo", "jekyll": "jekyll"}
    return dialects.get(site.dialect, "any")


def taxonomies(site: Site) -> list[Field]:
    """Return a field for each key that holds terms."""
    splits = dialect_of(site) == "jekyll"
    fields: list[Field] = []
    inner: dict[str, list[Field]] = {}
    for taxonomy in site.taxonomies:
        for position, key in enumerate(taxonomy.keys):
            *outer, name = key.split(".", 1)
            kind = {"tags": Tags, "categories": Categories}.get(taxonomy.name, Taxonomy)
            first = position == 0
            usual = first and taxonomy.name in ("tags", "categories")
            field = kind(
                name=name,
                taxonomy=taxonomy.name,
                usual=usual,
                splits=splits and first,
                limit=0 if first else 1,
            )
            (inner.setdefault(outer[0], []) if outer else fields).append(field)
    return fields + [Fields(name=name, fields=tuple(group)) for name, group in inner.items()]


def _date(site: Site, name: str, description: str = "", *, usual: bool = False) -> DateTime:
    zone = site.timezone or UTC
    return DateTime(name=name, description=description, zone=zone, dialect=dialect_of(site), usual=usual)


def _text(name: str, description: str, *, single: bool = True) -> String:
    return String(name=name, description=description, single=single, usual=False)


def _list(name: str, description: str) -> List:
    return List(name=name, description=description, usual=False)


def _flag(name: str, description: str) -> Boolean:
    return Boolean(name=name, description=description, usual=False)


def _hugo(site: Site) -> tuple[Field, ...]:
    frequencies = ("always", "hourly", "daily", "weekly", "monthly", "yearly", "never")
    return (
        Draft(name="draft"),
        Slug(name="slug", description="the last part of the address", usual=False),
        _text("url", "the whole address"),
        _text("summary", "shown in lists instead of the first words", single=False),
        _date(site, "lastmod", "when it last changed"),
        _date(site, "publishDate", "not built before"),
        _date(site, "expiryDate", "not built after"),
        Number(name="weight", description="place among its neighbours, lightest first", usual=False),
        _list("aliases", "old addresses that lead here"),
        _list("keywords", "for search engines and related posts"),
        _list("images", "pictures for social media"),
        _list("videos", "videos for social media"),
        _list("audio", "audio for social media"),
        _list("outputs", "output formats"),
        _text("linkTitle", "the shorter title, for links"),
        Choice(name="layout", description="the template", open=True, usual=False),
        Choice(name="type", description="the content type, else the section", open=True, usual=False),
        Choice(
            name="markup",
            description="the markup of the body",
            choices=("goldmark", "html", "asciidoc", "org", "pandoc", "rst"),
            open=True,
            usual=False,
        ),
        _text("translationKey", "joins a page and its translations"),
        _flag("isCJKLanguage", "count characters, not words"),
        _flag("headless", "built, but in no list"),
        Json(name="menus", description="the menus it stands in", usual=False),
        Json(name="cascade", description="what pages below inherit", usual=False),
        Fields(name="params", description="the theme's own fields", usual=False),
        Fields(
            name="build",
            description="what is built of it",
            usual=False,
            fields=(
                Choice(name="list", choices=("always", "local", "never"), open=True),
                Choice(name="render", choices=("always", "link", "never"), open=True),
                Boolean(name="publishResources"),
            ),
        ),
        Fields(
            name="sitemap",
            description="what the sitemap says of it",
            usual=False,
            fields=(
                Choice(name="changeFreq", choices=frequencies, open=True),
                Number(name="priority"),
                Boolean(name="disable"),
            ),
        ),
        Block(
            name="resources",
            description="the files beside it",
            usual=False,
            fields=(
                String(name="src"),
                String(name="name"),
                String(name="title"),
                Fields(name="params", usual=False),
            ),
        ),
    )


def _jekyll(site: Site) -> tuple[Field, ...]:
    return (
        Draft(name="published", description="no: never built", usual=False),
        Draft(name="draft", description="a draft, also outside _drafts", usual=False),
        Choice(name="layout", description="the template", open=True, usual=False),
        _text("permalink", "the address, or a pattern of it"),
        Slug(name="slug", description="the last part of the address", usual=False),
        _text("excerpt", "shown in lists instead of the first words", single=False),
        _text("excerpt_separator", "ends the excerpt"),
        _date(site, "last_modified_at", "when it last changed"),
        Choice(name="author", description="who wrote it", open=True, usual=False),
        Image(name="image", description="the picture for social media", usual=False),
        _list("redirect_from", "old addresses that lead here"),
        _text("redirect_to", "where it moved to"),
        _text("canonical_url", "where it was published first"),
        Choice(name="lang", description="its language", open=True, usual=False),
        _flag("sitemap", "whether the sitemap has it"),
        _flag("comments", "whether it takes comments"),
        _flag("render_with_liquid", "whether Liquid runs in it"),
        Number(name="weight", description="place among its neighbours", usual=False),
    )


def _plain(site: Site) -> tuple[Field, ...]:
    return (
        Draft(name="draft", usual=False),
        Slug(name="slug", description="the last part of the address", usual=False),
        _date(site, "updated", "when it last changed"),
        _date(site, "lastmod", "when it last changed"),
        _text("permalink", "the address, or a pattern of it"),
        _text("excerpt", "shown in lists instead of the first words", single=False),
        _list("aliases", "other names, or old addresses"),
        _list("cssclasses", "classes of its page"),
        Choice(name="layout", description="the template", open=True, usual=False),
        Choice(name="lang", description="its language", open=True, usual=False),
        Number(name="weight", description="place among its neighbours", usual=False),
        Number(name="order", description="place among its neighbours", usual=False),
    )
