"""Edits of YAML: what changes, what stays, what is refused."""

from __future__ import annotations

import pytest

from tests.blog.front_matter.cases import Case, made
from tui.blog.edits import Add, Remove, Rename, Set, SetSource, Unset
from tui.blog.front_matter.making import apply
from tui.blog.front_matter.yaml import YamlFrontMatter
from tui.blog.values import DateText

SCALARS = [
    Case('title: "A"  # c\n', Set(("title",), 'b: "c"'), 'title: "b: \\"c\\""  # c\n'),
    Case("title: 'A'\n", Set(("title",), "it's"), "title: 'it''s'\n"),
    Case("title: A\n", Set(("title",), "plain words"), "title: plain words\n"),
    Case("title: A\n", Set(("title",), "a: b"), 'title: "a: b"\n'),
    Case("title: A\n", Set(("title",), "日本語：題"), "title: 日本語：題\n"),
    Case("title: 'A'\n", Set(("title",), "a\tb\u2028"), 'title: "a\\tb\\u2028"\n'),
    Case("title: 'A'\n", Set(("title",), "\x1b[0m"), 'title: "\\u001B[0m"\n'),
    Case("n: 1\nb: no\nf: 1.10\n", Set(("b",), True), "n: 1\nb: true\nf: 1.10\n"),
    Case("n: 010\n", Set(("n",), 11), "n: 11\n"),
    Case("f: 1.10\n", Set(("f",), 1e30), "f: 1.0e+30\n"),
    Case("f: 1.10\n", Set(("f",), 1.1), "f: 1.10\n"),
    Case("a:\nb: 1\n", Set(("a",), "x"), "a: x\nb: 1\n"),
    Case("a:   # c\nb: 1\n", Set(("a",), "x"), "a: x   # c\nb: 1\n"),
    Case("a: ~\nb: 1\n", Set(("b",), None), "a: ~\nb: ~\n"),
    Case("a: x\n", Set(("a",), None), "a: null\n"),
    Case("a: first\n  second\nb: 1\n", Set(("a",), "x"), "a: x\nb: 1\n"),
    Case("title: x\r\n", Set(("title",), "z"), "title: z\r\n"),
    Case("a: x\rb: y\r", Set(("a",), "z"), "a: z\rb: y\r"),
    Case("Title: x\n", Set(("title",), "z"), "Title: z\n", fold=True),
    Case("Title: x\n", Set(("title",), "z"), "Title: x\ntitle: z\n"),
    Case("on: 1\n", Set(("on",), 2), "on: 2\n"),
]

DATES = [
    Case(
        "date: 2026-01-31 16:48:29 +0000\n",
        Set(("date",), DateText("2027-02-01 16:48:29 +0000")),
        "date: 2027-02-01 16:48:29 +0000\n",
    ),
    Case('date: "2026-02-06"\n', Set(("date",), DateText("2026-02-07")), 'date: "2026-02-07"\n'),
    Case("date: '2026-2-6'\n", Set(("date",), DateText("2026-2-7")), "date: '2026-2-7'\n"),
    Case("date: 2026-01-31\n", Set(("date",), "2026-02-01"), 'date: "2026-02-01"\n'),
    Case("date: 2026-01-31\n", Set(("date",), "soon"), "date: soon\n"),
    Case(
        "date: x\n",
        Set(("date",), DateText("2026-02-01T00:00:00+09:00")),
        "date: 2026-02-01T00:00:00+09:00\n",
    ),
    Case(
        "date: 2026-01-31\nx: 1\n",
        Set(("lastmod",), DateText("2026-02-01")),
        "date: 2026-01-31\nlastmod: 2026-02-01\nx: 1\n",
    ),
]

