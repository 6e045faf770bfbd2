"""Schemas that a site has for other editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.blog.schema import Field
from tui.blog.schema.sources import Kind, read_kinds

FRONT_MATTER = """{
  // VS Code takes comments and trailing commas
  "$schema": "https://frontmatter.codes/frontmatter.schema.json",
  "frontMatter.content.draftField": {"name": "draft", "type": "boolean", "invert": false},
  "frontMatter.content.pageFolders": [
    {"title": "posts", "path": "[[workspace]]/content/posts", "contentTypes": ["post"]},
  ],
  "frontMatter.taxonomy.fieldGroups": [
    {"id": "author", "fields": [{"name": "name", "type": "string", "single": true}]},
    {"id": "self", "fields": [{"name": "again", "type": "block", "fieldGroup": ["self"]}]},
  ],
  "frontMatter.taxonomy.contentTypes": [
    {"name": "default", "fields": [{"name": "title", "type": "string"}]},
    {"name": "post", "fields": [
      {"title": "Title", "name": "title", "type": "string", "required": true},
      {"title": "Lines // no comment", "name": "", "type": "divider"},
      {"name": "date", "type": "datetime", "default": "{{now}}"},
      {"name": "draft", "type": "draft", "default": true},
      {"name": "weight", "type": "number"},
      {"name": "featured", "type": "boolean"},
      {"name": "mood", "type": "choice", "choices": ["", "good", {"id": "bad", "title": "Bad"}]},
      {"name": "moods", "type": "choice", "choices": ["good"], "multiple": true},
      {"name": "tags", "type": "tags", "taxonomyLimit": 5},
      {"name": "categories", "type": "categories"},
      {"name": "people", "type": "taxonomy", "taxonomyId": "humans"},
      {"name": "items", "type": "list"},
      {"name": "cover", "type": "fields", "fields": [{"name": "image", "type": "image"}]},
      {"name": "authors", "type": "block", "fieldGroup": ["author"]},
      {"name": "loop", "type": "block", "fieldGroup": "self"},
      {"name": "paper", "type": "file"},
      {"name": "slug", "type": "slug"},
      {"name": "secret", "type": "string", "hidden": true},
      {"name": "data", "type": "json"},
      {"name": "odd", "type": "of-next-year"},
      "nonsense",
    ]},
  ],
}
"""

DECAP = """
backend: {name: git-gateway}
collections:
  - name: posts
    label: Posts
    folder: content/posts
    fields:
      - {label: Title, name: title, widget: string}
      - {label: Date, name: date, widget: datetime, required: false}
      - {name: draft, widget: boolean, default: false}
      - {name: kind, widget: select, options: [a, {label: B, value: b}]}
      - {name: tags, widget: list}
      - {name: cover, widget: object, fields: [{name: image, widget: image}]}
      - {name: links, widget: list, fields: [{name: url, widget: string, hint: with https}]}
      - {name: summary, widget: text}
      - {name: body, widget: markdown}
      - {name: secret, widget: hidden}
      - {name: map, widget: map}
  - name: pages
    files:
      - {name: about, label: About, file: content/about.md, fields: [{name: title, widget: string}]}
"""

PAGES = """
components:
  seo: {type: object, fields: [{name: description, type: text}]}
content:
  - name: posts
    label: Posts
    type: collection
    path: _posts
    fields:
      - {name: title, label: Title, type: string, required: true}
      - {name: date, type: date}
      - {name: tags, type: string, list: true}
      - {name: layout, type: select, options: {values: [post, {value: page, label: Page}]}}
      - {name: gallery, type: object, list: {min: 1}, fields: [{name: src, type: image}]}
      - {name: seo, component: seo}
      - {name: body, type: rich-text}
  - {name: about, type: file, path: about.md, fields: [{name: title, type: string}]}
