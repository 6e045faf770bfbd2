"""Schemas: which fields each kind of post of a site has, and what that rests on.

What is said of a field is taken from the first that knows it: the configuration of another editor
(`sources`), the generator's reserved keys (`builtin`), the values of the posts (`infer`). Each
section has a schema of its own, for posts and docs of one site seldom share their fields.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from tui.blog.post import Post
from tui.blog.schema.builtin import builtin, dialect_of
from tui.blog.schema.datetimes import DateTime
from tui.blog.schema.fields import Choice, Field, Known
from tui.blog.schema.infer import choices, evidence, gather, infer, usual_layout
from tui.blog.schema.lists import List, Taxonomy, label
from tui.blog.schema.nested import Block, Fields, Json
from tui.blog.schema.sources import Kind, read_kinds
from tui.blog.schema.texts import is_remote, texts_under
from tui.blog.values import Key, Value

if TYPE_CHECKING:
    from tui.blog.sites import Site

Group: TypeAlias = "tuple[Site, str, str]"
"""What posts of one schema share: site, section, and whether they are posts, pages or sections."""

ENOUGH = 3
"""This many values that don't fit a reserved key show that the site means something else by it."""

NAMED = 60
"""How many of the files that posts name are looked for, to know whether that makes sense."""


@dataclass(frozen=True)
class Schema:
    """The fields of one kind of post."""

    name: str
    """What the kind is called: its section, or its name in a configuration."""

    fields: tuple[Field, ...]
    source: str = ""
    """The configuration that defines it; empty if none does."""

    folder: str = ""
    """Where its posts are, from the site's root."""

    folds: bool = False
    """Whether keys match in any case."""

    @classmethod
    def of(cls, site: Site, posts: Sequence[Post], path: str) -> Schema:
        """Return the schema of the post at a path."""
        return Schemas(site, posts).of(path)

    def field(self, key: Key) -> Field:
        """Return the field at a key; one that is unknown may hold anything."""
        field: Field = Fields(name="", fields=self.fields)
        for part in key:
            if isinstance(part, int):
                continue  # each item of a block has the block's fields
            inner = field.fields if isinstance(field, Fields) else ()
            field = next((f for f in inner if self._same(f.name, part)), Json(name=part))
        if not key or isinstance(key[-1], str):
            return field
        item = Fields(name=str(key[-1]), fields=field.fields) if isinstance(field, Block) else None
        return item or Json(name=str(key[-1]))

    def _same(self, one: str, other: str) -> bool:
        return one == other or (self.folds and one.lower() == other.lower())


