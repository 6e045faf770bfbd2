"""Reading the configuration of a site: YAML, TOML or JSON, bounded and safe."""

from __future__ import annotations

from pathlib import Path

from tui.blog import front_matter
from tui.blog.errors import FrontMatterError, SiteError
from tui.blog.files import read
from tui.blog.values import Value

FORMATS = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""What the end of a configuration's name says of its format."""

LIMIT = 1024 * 1024
"""The largest configuration that is read, in bytes."""


def read_config(path: Path) -> dict[str, Value]:
    """Return what a configuration file says.

    Raises:
        FileError: It can't be read.
        SiteError: It is not what its name says; with the line.
    """
    try:
        text = read(path, LIMIT).decode("utf-8-sig")
        name = FORMATS[path.suffix.lower()]
        # python-frontmatter is for posts: a start without theirs does not have to import it
        return front_matter.read(text, name) if name == "yaml" else front_matter.reader(name)(text)
    except FrontMatterError as error:
        message = error.message.replace("front matter", "configuration")
        raise SiteError(message, path=path, line=error.line) from None
    except UnicodeDecodeError:
        raise SiteError("the configuration is not UTF-8", path=path) from None