"""


def types(fields: tuple[Field, ...]) -> dict[str, str]:
    return {field.name: field.type for field in fields}


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def claimed(kinds: tuple[Kind, ...], path: str, **values: str) -> str:
    best = max(kinds, key=lambda kind: kind.claims(path, dict(values)))
    return best.name if best.claims(path, dict(values)) else ""


def test_front_matter_cms(tmp_path: Path) -> None:
    write(tmp_path, "frontmatter.json", FRONT_MATTER)
    kinds, problems = read_kinds(tmp_path)
    assert not problems
    post = kinds[1]
    assert types(post.fields) == {
        "title": "string", "date": "datetime", "draft": "draft", "weight": "number", "featured": "boolean",
        "mood": "choice", "moods": "list", "tags": "tags", "categories": "categories", "people": "taxonomy",
        "items": "list", "cover": "fields", "authors": "block", "loop": "block", "paper": "file",
        "slug": "slug", "data": "json", "odd": "json",
    }  # fmt: skip
    by_name = {field.name: field for field in post.fields}
    assert by_name["title"].required
    assert by_name["title"].title == "Title"
    assert by_name["date"].default is None
    assert by_name["draft"].default is True
    assert getattr(by_name["mood"], "choices", ()) == ("good", "bad")
    assert types(getattr(by_name["authors"], "fields", ())) == {"name": "string"}
    assert claimed(kinds, "content/posts/a.md") == "post"
    assert claimed(kinds, "content/docs/a.md") == "default"
    assert claimed(kinds, "content/docs/a.md", type="post") == "post"


@pytest.mark.parametrize("place", ["static/admin/config.yml", "admin/config.yaml", "public/admin/config.yml"])
def test_decap(tmp_path: Path, place: str) -> None:
    write(tmp_path, place, DECAP)
    kinds, problems = read_kinds(tmp_path)
    assert not problems
    assert types(kinds[0].fields) == {
        "title": "string", "date": "datetime", "draft": "draft", "kind": "choice", "tags": "tags",
        "cover": "fields", "links": "block", "summary": "string", "map": "json",
    }  # fmt: skip
    assert [field.required for field in kinds[0].fields[:2]] == [True, False]
    assert kinds[0].source == place
    assert claimed(kinds, "content/posts/x.md") == "Posts"
    assert claimed(kinds, "content/about.md") == "About"
    assert claimed(kinds, "content/other.md") == ""


def test_pages_cms(tmp_path: Path) -> None:
    write(tmp_path, ".pages.yml", PAGES)
    kinds, problems = read_kinds(tmp_path)
    assert not problems
    assert types(kinds[0].fields) == {
        "title": "string", "date": "datetime", "tags": "tags", "layout": "choice", "gallery": "block",
        "seo": "fields",
    }  # fmt: skip
    assert types(getattr(kinds[0].fields[-1], "fields", ())) == {"description": "string"}
    assert claimed(kinds, "_posts/2026-01-01-x.md") == "Posts"
    assert claimed(kinds, "about.md") == "about"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("frontmatter.json", "{"),
        ("frontmatter.json", "[]"),
        ("frontmatter.json", "[" * 100_000),
        ("static/admin/config.yml", "collections: [a"),
        (".pages.yml", "a: &a [*a]\n- b"),
    ],
)
def test_what_cannot_be_read_is_a_problem_not_a_failure(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, name, text)
    kinds, problems = read_kinds(tmp_path)
    assert not kinds
    assert [problem.code for problem in problems] == ["schema"]
    assert name in problems[0].message


@pytest.mark.parametrize("value", [None, 1, "x", [1], {"fields": 3}, [{"name": 3, "fields": {"a": 1}}]])
def test_odd_trees_are_survived(tmp_path: Path, value: object) -> None:
    write(tmp_path, "frontmatter.json", json.dumps({"frontMatter.taxonomy.contentTypes": value}))
    write(tmp_path, ".pages.yml", json.dumps({"content": value, "components": value}))
    write(tmp_path, "admin/config.yml", json.dumps({"collections": value}))
    _, problems = read_kinds(tmp_path)
    assert not problems


def test_a_configuration_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / ".pages.yml").write_bytes("content: 記事".encode("shift_jis"))
    assert "UTF-8" in read_kinds(tmp_path)[1][0].message
