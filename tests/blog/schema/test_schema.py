"""Schemas: other editors' first, then reserved keys, then what the posts bear out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from tui.blog.document import Document
from tui.blog.post import Post
from tui.blog.schema import Field, Fields, Image, Schema, Schemas, to_frontmatter_json
from tui.blog.schema.infer import infer_field
from tui.blog.sites import Site, open_site
from tui.blog.sites.base import Source
from tui.blog.values import DateText, Value

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def posts_of(site: Site) -> list[Post]:
    return [
        site.post(Source(path, Document.split((site.root / path).read_bytes()), 0.0), NOW)
        for path in site.walk()
    ]


def schemas_of(root: Path) -> Schemas:
    site = open_site(root)
    return Schemas(site, posts_of(site))


def hugo(root: Path, **posts: str) -> Schemas:
    (root / "hugo.toml").write_text('baseURL = "https://example.org/"\ntimeZone = "Asia/Tokyo"\n')
    for name, text in posts.items():
        path = root / "content" / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{text}\n---\nbody\n", "utf-8")
    return schemas_of(root)


def types(schema: Schema) -> dict[str, str]:
    return {field.name: field.type for field in schema.fields}


def guess(name: str, *values: Value) -> Field:
    return infer_field(name, values)


def test_sections_have_schemas_of_their_own(tmp_path: Path) -> None:
    posts = {f"posts__{n}": f"title: {n}\nmood: good\ncover:\n  image: a.png" for n in "abcdef"}
    docs = {f"docs__{n}": f"title: {n}\nlevel: 3\nTags: [x]" for n in "abcdef"}
    schemas = hugo(tmp_path, **posts, **docs)
    assert {schema.name for schema in schemas.all()} == {"posts", "docs"}
    post, doc = schemas.of("content/posts/a.md"), schemas.of("content/docs/a.md")
    assert "level" not in types(post)
    assert doc.field(("level",)).source == "number in 6 of 6 posts"
    assert post.field(("cover", "image")).type == "image"
    assert doc.field(("tags",)).name == "Tags", "Hugo matches keys in any case"
    assert doc.field(("TAGS",)).type == "tags"
    assert post.field(("nothing",)).type == "json"


def test_reserved_keys_come_with_evidence_and_yield_to_what_a_site_means(tmp_path: Path) -> None:
    posts = {
        f"posts__{n}": f"title: {n}\nweight: heavy\nlayout: wide\ndate: 2026-01-0{i}"
        for i, n in enumerate("abcd", 1)
    }
    schema = hugo(tmp_path, **posts).of("content/posts/a.md")
    assert schema.field(("title",)).source == "Hugo · string in 4 of 4 posts"
    assert schema.field(("weight",)).type == "string"
    assert getattr(schema.field(("layout",)), "choices", ()) == ("wide",)
    assert getattr(schema.field(("date",)), "layout", "") == "2006-01-02"
    assert [field.name for field in schema.fields if field.usual][:4] == ["title", "date", "draft", "tags"]


def test_few_posts_of_a_section_ask_the_whole_site(tmp_path: Path) -> None:
    posts = {f"posts__{n}": "event: 2026-01-01" for n in "abcdefghij"}
    schema = hugo(tmp_path, **posts, news__a='event: "tomorrow"').of("content/news/a.md")
    assert schema.field(("event",)).type == "datetime"
    assert schema.field(("event",)).source == "datetime in 10 of 11 posts"


def test_another_editor_defines_a_form_and_posts_fill_in_the_rest(tmp_path: Path) -> None:
    (tmp_path / ".pages.yml").write_text(
        "content:\n- {name: posts, type: collection, path: content/posts, fields: "
        "[{name: when, type: date}, {name: title, type: string}]}\n"
    )
    posts = {f"posts__{n}": f"title: {n}\nwhen: 2026-01-01\nextra: 3" for n in "abcdef"}
    schema = hugo(tmp_path, **posts).of("content/posts/a.md")
    assert schema.source == ".pages.yml"
    assert [field.name for field in schema.fields if field.usual] == ["when", "title"]
    assert getattr(schema.field(("when",)), "layout", "") == "2006-01-02"
    assert schema.field(("extra",)).type == "number"
    assert schema.field(("draft",)).type == "draft"


def test_types_are_told_by_what_values_look_like() -> None:
    assert guess("x", 1, 2.5).type == "number"
    assert guess("x", True, None).type == "boolean"
    assert guess("draft", True).type == "draft"
    assert guess("x", DateText("2026-01-01")).type == "datetime"
    assert guess("x", "2026-01-01 10:00", "2026-02-01 10:00").type == "datetime"
    assert guess("x", "20260101").type == "string"
    assert guess("x", "a.png", "img/b.JPG?w=3").type == "image"
    assert guess("cover", "https://example.org/picture/3").type == "image"
    assert guess("ogImage", "/og/3").type == "image"
    assert guess("x", "papers/a.pdf").type == "file"
    assert guess("post_slug", "a-b").type == "slug"
    assert guess("x", ["a"], "b").type == "list"
    assert guess("x", [], None).type == "list"
    assert guess("x", *["good", "bad"] * 6).type == "choice"
    assert guess("title", *["good", "bad"] * 6).type == "string"
    assert guess("x", "1.0.1", 2, 3).type == "string"
    assert guess("x", {"a": 1}, [1]).type == "json"
    assert guess("x", [{"a": 1}], [{"a": 2}]).type == "block"
    assert guess("x", "two\nlines") == guess("x", "two\nlines")
    assert getattr(guess("x", "two\nlines"), "single", None) is False
    nested = guess("x", {"a": {"b": 1}}, {"a": {"c": "d.png"}})
    assert isinstance(nested, Fields)
    inner = nested.fields[0]
    assert isinstance(inner, Fields)
    assert {field.name: field.type for field in inner.fields} == {"b": "number", "c": "image"}


def test_maps_deeper_than_a_form_shows_are_edited_as_source() -> None:
    value: Value = 1
    for _ in range(20):
        value = {"in": value}
    field = guess("x", value)
    depth = 0
    while isinstance(field, Fields):
        field, depth = field.fields[0], depth + 1
    assert field.type == "json"
    assert depth == 4


def test_terms_are_counted_over_the_site(tmp_path: Path) -> None:
    schemas = hugo(
        tmp_path, posts__a="tags: [AI, 投資]", posts__b="tags: [AI]\nkeywords: [k]", docs__c="tags: ai"
    )
    assert schemas.terms("tags") == {"AI": 2, "投資": 1, "ai": 1}
    assert schemas.terms("keywords") == {"k": 1}
    assert schemas.terms("nothing") == {}
    (problem,) = (
        schemas.of("content/docs/c.md").field(("tags",)).check("ai", schemas.known("content/docs/c.md"))
    )
    assert problem.message == "“ai” is near “AI” (2 posts)"


def test_pictures_that_are_not_there_are_known(tmp_path: Path) -> None:
    schemas = hugo(tmp_path, posts__a="cover: {image: a.png}")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "b.png").write_bytes(b"")
    known = schemas.known("content/posts/a.md")
    assert known.finds("image")
    assert known.find("a.png") is None
    assert known.find("/b.png") is not None


def test_where_hardly_any_file_is_found_nothing_is_missing(tmp_path: Path) -> None:
    posts = {f"posts__{n}": f"cover: {{image: '~/assets/{n}.png'}}" for n in "abcd"}
    known = hugo(tmp_path, **posts).known("content/posts/a.md")
    assert not known.finds("image")
    assert not Image(name="image").check("~/assets/a.png", known)
    for name in "abc":
        (tmp_path / "static" / "~" / "assets").mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / "~" / "assets" / f"{name}.png").write_bytes(b"")
    known = hugo(tmp_path, **posts).known("content/posts/a.md")
    assert known.finds("image")
    assert Image(name="image").check("~/assets/d.png", known)


def test_front_matter_cms_can_read_what_is_written_for_it(tmp_path: Path) -> None:
    posts = {
        f"posts__{n}": f"title: {n}\ndate: 2026-01-01\nmood: good\n"
        "resources: [{src: a.png}]\ncover: {image: b.png}"
        for n in "abcdefghijkl"
    }
    schemas = hugo(tmp_path, **posts)
    text = json.dumps(to_frontmatter_json(schemas.all()))
    types = json.loads(text)["frontMatter.taxonomy.contentTypes"]
    assert types[0]["fields"][0] == {
        "title": "title", "name": "title", "type": "string", "single": True,
    }  # fmt: skip
    (tmp_path / "frontmatter.json").write_text(text)
    again = schemas_of(tmp_path).of("content/posts/a.md")
    assert again.source == "frontmatter.json"
    before = schemas.of("content/posts/a.md")
    assert {f.name: f.type for f in again.fields if f.usual} == {
        f.name: f.type for f in before.fields if f.usual
    }
    assert again.field(("resources", 0, "src")).type == "string"


def test_every_real_site_has_a_schema(corpus: Path, seeds: Path) -> None:
    for root in (
        seeds,
        corpus / "babel+website" / "website",
        corpus / "dillonzq+LoveIt",
        corpus / "hexojs+site",
    ):
        schemas = schemas_of(root)
        for schema in schemas.all():
            assert {"title", "date", "tags"} <= types(schema).keys()


def test_each_of_several_sites_has_schemas_of_its_own(tmp_path: Path) -> None:
    for name, config, path in (
        ("one", "hugo.toml", "content/posts/a.md"),
        ("two", "_config.yml", "_posts/2026-01-01-a.md"),
    ):
        (tmp_path / name / path).parent.mkdir(parents=True)
        (tmp_path / name / config).write_text("")
        (tmp_path / name / path).write_text("---\ntitle: A\n---\n")
    for first, second in (("one", "two"), ("two", "one")):
        schemas = schemas_of(tmp_path)
        paths = {path.split("/")[0]: path for path in schemas.posts}
        told = {name: schemas.of(paths[name]) for name in (first, second)}
        assert [told[name].name for name in ("one", "two")] == ["one-posts", "two-posts"]
        assert not told["one"].field(("layout",)).source.startswith("Jekyll")
        assert told["one"].field(("draft",)).usual
        assert not told["two"].field(("draft",)).usual