BLOCKS = [
    Case("t: |\n  one\n  two\nn: 1\n", Set(("t",), "x\ny\n"), "t: |\n  x\n  y\nn: 1\n"),
    Case("t: |-\n    one\nn: 1\n", Set(("t",), "x\ny"), "t: |-\n    x\n    y\nn: 1\n"),
    Case("t: >\n  one\n  two\n\n# c\nn: 1\n", Set(("t",), "x\ny\n"), "t: >\n  x\n\n  y\n\n# c\nn: 1\n"),
    Case("t: | # c\n  one\nn: 1\n", Set(("t",), "x\n"), "t: | # c\n  x\nn: 1\n"),
    Case("t: |+\n  one\n\nn: 1\n", Set(("t",), "x\n\n"), "t: |+\n  x\n\nn: 1\n"),
    Case("t: |\n  one\nn: 1\n", Set(("t",), " x\n"), 't: " x\\n"\nn: 1\n'),
    Case("t: |\n  one\n  two\nn: 1\n", Set(("t",), True), "t: true\nn: 1\n"),
    Case("a: 1\n", Set(("t",), "x\ny\n"), "a: 1\nt: |\n  x\n  y\n"),
    Case("t: |\n  one\n  two\n# c\nn: 1\n", Unset(("t",)), "# c\nn: 1\n"),
]

LISTS = [
    Case(
        "tags:\n- a # one\n# about b\n- b\n\n# end\n",
        Add(("tags",), "c"),
        "tags:\n- a # one\n# about b\n- b\n- c\n\n# end\n",
    ),
    Case("tags:\n- a # one\n# about b\n- b\n", Remove(("tags",), "a"), "tags:\n# about b\n- b\n"),
    Case('tags:\n  -   "a"\nx: 1\n', Add(("tags",), "b"), 'tags:\n  -   "a"\n  -   "b"\nx: 1\n'),
    Case("tags:\n  - a\n", Remove(("tags",), "a"), "tags: []\n"),
    Case("tags:\n  - a\n  - a\n  - b\n", Remove(("tags",), "a"), "tags:\n  - b\n"),
    Case("tags:\n  - a\n", Add(("tags",), "a"), "tags:\n  - a\n"),
    Case("tags:\n  - 2024\n", Remove(("tags",), "2024"), "tags: []\n"),
    Case("tags: [null, true]\n", Remove(("tags",), "null"), "tags: [null, true]\n"),
    Case('tags: ["a", "b"]\n', Add(("tags",), "c, d"), 'tags: ["a", "b", "c, d"]\n'),
    Case("tags: [ a,b ]\n", Add(("tags",), "c"), "tags: [ a,b,c ]\n"),
    Case("tags: [a, b, c]\n", Remove(("tags",), "b"), "tags: [a, c]\n"),
    Case("tags: [a, b, c] # x\n", Remove(("tags",), "c"), "tags: [a, b] # x\n"),
    Case("tags: [a,]\n", Add(("tags",), "b"), "tags: [a, b,]\n"),
    Case("tags: [a]\n", Remove(("tags",), "a"), "tags: []\n"),
    Case("tags: [\n  a, # 1\n  b\n]\n", Add(("tags",), "c"), "tags: [\n  a, # 1\n  b,\n  c\n]\n"),
    Case("tags: [\n  a,\n  b, # 2\n]\n", Add(("tags",), "c"), "tags: [\n  a,\n  b, # 2\n  c,\n]\n"),
    Case("tags: [\n  a, # 1\n  b # 2\n]\n", Add(("tags",), "c"), "tags: [\n  a, # 1\n  b, # 2\n  c\n]\n"),
    Case("tags: [\n  a, # 1\n  b # 2\n]\n", Remove(("tags",), "b"), "tags: [\n  a # 1\n]\n"),
    Case("tags: [\n  a, # 1\n  b # 2\n]\n", Remove(("tags",), "a"), "tags: [\n  b # 2\n]\n"),
    Case("tags: [\n  # keep\n  a\n]\n", Remove(("tags",), "a"), "tags: [\n  # keep\n]\n"),
    Case("tags: [a, # 1\n  # keep\n  b]\n", Remove(("tags",), "a"), "tags: [\n  # keep\n  b]\n"),
    Case("tags: [a, # 1\n  b]\n", Remove(("tags",), "b"), "tags: [a # 1\n  ]\n"),
    Case("tags: [a, b, # 2\n  c]\n", Remove(("tags",), "c"), "tags: [a, b # 2\n  ]\n"),
    Case("tags: [\n  a, b,\n  c\n]\n", Remove(("tags",), "b"), "tags: [\n  a, c\n]\n"),
    Case("tags:\nx: 1\n", Add(("tags",), "a"), "tags:\n  - a\nx: 1\n"),
    Case("tags: # c\nx: 1\n", Add(("tags",), "a"), "tags: # c\n  - a\nx: 1\n"),
    Case("c: [x]\ntags:\n", Add(("tags",), "a"), "c: [x]\ntags: [a]\n"),
    Case("c:\n- x\nn: 1\n", Add(("tags",), "a"), "c:\n- x\nn: 1\ntags:\n- a\n"),
    Case("tags: []\n", Add(("tags",), "a"), "tags: [a]\n"),
    Case("tags: [ ]\n", Add(("tags",), "a"), "tags: [ a ]\n"),
    Case("tags:\n- a\n- b # 2\n- c\n", Set(("tags",), ["a", "b", "d"]), "tags:\n- a\n- b # 2\n- d\n"),
    Case("tags:\n- a\n- b # 2\n- c\n", Set(("tags",), ["b", "c", "d"]), "tags:\n- b # 2\n- c\n- d\n"),
    Case("tags:\n- a\n- b\n", Set(("tags",), ["x"]), "tags:\n- x\n"),
    Case("tags: [ a, b ]\n", Set(("tags",), ["x"]), "tags: [ x ]\n"),
    Case("tags:\n- a # 1\nx: 1\n", Set(("tags",), []), "tags: []\nx: 1\n"),
    Case("tags: # c\n- a\n- b\nx: 1\n", Set(("tags",), "y z"), "tags: y z # c\nx: 1\n"),
    Case("tags: a # c\nx: 1\n", Set(("tags",), ["a", "b"]), "tags: # c\n  - a\n  - b\nx: 1\n"),
    Case("tags: a b\n", Add(("tags",), "c"), "tags: a b c\n"),
    Case('tags: "a b"\n', Remove(("tags",), "a"), 'tags: "b"\n'),
    Case("tags: a\n", Remove(("tags",), "a"), "tags: []\n"),
    Case("tags: a b\n", Add(("tags",), "c d"), "tags:\n  - a\n  - b\n  - c d\n"),
    Case("tags: a b\n", Add(("tags",), "c"), "tags:\n  - a b\n  - c\n", fold=True),
    Case("tag: a b\n", Add(("tag",), "c"), "tag:\n  - a b\n  - c\n"),
    Case("n: 3\n", Add(("n",), "c"), "refused: not-a-list"),
]

