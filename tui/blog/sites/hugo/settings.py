"""The configuration of a Hugo site, understood: what holds for all of it, and for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.blog.post import Problem
from tui.blog.sites.hugo.casts import to_bool, to_map, to_text, to_texts
from tui.blog.sites.hugo.languages import Language, read_language
from tui.blog.sites.hugo.mounts import Mount, find_mounts, folder_of
from tui.blog.sites.hugo.tree import load_tree
from tui.blog.values import Value

_REPEATED_GROUP = re.compile(r"\)[*+?{]")


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


def load_settings(root: Path) -> Settings:
    """Read the configuration of a site.

    Raises:
        SiteError: The main file can't be read. Another that can't be becomes a problem.
    """
    tree, problems = load_tree(root)
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
            code: read_language(code, {**tree, **rules}, tree, default, enabled, problems)
            for code, rules in enabled.items()
        },
        disabled=frozenset(disabled),
        default=default,
        mounts=find_mounts(tree, enabled, default),
        ignored=tuple(_patterns(tree.get("ignorefiles"))),
        archetypes=folder_of(tree.get("archetypedir"), "archetypes"),
        statics=tuple(folder_of(name, "static") for name in _statics(tree)),
        assets=folder_of(tree.get("assetdir"), "assets"),
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


def _patterns(value: Value) -> Iterator[re.Pattern[str]]:
    for pattern in to_texts(value) if isinstance(value, list) else [to_text(value)]:
        try:
            if pattern and not _REPEATED_GROUP.search(pattern):  # which may take for ever
                yield re.compile(pattern)
        except re.error:
            continue  # Go's syntax has a few letters more; such a pattern hides nothing here


def _statics(tree: Mapping[str, Value]) -> tuple[str, ...]:
    value = tree.get("staticdir")
    return to_texts(value) if isinstance(value, list) and value else (to_text(value),)
