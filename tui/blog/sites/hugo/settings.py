"""The configuration of a Hugo site, from all its files, one set of rules a language.

See https://gohugo.io/configuration/introduction/. What themes and modules bring is not read: by
default they add parameters, menus and output formats, none of which change what is said here.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from tui.blog.errors import BlogError, SiteError
from tui.blog.post import Problem
from tui.blog.sites.base import Taxonomy
from tui.blog.sites.config import FORMATS, read_config
from tui.blog.sites.hugo.cascade import Rule, read_cascade
from tui.blog.sites.hugo.casts import folded, to_bool, to_map, to_text, to_texts
from tui.blog.sites.hugo.chains import Chains
from tui.blog.sites.hugo.permalinks import Permalinks
from tui.blog.sites.zones import zone_named
from tui.blog.values import Value

NAMES = tuple(f"{name}{end}" for name in ("hugo", "config") for end in FORMATS)
"""Names of the main configuration file, the first that exists wins."""

FOLDERS = ("config/_default", "config/production")
"""Folders of configuration, the later over the earlier: those of a build for the public."""

PLAIN = {"tag": "tags", "category": "categories"}
"""Hugo's own taxonomies, singular to plural."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of the site that holds content."""

    source: str
    """The folder, from the site's root."""

    target: str
    """Where it stands in the content, such as `blog`; empty for all of it."""

    language: str
    """The language of its files that name none."""


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

    summary_length: int
    """Words in a summary that is made by itself."""

    disabled_kinds: frozenset[str]

    def is_ugly(self, section: str) -> bool:
        """Tell whether the addresses of a section end in `.html`."""
        return self.ugly if isinstance(self.ugly, bool) else to_bool(self.ugly.get(section)) is True


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of a site."""

    languages: Mapping[str, Language]
    disabled: frozenset[str]
    """Languages that are not built."""

    default: str
    """The language of content that names none."""

    mounts: tuple[Mount, ...]
    """Where content is, the innermost folder first."""

    ignored: tuple[re.Pattern[str], ...]
    """What the full paths of files that are no content match."""

    archetypes: str
    statics: tuple[str, ...]
    """Folders whose files are published at the site's root."""

    assets: str
    main_sections: tuple[str, ...]
    raw_html: bool
    """Whether HTML in Markdown is kept."""

    problems: tuple[Problem, ...]


def config_files(root: Path) -> Iterator[Path]:
    """Yield the files of a site's configuration, those that count less first."""
    main = next((root / name for name in NAMES if (root / name).is_file()), None)
    if main is not None:
        yield main
    for folder in FOLDERS:
        for here, folders, names in os.walk(root / folder):
            folders.sort()
            yield from (Path(here, name) for name in sorted(names) if Path(name).suffix.lower() in FORMATS)


def load_settings(root: Path) -> Settings:
    """Read the configuration of a site.

    Raises:
        SiteError: The main file can't be read. Another that can't be becomes a problem.
    """
    tree: dict[str, Value] = {}
    problems: list[Problem] = []
    for number, path in enumerate(config_files(root)):
        try:
            values = folded(read_config(path))
        except BlogError as error:
            if number == 0:
                raise SiteError(error.message, path=path, line=error.line) from None
            name = path.relative_to(root).as_posix()
            problems.append(Problem("configuration", f"{name}: {error.message}", error.line))
        else:
            _merge(tree, _placed(path, values))
    return _settings(tree, problems)


def _placed(path: Path, values: dict[str, Value]) -> dict[str, Value]:
    """Put what a file of a configuration folder says where its name tells."""
    name, _, language = path.stem.lower().partition(".")
    if name in ("hugo", "config"):
        return values
    if not language:
        return {name: values}
    inner: Value = (
        {"menus" if name == "menu" else name: values} if name in ("params", "menu", "menus") else values
    )
    return {"languages": {language: inner}}


def _merge(into: dict[str, Value], other: Mapping[str, Value]) -> None:
    for key, value in other.items():
        here = into.get(key)
        if isinstance(here, dict) and isinstance(value, dict):
            _merge(here, value)
        else:
            into[key] = value