NESTED = [
    Case(
        'cover:\n    image: "a" # c\n    alt: b\n',
        Set(("cover", "image"), "x"),
        'cover:\n    image: "x" # c\n    alt: b\n',
    ),
    Case(
        "cover:\n    image: a\n    # end\n\nx: 1\n",
        Set(("cover", "alt"), "b"),
        "cover:\n    image: a\n    alt: b\n    # end\n\nx: 1\n",
    ),
    Case("cover: {image: a}\n", Set(("cover", "alt"), "b, c"), 'cover: {image: a, alt: "b, c"}\n'),
    Case("cover: { image: a, alt: b }\n", Unset(("cover", "image")), "cover: { alt: b }\n"),
    Case("cover:\n  image: a\nx: 1\n", Unset(("cover", "image")), "cover: {}\nx: 1\n"),
    Case("cover:\nx: 1\n", Set(("cover", "image"), "a"), "cover:\n  image: a\nx: 1\n"),
    Case('cover: ""\nx: 1\n', Set(("cover", "image"), 1), "cover:\n  image: 1\nx: 1\n"),
    Case("x: 1\n", Set(("a", "b", "c"), 1), "x: 1\na:\n  b:\n    c: 1\n"),
    Case("x: 1\n", Set(("x", "b"), 1), "refused: no-parent"),
    Case("l:\n  - a: 1\n    b: 2\n  - c: 3\n", Set(("l", 0, "a"), 9), "l:\n  - a: 9\n    b: 2\n  - c: 3\n"),
    Case("l:\n  - a: 1\n    b: 2\n  - c: 3\n", Unset(("l", 0, "a")), "l:\n  - b: 2\n  - c: 3\n"),
    Case("l:\n  - a: 1\n    b: 2\n  - c: 3\n", Unset(("l", 1, "c")), "l:\n  - a: 1\n    b: 2\n  - {}\n"),
    Case("l:\n  - a: 1\n    b: 2\n  - c: 3\n", Unset(("l", 0)), "l:\n  - c: 3\n"),
    Case("l:\n  - a: 1\n", Set(("l", 1), {"b": [1]}), "l:\n  - a: 1\n  - b:\n      - 1\n"),
    Case("l:\n  - a: 1\n", Set(("l", 5), "x"), "refused: no-parent"),
    Case("l:\n  - a: 1\n", Set(("l", 0), "x"), "l:\n  - x\n"),
    Case("l:\n  -\n    # c\n    a: 1\n  - b\n", Unset(("l", 0)), "l:\n  - b\n"),
    Case("l:\n  -\n    # c\n    a: 1\n", Set(("l", 0, "b"), 2), "l:\n  -\n    # c\n    a: 1\n    b: 2\n"),
    Case("l:\n  -\n  - # c\n", Set(("l", 0), 1), "l:\n  - 1\n  - # c\n"),
    Case("l:\n  -\n  - # - c\n", Set(("l", 1), 1), "l:\n  -\n  - 1 # - c\n"),
    Case("l:\n- - a\n  - b\n- c\n", Add(("l", 0), "d"), "l:\n- - a\n  - b\n  - d\n- c\n"),
    Case("m:\n  a: 1 # c\n  b: 2\n", Set(("m",), {"a": 1, "c": 3}), "m:\n  a: 1 # c\n  c: 3\n"),
    Case("x: 1\n", Set(("m",), {"a": {"b": ["c"]}, "d": []}), "x: 1\nm:\n  a:\n    b:\n      - c\n  d: []\n"),
    Case(
        "x: 1\n",
        Set(("m",), [{"a": "on", "b": 1}, {"c": None}]),
        'x: 1\nm:\n  - a: "on"\n    b: 1\n  - c: null\n',
    ),
    Case('{ "a": 1 }\n', Set(("b",), {"c": "d"}), '{ "a": 1, "b": { "c": "d" } }\n'),
]

