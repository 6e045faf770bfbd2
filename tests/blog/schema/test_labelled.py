"""Inference against fields of real posts that were labelled by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.blog.document import Document
from tui.blog.schema import Schemas
from tui.blog.sites import open_site
from tui.blog.sites.base import Source
from tui.blog.values import Value

LABELS = Path(__file__).with_name("labelled.tsv")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def labels() -> Iterator[tuple[str, str, list[str]]]:
    for line in LABELS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            repository, key, types = line.split("\t")
            yield repository, key, types.split()


def schemas_of(root: Path) -> Schemas:
    site = open_site(root)
    read = ((path, Document.split((site.root / path).read_bytes())) for path in site.walk())
    return Schemas(site, [site.post(Source(path, document, 0.0), NOW) for path, document in read])


def find(value: Value, key: list[str]) -> Value:
    """Return the value at a key; of a list of maps, that of the first map that has it."""
    for part in key:
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, dict) and part in item), None)
        value = value.get(part) if isinstance(value, dict) else None
    return value


@pytest.mark.slow
def test_at_least_98_of_100_fields_get_the_type_that_a_reader_gives_them(corpus: Path) -> None:
    sites: dict[str, Schemas] = {}
    right, wrong = 0, []
    for repository, name, types in labels():
        if repository not in sites:
            sites[repository] = schemas_of(corpus / repository)
        schemas = sites[repository]
        key = name.split(".")
        having = [post for post in schemas.posts.values() if find(post.values, key) not in (None, "", [], {})]
        if not having:
            continue  # it stands in files that are no posts, such as archetypes
        group = Counter((post.section, post.kind) for post in having).most_common(1)[0][0]
        post = next(post for post in having if (post.section, post.kind) == group)
        field = schemas.of(post.path).field(tuple(key))
        if field.type in types:
            right += 1
        else:
            wrong.append((repository, name, types, field.type))
    assert right + len(wrong) > 250
    assert right >= 0.98 * (right + len(wrong)), wrong
