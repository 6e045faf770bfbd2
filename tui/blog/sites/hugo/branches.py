"""The sections of a site: what they hand down, and what permalinks say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tui.blog.sites.hugo.cascade import Rule
from tui.blog.values import Value


@dataclass(frozen=True, slots=True)
class Branch:
    """A section that has an `_index` of its own."""

    title: str
    slug: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What stands above the pages of one folder."""

    rules: tuple[Rule, ...]
    """What is handed down, the nearest first."""

    sections: tuple[str, ...]
    """The section that the pages are in and those around it, the outermost first."""

    section_slugs: tuple[str, ...]
    """The same as permalinks write them, not yet made fit for an address."""

    renamed: tuple[tuple[int, str], ...]
    """The slugs that stand in addresses for the names of folders, each with its depth, from 0."""


class Branches:
    """The sections of all languages."""

    def __init__(self, found: Mapping[tuple[str, str], Branch], site: Mapping[str, Iterable[Rule]]) -> None:
        """Gather the sections.

        Args:
            found: The sections with an `_index`, by language and path.
            site: By language, what the configuration hands down.
        """
        self._found = found
        self._site = {language: tuple(rules) for language, rules in site.items()}
        self._known: dict[tuple[str, str], Ancestry] = {}
        self._languages = tuple(dict.fromkeys(language for language, _ in found))

    def above(self, language: str, folder: str) -> Ancestry:
        """Return what stands above the pages of a folder.

        Args:
            language: The pages' language.
            folder: Hugo's path of the folder, such as `/posts`; `/` is the home page.
        """
        key = language, folder
        if key not in self._known:
            self._known[key] = self._gather(language, folder)
        return self._known[key]

    def _gather(self, language: str, folder: str) -> Ancestry:
        names = [name for name in folder.split("/") if name]
        paths = ["/" + "/".join(names[:depth]) for depth in range(len(names), 0, -1)]
        rules: list[Rule] = []
        for path in (*paths, "/"):
            rules += self._rules(language, path)
        current = next(
            (path for path in paths if (language, path) in self._found), paths[-1] if paths else "/"
        )
        sections = tuple(name for name in current.split("/") if name)
        around = ["/" + "/".join(sections[: depth + 1]) for depth in range(len(sections))]
        slugs = tuple(
            self._slug(language, path)
            for depth, path in enumerate(around)
            if depth == 0 or (language, path) in self._found
        )
        renamed = tuple(
            (len(names) - 1 - up, branch.slug)
            for up, path in enumerate(paths)
            if (branch := self._found.get((language, path))) and branch.slug
        )
        return Ancestry((*rules, *self._site.get(language, ())), sections, slugs, renamed)

    def _rules(self, language: str, path: str) -> Iterator[Rule]:
        """Yield what a section hands down: all to its own language, to others what is aimed at them."""
        for other in (language, *(code for code in self._languages if code != language)):
            branch = self._found.get((other, path))
            for rule in branch.rules if branch else ():
                if other == language or rule.target.language:
                    yield rule

    def _slug(self, language: str, path: str) -> str:
        branch = self._found.get((language, path))
        if branch and (branch.slug or branch.title):
            return branch.slug or branch.title
        name = path.rpartition("/")[2]
        return name if name.endswith("s") else f"{name}s"  # the title that Hugo gives, for most names


def handed(values: Mapping[str, Value], key: str) -> Value:
    """Return what a section's front matter says at a key, in any case."""
    return next((value for name, value in values.items() if name.lower() == key), None)