KEYS = [
    Case("a: 1\nb: 2 # c\n\nc: 3\n", Unset(("b",)), "a: 1\n\nc: 3\n"),
    Case("a: 1\n", Unset(("a",)), ""),
    Case("# top\na:\n  - 1\n# end\n", Unset(("a",)), "# top\n# end\n"),
    Case("a: 1\n", Unset(("b",)), "a: 1\n"),
    Case("a: 1 # c\nb: 2\n", Rename(("a",), "x y"), "x y: 1 # c\nb: 2\n"),
    Case('"a": 1\n', Rename(("a",), "x"), '"x": 1\n'),
    Case("a: 1\nb: 2\n", Rename(("a",), "b"), "refused: key-exists"),
    Case("Tags: [a]\n", Rename(("tags",), "tags"), "tags: [a]\n", fold=True),
    Case("m:\n  a: 1\n", Rename(("m", "a"), "on"), 'm:\n  "on": 1\n'),
    Case("title: x\ntags: [a]\nz: 1\n", Set(("draft",), True), "title: x\ntags: [a]\nz: 1\ndraft: true\n"),
    Case(
        "title: x\ntags: [a]\nz: 1\n",
        Set(("categories",), ["b"]),
        "title: x\ntags: [a]\ncategories: [b]\nz: 1\n",
    ),
    Case(
        'title: "x"\ndate: 2026-01-01\n\nz: 1\n',
        Set(("slug",), "y"),
        'title: "x"\ndate: 2026-01-01\n\nz: 1\nslug: "y"\n',
    ),
    Case("", Set(("a",), 1), "a: 1\n"),
    Case("# only a comment\n", Set(("a",), 1), "# only a comment\na: 1\n"),
    Case("a: 1", Set(("b",), 2), "a: 1\nb: 2"),
    Case("  a: 1\n  c: 2\n", Set(("b",), 2), "  a: 1\n  c: 2\n  b: 2\n"),
    Case("t: |+\n  x\n\nn: 1\n", Set(("z",), 1), "t: |+\n  x\n\nn: 1\nz: 1\n"),
    Case("x: 1\n", Set(("a: b",), 1), 'x: 1\n"a: b": 1\n'),
]

SOURCES = [
    Case("a: 1 # c\n", SetSource(("a",), "[x, y]"), "a: [x, y] # c\n"),
    Case(
        "a:\n  - 1\nb: 2\n", SetSource(("a",), "- x\n- y: 1\n  z: 2"), "a:\n  - x\n  - y: 1\n    z: 2\nb: 2\n"
    ),
    Case("a: 1\n", SetSource(("s",), "|\n  x\n  y"), "a: 1\ns: |\n    x\n    y\n"),
    Case("a: 1\n", SetSource(("s",), "k: 1\nl: 2"), "a: 1\ns:\n  k: 1\n  l: 2\n"),
    Case("a: 1\n", SetSource(("a",), "[x"), "refused: bad-source"),
    Case("a: 1\n", SetSource(("a",), "x\nb: 2"), "refused: bad-source"),
]

