"""Where the content of a site is: its mounts, or the folders of its languages.

See https://gohugo.io/configuration/module/#mounts. Mounts of other modules are not looked for.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.blog.sites.hugo.casts import to_map, to_text
from tui.blog.values import Value


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of the site that holds content."""

    source: str
    """The folder, from the site's root."""

    target: str
    """Where it stands in the content, such as `blog`; empty for all of it."""

    language: str
    """The language of its files that name none."""


def find_mounts(
    tree: Mapping[str, Value], enabled: Mapping[str, Mapping[str, Value]], default: str
) -> tuple[Mount, ...]:
    """Return where content is, the innermost folder first.

    Args:
        tree: What the configuration says for all languages.
        enabled: What it says for each language alone.
        default: The language of content that names none.
    """
    mounts = list(_declared_mounts(tree, default))
    if not mounts:
        shared = folder_of(tree.get("contentdir"), "content")
        mounts.append(Mount(shared, "", default))
        for code, rules in enabled.items():
            if "contentdir" in rules:
                mounts.append(Mount(folder_of(rules["contentdir"], shared), "", code))
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


def folder_of(value: Value, default: str) -> str:
    """Return a folder of the site; one outside it counts as the default."""
    folder = posixpath.normpath(to_text(value) or default)
    return default if folder.startswith(("/", "..")) else folder
