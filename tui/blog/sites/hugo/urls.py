"""The address of a page, as Hugo makes it of its place, its slug, its `url` and the permalinks.

See https://gohugo.io/content-management/urls/ and `resources/page/page_paths.go` in Hugo.
"""

from __future__ import annotations

import posixpath
from datetime import datetime
from functools import lru_cache

import msgspec

from tui.blog.sites.hugo.addresses import decoded, encoded, joined, sanitized
from tui.blog.sites.hugo.branches import Ancestry
from tui.blog.sites.hugo.languages import Language
from tui.blog.sites.hugo.permalinks import Facts, fill
from tui.blog.sites.hugo.places import Place


class Address(msgspec.Struct, frozen=True):
    """What makes the address of a page."""

    place: Place
    kind: str
    """Hugo's kind of the page."""

    language: Language
    above: Ancestry
    title: str
    slug: str
    given: str
    """The `url` in the front matter, or an empty text."""

    date: datetime | None

    def path(self) -> str:
        """Return the path of the address."""
        base = self.language.base_path
        prefix = f"/{self.language.prefix}" if self.language.prefix else ""
        if self.given and self.kind != "home":
            link = self._given_link(prefix)
        else:
            link = encoded(prefix + self._link())
        return base + (link.replace("//", "/") if base else link)

    def _given_link(self, prefix: str) -> str:
        """Return the address that the front matter's `url` makes."""
        given = self.given
        if ":" in given:
            given = decoded(fill(given, self._facts()) or given)
        relative = not given.startswith("/")
        if ".." in given:
            given = posixpath.normpath(f"/{given}")
        parts = [part for part in given.split("/") if part]
        if given.endswith("/") or "." not in given:
            link = joined(parts).rstrip("/") + "/"
        elif parts[-1] == "index.html":
            link = joined(parts[:-1]).rstrip("/") + "/"
        else:
            link = joined(parts)
        if relative and prefix and not given.startswith(prefix):
            link = prefix + link
        return encoded(link, given=True)

    def _link(self) -> str:
        """Return the address that the page's place, slug and the permalinks make."""
        place = self.place
        pattern = self.language.permalinks.pattern(place.path, self.kind, place.language)
        filled = decoded(fill(pattern, self._facts()) or "") if pattern else ""
        if filled:
            path = joined([self._clean(filled)])
            if "//" in path or "/." in path:
                path = posixpath.normpath(path)
        elif place.bundle == "branch":
            path = self._folders(place.folder)
        else:
            name = self._clean(self.slug or self._normal(place.name))
            path = f"{self._folders(place.container).rstrip('/')}/{name}"
        if self.language.is_ugly(place.section):
            in_folder = self.kind in ("home", "section", "taxonomy")
            return f"{path.rstrip('/')}/index.html" if in_folder else f"{path}.html"
        return path.rstrip("/") + "/"

    def _folders(self, folder: str) -> str:
        """Return the folders of an address: a section's slug stands for its name."""
        language = self.language
        return _folders(folder, self.above.renamed, language.keeps_case, language.drops_accents)

    def _facts(self) -> Facts:
        place, language = self.place, self.language
        return Facts(
            date=self.date,
            title=self.title,
            slug=self.slug,
            file_name="" if place.bundle == "branch" else place.name,
            base_name=place.name,
            section=place.section,
            sections=self.above.sections,
            section_slugs=self.above.section_slugs,
            keep_case=language.keeps_case,
            drop_accents=language.drops_accents,
        )

    def _normal(self, text: str) -> str:
        return _normal(text, self.language.keeps_case)

    def _clean(self, text: str) -> str:
        return sanitized(text, self.language.keeps_case, self.language.drops_accents)


def _normal(text: str, keep_case: bool) -> str:
    return text if keep_case else text.lower().replace(" ", "-")


@lru_cache(maxsize=1024)
def _folders(folder: str, renamed: tuple[tuple[int, str], ...], keep_case: bool, drop_accents: bool) -> str:
    slugs = dict(renamed)
    names = (slugs.get(depth) or _normal(name, keep_case) for depth, name in enumerate(folder.split("/")))
    return joined(sanitized(name, keep_case, drop_accents) for name in names)