REFUSALS = [
    Case("a: 1\na: 2\n", Set(("a",), 3), "refused: duplicate-key"),
    Case("A: 1\na: 2\n", Set(("a",), 3), "refused: duplicate-key", fold=True),
    Case("a: &x 1\nb: *x\n", Set(("a",), 3), "refused: anchor"),
    Case("a: &x 1\nb: *x\n", Set(("b",), 3), "refused: alias"),
    Case("a: &x 1\nb: *x\n", Unset(("a",)), "refused: alias"),
    Case("a: &x {k: 1}\nb: *x\n", Set(("a", "k"), 3), "refused: alias"),
    Case("a: &x {k: 1}\nb: *x\n", Set(("b", "k"), 3), "refused: alias"),
    Case("a: !!str 1\n", Set(("a",), 3), "refused: tag"),
    Case("? a\n: b\n", Set(("a",), 3), "refused: complex-key"),
    Case("a: 1\n", Set(("a",), float("nan")), "refused: not-a-value"),
    Case("a: 1\n", Set(("a",), "\ud800"), "refused: not-text"),
    Case("a: 1\n", Set((), 1), "refused: no-key"),
    Case("a: [1]\n", Rename(("a", 0), "b"), "refused: no-name"),
]

UNTOUCHED = [  # a duplicate, an alias, a tag elsewhere is no reason to refuse
    Case("a: 1\na: 2\nb: 1\n", Set(("b",), 2), "a: 1\na: 2\nb: 2\n"),
    Case("a: &x 1\nb: *x\n", Set(("c",), 2), "a: &x 1\nb: *x\nc: 2\n"),
    Case("a: &x 1\nb: *x\nc: !!str 2\n", Unset(("c",)), "a: &x 1\nb: *x\n"),
    Case("a: &x 1\nb: *x\n", Unset(("b",)), "a: &x 1\n"),
    Case(
        "b: &x\n  w: 1\nc:\n  <<: *x\n  z: 2\n",
        Set(("c", "w"), 3),
        "b: &x\n  w: 1\nc:\n  <<: *x\n  z: 2\n  w: 3\n",
    ),
]


@pytest.mark.parametrize(
    "case", [*SCALARS, *DATES, *BLOCKS, *LISTS, *NESTED, *KEYS, *SOURCES, *REFUSALS, *UNTOUCHED], ids=repr
)
def test_edit(case: Case) -> None:
    assert made("yaml", case) == case.after


def test_edits_follow_each_other() -> None:
    front = YamlFrontMatter("title: x\ntags: [a]\n")
    edited = apply(
        front,
        [Set(("title",), "z"), Add(("tags",), "b"), Rename(("tags",), "terms"), Remove(("terms",), "a")],
    )
    assert edited.text == "title: z\nterms: [b]\n"
    assert front.text == "title: x\ntags: [a]\n"


def test_lines_and_sources() -> None:
    front = YamlFrontMatter(
        "a: 1\nc:\n    d: 'x' # c\n    e:\n    - y\n    - z: |\n        one\n        two\nn:\n"
    )
    lines = [front.line(key) for key in (("a",), ("c",), ("c", "d"), ("c", "e", 1), ("x",))]
    assert lines == [1, 2, 3, 6, None]
    assert front.source(("c", "d")) == "'x'"
    assert front.source(("c", "e")) == "- y\n- z: |\n    one\n    two"
    assert front.source(("n",)) == front.source(("none",)) == ""


@pytest.mark.parametrize("key", ["a", "b", "c", "d", "e"])
def test_a_field_given_its_own_source_does_not_change(key: str) -> None:
    front = YamlFrontMatter(
        "a: [x,\n  y]\nb:\n    - x\n    - k: 1\n      l: 2\nc: |\n    one\n      two\n"
        "d: 'x'\ne:\n  f:\n    g: 1\n"
    )
    assert apply(front, [SetSource((key,), front.source((key,)))]).text == front.text
