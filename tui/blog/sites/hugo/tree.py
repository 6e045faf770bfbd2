"""The files of a Hugo configuration, merged into one tree.

See https://gohugo.io/configuration/introduction/. What themes and modules bring is not read: by
default they add parameters, menus and output formats, none of which change what is said here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tui.blog.errors import BlogError, SiteError
from tui.blog.kinds import HUGO
from tui.blog.post import Problem
from tui.blog.sites.config import FORMATS, read_config
from tui.blog.sites.hugo.casts import folded
from tui.blog.values import Value

FOLDERS = ("config/_default", "config/production")
"""Folders of configuration, the later over the earlier: those of a build for the public."""


def config_files(root: Path) -> Iterator[Path]:
    """Yield the files of a site's configuration, those that count less first."""
    main = next((root / name for name in HUGO if (root / name).is_file()), None)
    if main is not None:
        yield main
    for folder in FOLDERS:
        for here, folders, names in os.walk(root / folder):
            folders.sort()
            yield from (Path(here, name) for name in sorted(names) if Path(name).suffix.lower() in FORMATS)


def load_tree(root: Path) -> tuple[dict[str, Value], list[Problem]]:
    """Return all that the configuration says, its keys in lower case, and what is wrong with it.

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
    return tree, problems


def _placed(path: Path, values: dict[str, Value]) -> dict[str, Value]:
    """Put what a file of a configuration folder says under the key that its name tells."""
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