class Schemas:
    """The kinds of post that a site has.

    Args:
        site: The site.
        posts: All its posts, which are the evidence.
    """

    def __init__(self, site: Site, posts: Iterable[Post]) -> None:
        self.site = site
        self.posts = {post.path: post for post in posts}
        self.kinds, self.problems = read_kinds(site.root)
        self._built: dict[tuple[str, Group], Schema] = {}
        self._terms: dict[str, Mapping[str, int]] = {}
        self._found: dict[str, bool] = {}
        self._all: dict[str, list[Value]] | None = None

    def of(self, path: str) -> Schema:
        """Return the schema of the post at a path; it need not be there yet."""
        post = self.posts.get(path)
        site = self.site.nearest(path)
        group = self._group(post) if post else (site, "", "post")
        values = post.values if post else {}
        claims = [(kind.claims(path, values), kind) for kind in self.kinds]
        rank, kind = max(claims, key=lambda claim: claim[0], default=(0, None))
        kind = kind if rank else None
        at = (kind.name if kind else "", group)
        if at not in self._built:
            self._built[at] = self._build(group, kind)
        return self._built[at]

    def all(self) -> list[Schema]:
        """Return every schema that a post of the site has, the one with most posts first."""
        counts = Counter(id(self.of(path)) for path in self.posts)
        built = sorted(self._built.values(), key=lambda schema: -counts[id(schema)])
        return [schema for schema in built if counts[id(schema)]]

    def known(self, path: str) -> Known:
        """Return what the values of the post at a path are checked against."""
        post = self.posts.get(path)
        if post is None:
            return Known(self.terms)
        return Known(self.terms, lambda target: self.site.picture(post, target), self._finds)

    def _finds(self, name: str) -> bool:
        """Tell whether most of the files that posts name under a key are found; few tell too little."""
        if name not in self._found:
            named = ((post, text) for post in self.posts.values() for text in texts_under(post.values, name))
            local = ((post, text) for post, text in named if text and not is_remote(text))
            found = [self.site.picture(post, text) is not None for post, text in islice(local, NAMED)]
            self._found[name] = len(found) < ENOUGH or sum(found) * 2 >= len(found)
        return self._found[name]

    def terms(self, name: str) -> Mapping[str, int]:
        """Return the items in use under a key, with the number of their posts, most frequent first."""
        if name not in self._terms:
            field = next((f for f in builtin(self.site) if f.name.lower() == name.lower()), List(name=name))
            reader = field if isinstance(field, List) else List(name=name)
            taxonomy = reader.taxonomy if isinstance(reader, Taxonomy) else ""
            counts: Counter[str] = Counter()
            for post in self.posts.values():
                terms = post.terms.get(taxonomy)
                if terms is None:
                    terms = tuple(label(item) for item in reader.items(post.values.get(name)))
                counts.update(dict.fromkeys(terms, 1))
            self._terms[name] = dict(counts.most_common())
        return self._terms[name]

    def _group(self, post: Post) -> Group:
        return self.site.nearest(post.path), post.section, post.kind

    @cached_property
    def _groups(self) -> dict[Group, list[Mapping[str, Value]]]:
        groups: dict[Group, list[Mapping[str, Value]]] = {}
        for post in self.posts.values():
            if post.status != "broken":
                groups.setdefault(self._group(post), []).append(post.values)
        return groups

    def _everywhere(self) -> dict[str, list[Value]]:
        """Return the values of every key over the whole site."""
        if self._all is None:
            maps = (values for group in self._groups.values() for values in group)
            self._all = gather(maps, folds=self.site.folds_keys)
        return self._all

    def _folder(self, group: Group) -> str:
        """Return the deepest folder that holds all posts of a group."""
        folders = {posixpath.dirname(path) for path, post in self.posts.items() if self._group(post) == group}
        return posixpath.commonpath(folders) if folders else ""

    def _name(self, group: Group) -> str:
        """Return the section's name, with the kind behind it unless that is posts, or the most frequent.

        Where there are several sites, the site's name goes before it.
        """
        site, section, kind = group
        sizes = {other: len(posts) for other, posts in self._groups.items() if other[:2] == group[:2]}
        first = max(sizes, key=lambda other: (other[2] == "post", sizes[other]), default=group)
        name = section or kind if group == first else f"{section or 'root'}-{kind}"
        return name if site.root == self.site.root else f"{site.root.name}-{name}"

    def _build(self, group: Group, kind: Kind | None) -> Schema:
        site, folds = group[0], group[0].folds_keys
        maps = self._groups.get(group, [])
        zone, dialect = site.timezone or UTC, dialect_of(site)
        values = gather(maps, folds=folds)
        inferred = infer(values, of=len(maps), backup=self._everywhere, zone=zone, dialect=dialect)
        fields = [_local(field, site, values) for field in kind.fields] if kind else []
        seen = {_fold(field.name, folds): field for field in inferred}
        named: dict[str, Field] = {}
        generator = "" if dialect == "any" else site.generator
        for field in builtin(site):
            key = _fold(field.name, folds)
            named[key] = _refine(replace(field, source=generator), seen.get(key), values)
        for field in fields:
            seen.pop(_fold(field.name, folds), None)
            named.pop(_fold(field.name, folds), None)
        rest = [*named.values(), *(field for key, field in seen.items() if key not in named)]
        fields += [replace(field, usual=field.usual and not kind) for field in rest]
        name = kind.name if kind else self._name(group)
        folder = kind.folder if kind else self._folder(group)
        return Schema(name, tuple(fields), kind.source if kind else "", folder, folds)


def _local(field: Field, site: Site, values: Mapping[str, Sequence[Value]]) -> Field:
    """Tell a configured field what only the site knows: its zone, its dates' spelling."""
    if isinstance(field, DateTime):
        field = replace(field, zone=site.timezone or UTC, dialect=dialect_of(site))
        return replace(field, layout=usual_layout(field, values.get(field.name, ())))
    if isinstance(field, List):
        return replace(field, splits=dialect_of(site) == "jekyll" and field.name in ("tags", "categories"))
    return field


def _refine(field: Field, found: Field | None, values: Mapping[str, Sequence[Value]]) -> Field:
    """Adapt a reserved key to how the posts of a site use it.

    Args:
        field: What the generator says.
        found: What the posts say, if they have the key.
        values: The values of each key.
    """
    if found is None:
        return field
    given = [value for value in values.get(found.name, ()) if value not in (None, "", [], {})]
    held = [value for value in given if field.holds(value)]
    if len(given) >= ENOUGH and len(held) * 2 < len(given):
        return found
    source = " · ".join(filter(None, (field.source, evidence(field, given) if given else "")))
    field = replace(field, name=found.name, usual=field.usual or found.usual, source=source)
    if isinstance(field, Choice) and not field.choices:
        return replace(field, choices=choices(given))
    if isinstance(field, DateTime):
        return replace(field, layout=usual_layout(field, given))
    if isinstance(field, Fields) and not field.fields and isinstance(found, Fields):
        return replace(field, fields=found.fields)
    if type(field) is Json:
        return replace(found, source=source, usual=field.usual)
    return field


def _fold(name: str, folds: bool) -> str:
    return name.lower() if folds else name
