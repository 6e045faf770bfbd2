"""Saved views: filters with a name, in a file of the site's own that is committed with its posts.

[views]
"to review" = "is:draft date:2026 sort:date-desc"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import tomlkit
from tomlkit.exceptions import TOMLKitError

from tui.blog import files
from tui.blog.errors import SettingError

NAME = ".postdesk.toml"
"""The file, in the site's folder. What is wrong in it is told without that folder: a status line is short."""


@dataclass(frozen=True, slots=True)
class Views:
    """The saved views of a site."""

    root: Path
    """The site's folder."""

    queries: Mapping[str, str] = field(default_factory=dict)
    """Each view's name and its filter line, in the file's order."""

    @classmethod
    def load(cls, root: Path) -> Self:
        """Read the views of a site; one without the file has none.

        Raises:
            FileError: The file can't be read.
            SettingError: It can't be understood.
        """
        document = _parse(_data(root / NAME))
        views = document.get("views", {})
        for name, query in views.items() if isinstance(views, Mapping) else ((views, None),):
            if not isinstance(query, str):
                raise SettingError(
                    f"view {name} is no text", path=NAME, hint='write it as name = "tag:AI is:draft"'
                )
        return cls(root, {str(name): str(query) for name, query in views.items()})

    def save(self, name: str, query: str) -> Views:
        """Put a view into the file, in place of an earlier one of its name, and return the views.

        What else is in the file, comments too, stays as it is.

        Raises:
            FileError: The file can't be read or written.
            SettingError: It can't be understood.
        """
        return self._changed(name, query)

    def remove(self, name: str) -> Views:
        """Take a view out of the file, and return the views.

        Raises:
            FileError: The file can't be read or written.
            SettingError: It can't be understood.
        """
        return self._changed(name, None)

    def _changed(self, name: str, query: str | None) -> Views:
        path = self.root / NAME
        data = _data(path)
        document = _parse(data)
        table = document.setdefault("views", tomlkit.table())
        if query is None:
            table.pop(name, None)
        else:
            table[name] = query
        files.replace(path, tomlkit.dumps(document).encode(), expect=files.digest(data) if data else None)
        return Views.load(self.root)


def _data(path: Path) -> bytes:
    return files.read(path) if path.exists() else b""


def _parse(data: bytes) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(data.decode())
    except (UnicodeDecodeError, TOMLKitError) as error:
        raise SettingError(
            f"can't be understood: {error}", path=NAME, line=getattr(error, "line", None)
        ) from error
