"""Inference against 300 fields of real posts, drawn by lot and labelled by hand."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from tui.blog.document import Document
from tui.blog.schema import Field, Fields, Schemas, to_frontmatter_json
from tui.blog.schema.sources.front_matter_cms import read
from tui.blog.sites import open_site
from tui.blog.sites.base import Source
from tui.blog.values import Value

LABELS = Path(__file__).with_name("labelled.tsv")
SEED, COUNT = 20261122, 300
NOW = datetime(2026, 3, 1, tzinfo=UTC)

Label: TypeAlias = tuple[str, str]
"""A repository of the corpus, and a key in its posts."""


def labels() -> dict[Label, list[str]]:
    """Return the types that a reader gave each field."""
    lines = (line.split("\t") for line in LABELS.read_text("utf-8").splitlines() if line[:1] != "#")
    return {(repository, key): types.split() for repository, key, types in lines}


def schemas_of(root: Path) -> Schemas:
    site = open_site(root)
    read = ((path, Document.split((site.root / path).read_bytes())) for path in site.walk())
    return Schemas(site, [site.post(Source(path, document, 0.0), NOW) for path, document in read])


def keys(values: Mapping[str, Value]) -> Iterator[tuple[str, ...]]:
    """Yield the way to every field, through maps and lists of maps."""
    for name, value in values.items():
        yield (name,)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from ((name, *way) for way in keys(inner))


def find(value: Value, key: tuple[str, ...]) -> Value:
    """Return the value at a key; of a list of maps, that of the first map that has it."""
    for part in key:
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, dict) and part in item), None)
        value = value.get(part) if isinstance(value, dict) else None
    return value


def used(schemas: Schemas) -> set[tuple[str, ...]]:
    """Return the keys that any post gives a value."""
    return {
        key
        for post in schemas.posts.values()
        for key in keys(post.values)
        if not any("." in part for part in key) and find(post.values, key) not in (None, "", [], {})
    }


def inferred(schemas: Schemas, key: tuple[str, ...]) -> str:
    """Return the type of a field among the posts that have it most often."""
    having = [post for post in schemas.posts.values() if find(post.values, key) not in (None, "", [], {})]
    group = Counter((post.section, post.kind) for post in having).most_common(1)[0][0]
    post = next(post for post in having if (post.section, post.kind) == group)
    return schemas.of(post.path).field(key).type


@pytest.mark.slow
def test_at_least_98_of_100_fields_get_the_type_that_a_reader_gives_them(corpus: Path) -> None:
    sites = {place.name: schemas_of(place) for place in sorted(corpus.iterdir()) if place.is_dir()}
    pool = [(name, ".".join(key)) for name, schemas in sites.items() for key in sorted(used(schemas))]
    given = labels()
    assert sorted(given) == sorted(random.Random(SEED).sample(pool, COUNT)), "the labels are of other fields"
    wrong = []
    for (name, key), types in given.items():
        found = inferred(sites[name], tuple(key.split(".")))
        if found not in types:
            wrong.append((name, key, types, found))
    print(f"{COUNT - len(wrong)} of {COUNT}: {wrong}")
    assert len(wrong) <= 0.02 * COUNT, wrong


def shown(fields: Iterable[Field], way: str = "") -> Iterator[tuple[str, str, dict[str, Value]]]:
    """Yield each field, and those in it, with its way, its type and what else is said of it."""
    for field in fields:
        yield f"{way}{field.name}", field.type, field.properties()
        if isinstance(field, Fields):
            yield from shown(field.fields, f"{way}{field.name}.")


@pytest.mark.slow
def test_what_is_inferred_of_every_site_is_read_back_from_frontmatter_json(corpus: Path) -> None:
    for place in sorted(corpus.iterdir()):
        if not place.is_dir():
            continue
        schemas = schemas_of(place).all()
        kinds = {
            kind.name: kind for kind in read(json.dumps(to_frontmatter_json(schemas)), "frontmatter.json")
        }
        assert len({schema.name for schema in schemas}) == len(schemas)
        for schema in schemas:
            usual = [field for field in schema.fields if field.usual]
            assert kinds[schema.name].folder == schema.folder
            assert list(shown(kinds[schema.name].fields)) == list(shown(usual))
