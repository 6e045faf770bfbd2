"""The user's settings: one frozen record, read from `config.toml` in the user's config folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from tui.blog.errors import SettingError

PictureMode: TypeAlias = Literal["auto", "kitty", "sixel", "cells", "off"]
"""How pictures are drawn: by what the terminal understands, by one protocol, in half cells, or not at all."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the user may set. A setting more is one field more."""

    theme: str = ""
    """The name of one of Textual's themes; empty is the default one."""

    editor: str = ""
    """The command that `e` starts; empty takes `$VISUAL`, then `$EDITOR`, then `vi`."""

    keys: dict[str, str] = {}
    """The id of a binding, such as `browse.form`, to the keys that it shall have instead."""

    pictures: PictureMode = "auto"
    """How the reader draws pictures."""

    @classmethod
    def load(cls, folder: Path) -> Config:
        """Read the settings; none are needed.

        Args:
            folder: The user's config folder.

        Raises:
            SettingError: A setting is unknown or has a wrong value, or the file can't be read.
        """
        path = folder / "config.toml"
        try:
            source = path.read_bytes()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise SettingError(f"can't be read: {error.strerror}", path=path) from error
        try:
            return msgspec.toml.decode(source, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            known = ", ".join(cls.__struct_fields__)
            raise SettingError(str(error), path=path, hint=f"the settings are: {known}") from error
