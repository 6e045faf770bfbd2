"""The value of one post at one key, read alone: no site is opened, and little imported."""

from __future__ import annotations

from pathlib import Path

from tui.blog.document import Document
from tui.blog.errors import BlogError, FileError
from tui.blog.files import read
from tui.blog.kinds import nearest
from tui.blog.values import Value, look_up, parse_key
from tui.cli.output import cell, emit


def value_of(path: Path, key: str) -> Value:
    """Return the front matter value of a post at a dotted key, or None where there is none.

    Raises:
        FileError: The post can't be read.
        FrontMatterError: Its front matter can't be read.
    """
    try:
        place = path.resolve(strict=True)
    except FileNotFoundError as error:
        raise FileError("there is no such file or folder", path=path) from error
    except (OSError, RuntimeError) as error:
        raise FileError(f"it can't be opened: {error}", path=path) from error
    found = nearest(place.parent)
    folds_keys = found is not None and found[0].folds_keys
    try:
        return look_up(Document.split(read(place)).values, parse_key(key), fold=folds_keys)
    except BlogError as error:
        raise error.at(path) from None


def print_value(value: Value) -> None:
    """Print a value as text, a list an item a line, and nothing for none."""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        for item in value:
            emit(cell(item))
    elif value is not None:
        emit(cell(value))