def _settings(tree: dict[str, Value], problems: list[Problem]) -> Settings:
    default = (to_text(tree.get("defaultcontentlanguage")) or "en").lower()
    declared = {code: to_map(rules) for code, rules in to_map(tree.get("languages")).items()}
    if not declared:
        declared = {default: {}}
    disabled = {code.lower() for code in to_texts(tree.get("disablelanguages"))}
    disabled |= {code for code, rules in declared.items() if to_bool(rules.get("disabled"))}
    enabled = {code: rules for code, rules in declared.items() if code not in disabled} or {default: {}}
    if default not in enabled:
        default = min(enabled, key=lambda code: (_weight(enabled[code]), code))
    params = to_map(tree.get("params"))
    return Settings(
        languages={
            code: _language(code, {**tree, **rules}, tree, default, enabled, problems)
            for code, rules in enabled.items()
        },
        disabled=frozenset(disabled),
        default=default,
        mounts=_mounts(tree, enabled, default),
        ignored=tuple(_patterns(tree.get("ignorefiles"))),
        archetypes=_folder(tree.get("archetypedir"), "archetypes"),
        statics=tuple(_folder(name, "static") for name in _statics(tree)),
        assets=_folder(tree.get("assetdir"), "assets"),
        main_sections=to_texts(tree.get("mainsections")) or to_texts(params.get("mainsections")),
        raw_html=_says_unsafe(tree),
        problems=(*problems, *_base_problems(tree)),
    )


def _base_problems(tree: Mapping[str, Value]) -> Iterator[Problem]:
    base_url = to_text(tree.get("baseurl"))
    if base_url and base_url != "/" and "//" not in base_url:
        yield Problem(
            "base-url", f"baseURL names no scheme such as https://, so its links lead nowhere: {base_url}"
        )


def _says_unsafe(tree: Mapping[str, Value]) -> bool:
    node: Value = dict(tree)
    for key in ("markup", "goldmark", "renderer", "unsafe"):
        node = to_map(node).get(key)
    return to_bool(node) is True


def _weight(rules: Mapping[str, Value]) -> int:
    """Return where a language stands among the others; without a weight, behind those with one."""
    weight = rules.get("weight")
    return weight if isinstance(weight, int) and weight else 1 << 30


def _language(
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
    length = rules.get("summarylength")
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
        summary_length=length if isinstance(length, int) else 70,
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


def _patterns(value: Value) -> Iterator[re.Pattern[str]]:
    for pattern in to_texts(value) if isinstance(value, list) else [to_text(value)]:
        try:
            if pattern:
                yield re.compile(pattern)
        except re.error:
            continue  # Go's syntax has a few letters more; such a pattern hides nothing here


def _folder(value: Value, default: str) -> str:
    """Return a folder of the site; one outside it counts as the default."""
    folder = posixpath.normpath(to_text(value) or default)
    return default if folder.startswith(("/", "..")) else folder


def _statics(tree: Mapping[str, Value]) -> tuple[str, ...]:
    value = tree.get("staticdir")
    return to_texts(value) if isinstance(value, list) and value else (to_text(value),)


def _mounts(
    tree: Mapping[str, Value], enabled: Mapping[str, Mapping[str, Value]], default: str
) -> tuple[Mount, ...]:
    """Return where content is: the mounts of the configuration, or the folders of the languages."""
    mounts = list(_declared_mounts(tree, default))
    if not mounts:
        shared = _folder(tree.get("contentdir"), "content")
        mounts.append(Mount(shared, "", default))
        for code, rules in enabled.items():
            if "contentdir" in rules:
                mounts.append(Mount(_folder(rules["contentdir"], shared), "", code))
    found = {(mount.source, mount.target): mount for mount in mounts}
    return tuple(sorted(found.values(), key=lambda mount: -len(mount.source)))


def _declared_mounts(tree: Mapping[str, Value], default: str) -> Iterator[Mount]:
    declared = to_map(tree.get("module")).get("mounts")
    for item in declared if isinstance(declared, list) else []:
        mount = to_map(item)
        source = posixpath.normpath(to_text(mount.get("source")) or ".")
        target = posixpath.normpath(to_text(mount.get("target")) or ".")
        if target.split("/")[0] == "content" and not source.startswith(("/", "..")):
            yield Mount(source, target[len("content/") :], _mount_language(mount) or default)


def _mount_language(mount: Mapping[str, Value]) -> str:
    matrix = to_map(to_map(mount.get("sites")).get("matrix"))
    languages = matrix.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else languages
    return (to_text(mount.get("lang")) or to_text(first)).lower()
