"""The quick reader of YAML says what libyaml says, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.front_matter import yaml_quick, yaml_reader
from tui.blog.front_matter.yaml_scalars import DATE, INT, RULES, core_scalar, scalar
from tui.blog.values import DateText, Value

PIECES = [
    *("title", "tags", "a", "ab c", "日付", "- ", "-", ":", ": ", " #", "#", "  ", "    ", " ", "\n", "\r\n"),
    *('"', "'", '"a b"', "'c'", '"\\""', '"\\n"', "[", "]", "[a, 'b']", "{", "}", ", ", ",", "|", ">"),
    *("true", "No", "on", "~", "null", "12", "-3", "0x1f", "017", "1.5", "1e3", ".inf", "12:30", "=", "<<"),
    *("2026-11-22", "2026-11-22T08:06:10Z", "2026-11-22 08:06", "---", "...", "%", "@", "`", "?", "? ", "\t"),
    *("&x", "*x", "!!str", "\x85", "\u2028", "\ufeff", "\u3000", "\x07", "\ud800", "\U0001f600", "é"),
]
VALUES = [
    "",
    "x",
    "a b",
    "b#c",
    "x:y",
    '"a: b"',
    "'- '",
    "[a, 'b', \"]\"]",
    "[]",
    "true",
    "2026-11-22",
    "-1",
    "~",
]
lines = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", "- ", "  - ", "-   "]),
    st.sampled_from(["title:", "tags:", "a:", "b:", "1:", ""]),
    st.sampled_from([" ", " ", "  ", ""]),
    st.sampled_from(VALUES) | st.lists(st.sampled_from(PIECES), max_size=4).map("".join),
    st.sampled_from(["\n", "\n", "\n", "\r\n", " # said\n", "\n\n", ""]),
).map("".join)
blocks = st.lists(lines, max_size=4).map("".join) | st.text(st.sampled_from("ab:- #\n'\"[],\\1"), max_size=30)


def exact(value: Value) -> object:
    """Return a value with what equality overlooks: types, and the order of keys."""
    if isinstance(value, dict):
        return [(key, exact(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return list, [exact(inner) for inner in value]
    return type(value), value


def agree(text: str) -> bool:
    """Compare the two readers, both ways of reading; tell whether the quick one had an answer."""
    quick = yaml_quick.read(text, scalar)
    if quick is None:
        return False
    assert exact(quick) == exact(yaml_reader.read(text))
    core = yaml_quick.read(text, core_scalar)
    assert core is not None
    assert exact(core) == exact(yaml_reader.read_core(text))
    return True


@settings(max_examples=500)
@given(blocks)
@example("a:\n- b: 1\n  c:\n  - d\n- e: 2\nf:\n    g: x\n")
@example("a: b\n c: d\n")
@example("a: b\n  - c\n")
@example("a:\n  b: 1\n c: 2\n")
@example("- a\n")
@example("a:\n- b\n  c: d\n")
def test_says_what_libyaml_says_or_nothing(text: str) -> None:
    agree(text)


def test_reads_nearly_every_real_block(corpus: Path, seeds: Path) -> None:
    read = []
    for path in (*corpus.rglob("*"), *seeds.rglob("*")):
        if path.is_file():
            document = Document.split(path.read_bytes())
            if document.format == "yaml" and document.problem is None:
                read.append(agree(document.block.decode()))
    assert sum(read) > 0.95 * len(read)


def test_reads_what_posts_are_made_of() -> None:
    text = """\
title: 'A "plain" title' # said
date: 2026-11-22T08:06:10+09:00
written: "2026-11-22"
draft: no
tags: [go, "c, d", 'e', 2]
categories:
- one
- two words
cover:
    image: /a.png
    sizes:
      - 1
      - 2.5
authors:
  - name: "say \\"hi\\""
    links:

    # one a line
    - https://example.org/#top
  - name: 名前
empty:
"""
    assert exact(yaml_quick.read(text, scalar) or {}) == exact(
        {
            "title": 'A "plain" title',
            "date": DateText("2026-11-22T08:06:10+09:00"),
            "written": "2026-11-22",
            "draft": False,
            "tags": ["go", "c, d", "e", 2],
            "categories": ["one", "two words"],
            "cover": {"image": "/a.png", "sizes": [1, 2.5]},
            "authors": [
                {"name": 'say "hi"', "links": ["https://example.org/#top"]},
                {"name": "名前"},
            ],
            "empty": None,
        }
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  b\n",
        "a: &x b\n",
        "a: [b,\n  c]\n",
        "a: {b: c}\n",
        "a: 'it''s'\n",
        'a: "\\u3042"\n',
        "a: b\n  c\n",
        "a:\tb\n",
        "{a: b}\n",
        "a: b: c\n",
        "x" * yaml_quick.SIZE + "\n",
    ],
)
def test_leaves_the_rest_to_libyaml(text: str) -> None:
    assert yaml_quick.read(text, scalar) is None


def test_is_not_held_up_by_odd_lines() -> None:
    for part in (" ", "a ", '"\\"', "[a, ", "a:", "#", "- ", ": ", "'", "a #"):
        line = "key: " + part * (yaml_quick.SIZE // len(part) // 2)
        yaml_quick.read(line + "\n" + line + ": b", scalar)


@given(st.text("0123456789-+.:_eExXabcdefinfINFNaNyYsStTrRuUlLoOn~<=", max_size=8))
def test_bare_scalars_have_the_tags_of_pyyaml_but_for_dates_and_integers(text: str) -> None:
    def tag(rules: object) -> set[str]:
        assert isinstance(rules, dict)
        found = next((tag for tag, pattern in rules.get(text[:1], ()) if pattern.match(text)), "")
        return {found} - {DATE, INT}

    ours, theirs = tag(RULES), tag(yaml.CSafeLoader.yaml_implicit_resolvers)
    assert ours == theirs or {"tag:yaml.org,2002:int", "tag:yaml.org,2002:timestamp"} & theirs
