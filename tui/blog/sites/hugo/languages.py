"""What a Hugo configuration says for the posts of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from urllib.parse import urlsplit

from tui.blog.post import Problem
from tui.blog.sites.base import Taxonomy
from tui.blog.sites.hugo.cascade import Rule, read_cascade
from tui.blog.sites.hugo.casts import to_bool, to_map, to_text, to_texts
from tui.blog.sites.hugo.chains import Chains
from tui.blog.sites.hugo.permalinks import Permalinks
from tui.blog.sites.zones import zone_named
from tui.blog.values import Value

PLAIN = {"tag": "tags", "category": "categories"}
"""Hugo's own taxonomies, singular to plural."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the configuration says for the posts of one language."""

    code: str
    title: str
    taxonomies: tuple[Taxonomy, ...]
    chains: Chains
    permalinks: Permalinks
    cascade: tuple[Rule, ...]
    zone: tzinfo
    prefix: str
    """The language's part of addresses, such as `fr`; empty if it has none."""

    base_url: str
    base_path: str
    """The part of the site's address that every path starts with, without a slash at its end."""

    ugly: bool | Mapping[str, Value]
    """Whether addresses end in `.html`, or in which sections they do."""

    keeps_case: bool
    drops_accents: bool
    builds_drafts: bool
    builds_future: bool
    builds_expired: bool
    counts_characters: bool
    """Whether the words of posts in Chinese, Japanese or Korean are their characters."""

    disabled_kinds: frozenset[str]

    def is_ugly(self, section: str) -> bool:
        """Tell whether the addresses of a section end in `.html`."""
        return self.ugly if isinstance(self.ugly, bool) else to_bool(self.ugly.get(section)) is True


def read_language(
    code: str,
    rules: Mapping[str, Value],
    tree: Mapping[str, Value],
    default: str,
    enabled: Mapping[str, Mapping[str, Value]],
    problems: list[Problem],
) -> Language:
    """Return the rules of a language.

    Args:
        code: The language.
        rules: What is said for it, over what is said for all.
        tree: What is said for all.
        default: The language of content that names none.
        enabled: What is said for each language alone.
        problems: Where what is wrong is added.
    """
    each_has_its_host = any("baseurl" in own for own in enabled.values())
    in_folder = to_bool(tree.get("defaultcontentlanguageinsubdir")) is True
    if each_has_its_host or (code == default and not in_folder) or (code != default and len(enabled) == 1):
        prefix = ""
    else:
        prefix = code
    base_url = to_text(rules.get("baseurl"))
    canonical = to_bool(rules.get("canonifyurls")) is True
    return Language(
        code=code,
        title=to_text(rules.get("title")),
        taxonomies=_taxonomies(rules),
        chains=Chains.read(to_map(rules.get("frontmatter"))),
        permalinks=Permalinks.read(rules.get("permalinks"), problems),
        cascade=read_cascade(rules.get("cascade"), "cascade from the configuration"),
        zone=_zone(rules, problems),
        prefix=prefix,
        base_url=base_url,
        base_path="" if canonical else _path_of(base_url),
        ugly=_ugly(rules.get("uglyurls")),
        keeps_case=to_bool(rules.get("disablepathtolower")) is True,
        drops_accents=to_bool(rules.get("removepathaccents")) is True,
        builds_drafts=to_bool(rules.get("builddrafts")) is True,
        builds_future=to_bool(rules.get("buildfuture")) is True,
        builds_expired=to_bool(rules.get("buildexpired")) is True,
        counts_characters=to_bool(rules.get("hascjklanguage")) is True,
        disabled_kinds=frozenset(kind.lower() for kind in to_texts(rules.get("disablekinds"))),
    )


def _ugly(value: Value) -> bool | Mapping[str, Value]:
    return value if isinstance(value, dict) else to_bool(value) is True


def _taxonomies(rules: Mapping[str, Value]) -> tuple[Taxonomy, ...]:
    """Return the taxonomies; declared ones replace Hugo's own."""
    declared = to_map(rules["taxonomies"]) if "taxonomies" in rules else PLAIN
    plurals = (to_text(plural).lower() for plural in declared.values())
    return tuple(Taxonomy(plural, (plural,)) for plural in dict.fromkeys(plurals) if plural)


def _zone(rules: Mapping[str, Value], problems: list[Problem]) -> tzinfo:
    name = to_text(rules.get("timezone"))
    zone = zone_named(name) if name else UTC
    if zone is None:
        problem = Problem("timezone", f"timeZone is not one that is known: {name}")
        if problem not in problems:
            problems.append(problem)
    return zone or UTC


def _path_of(base_url: str) -> str:
    """Return the path of the site's address without a slash at its end.

    An address without `https://` is all path to Hugo, and every link of such a site is wrong.
    """
    try:
        return urlsplit(base_url).path.rstrip("/")
    except ValueError:
        return ""
