"""Two changes of one document: both live, or the user is asked; nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tui.blog.document import Document
from tui.blog.edits import Add, Edit, Remove, Set, Unset
from tui.blog.errors import FrontMatterError, Refused
from tui.blog.merge import ABSENT, Conflict, merge
from tui.blog.merge.fields import merge_fields
from tui.blog.merge.texts import Clash, merge_lines, merge_paragraphs
from tui.blog.values import Value, same

POST = """\
---
title: Hello   # the title
date: 2026-01-02 10:00 +0900
tags: [AI, DX]
cover:
  image: a.png
  alt: A
draft: true
---

First paragraph,
of two lines.

Second paragraph.

Third paragraph.
"""


def document(text: str) -> Document:
    return Document.split(text.encode())


BASE = document(POST)


def change(old: str, new: str, text: str = POST) -> Document:
    assert old in text
    return document(text.replace(old, new))


class TestFields:
    def test_both_live(self) -> None:
        mine = BASE.edit(Set(("title",), "Mine"))
        theirs = BASE.edit(Add(("tags",), "速報"))
        merged = merge(BASE, mine, theirs)
        assert merged.conflicts == ()
        assert merged.document.data == BASE.edit(Set(("title",), "Mine"), Add(("tags",), "速報")).data

    def test_what_is_taken_from_theirs_is_named(self) -> None:
        mine = BASE.edit(Set(("title",), "Mine"))
        theirs = change("Third", "3rd", BASE.edit(Set(("title",), "Theirs"), Unset(("draft",))).data.decode())
        merged = merge(BASE, mine, theirs)
        assert [one.key for one in merged.conflicts] == [("title",)]
        assert merged.taken == ("draft", "body")
        assert merge(BASE, mine, change("draft: true", "draft: [")).taken == ()

    def test_a_body_that_is_to_be_decided_is_not_named_as_taken(self) -> None:
        merged = merge(BASE, change("Third", "My third"), change("Third", "Their third"))
        assert [conflict.part for conflict in merged.conflicts] == ["body"]
        assert merged.taken == ()

    def test_the_same_change_on_both_sides_is_no_conflict_though_it_can_not_be_read(self) -> None:
        torn = change("draft: true\n---\n", "draft: true\n")
        assert torn.problem
        merged = merge(BASE, torn, torn)
        assert (merged.document.data, merged.conflicts) == (torn.data, ())

    def test_neighbours_in_a_map(self) -> None:
        mine, theirs = BASE.edit(Set(("cover", "image"), "b.png")), BASE.edit(Set(("cover", "alt"), "B"))
        merged = merge(BASE, mine, theirs)
        assert merged.conflicts == ()
        assert merged.document.values["cover"] == {"image": "b.png", "alt": "B"}

    def test_terms_of_both(self) -> None:
        mine = BASE.edit(Add(("tags",), "mine"), Remove(("tags",), "AI"))
        theirs = BASE.edit(Add(("tags",), "theirs"))
        merged = merge(BASE, mine, theirs)
        assert merged.conflicts == ()
        assert merged.document.values["tags"] == ["DX", "theirs", "mine"]

    def test_a_term_that_is_put_in_front_is_not_taken_for_one_behind(self) -> None:
        mine, theirs = BASE.edit(Set(("tags",), ["mine", "AI", "DX"])), BASE.edit(Add(("tags",), "theirs"))
        merged = merge(BASE, mine, theirs)
        assert [one.key for one in merged.conflicts] == [("tags",)]
        assert merged.resolve({0}).values["tags"] == ["mine", "AI", "DX"]

    def test_added_and_removed(self) -> None:
        mine, theirs = BASE.edit(Unset(("draft",))), BASE.edit(Set(("slug",), "hello"))
        merged = merge(BASE, mine, theirs)
        assert "draft" not in merged.document.values
        assert merged.document.values["slug"] == "hello"

    def test_comments_of_both_are_kept(self) -> None:
        mine = change("tags:", "# mine\ntags:", change("Hello", "Mine").data.decode())
        theirs = change("draft: true", "draft: false   # theirs")
        merged = merge(BASE, mine, theirs)
        assert merged.conflicts == ()
        text = merged.document.data.decode()
        assert all(part in text for part in ("# mine\ntags", "title: Mine", "false   # theirs"))

    @pytest.mark.parametrize(
        ("mine", "theirs", "conflict"),
        [
            (Set(("title",), "M"), Set(("title",), "T"), Conflict("field", ("title",), "Hello", "M", "T")),
            (Unset(("draft",)), Set(("draft",), False), Conflict("field", ("draft",), True, ABSENT, False)),
            (Set(("slug",), "m"), Set(("slug",), "t"), Conflict("field", ("slug",), ABSENT, "m", "t")),
            (
                Set(("cover", "image"), "m.png"),
                Set(("cover", "image"), "t.png"),
                Conflict("field", ("cover", "image"), "a.png", "m.png", "t.png"),
            ),
            (
                Set(("tags",), ["DX", "AI"]),
                Set(("tags",), ["AI"]),
                Conflict("field", ("tags",), ["AI", "DX"], ["DX", "AI"], ["AI"]),
            ),
        ],
    )
    def test_conflict(self, mine: Edit, theirs: Edit, conflict: Conflict) -> None:
        left, right = BASE.edit(mine, Set(("weight",), 1)), BASE.edit(theirs)
        merged = merge(BASE, left, right)
        assert merged.conflicts == (conflict,)
        assert merged.document.data == right.edit(Set(("weight",), 1)).data
        assert merged.resolve([]) == merged.document
        assert same(merged.resolve([0]).values, right.edit(mine, Set(("weight",), 1)).values)

    def test_a_comment_is_never_dropped_silently(self) -> None:
        mine = change("title: Hello   # the title", "# mine\ntitle: Mine")
        theirs = change("Hello   # the title", "Theirs")
        merged = merge(BASE, mine, theirs)
        assert [conflict.part for conflict in merged.conflicts] == ["front matter"]
        assert merged.document == theirs
        assert merged.resolve([0]) == mine

    def test_front_matter_that_can_not_be_read(self) -> None:
        theirs = change("draft: true", "draft: [")
        merged = merge(BASE, BASE.edit(Set(("title",), "Mine")), theirs)
        assert [conflict.part for conflict in merged.conflicts] == ["front matter"]
        assert merged.document == theirs

    def test_a_file_that_is_no_text_any_more(self) -> None:
        theirs = Document.split(b"\xff\xfeh\x00i\x00")
        mine = BASE.edit(Set(("title",), "Mine"))
        merged = merge(BASE, mine, theirs)
        assert [conflict.part for conflict in merged.conflicts] == ["file"]
        assert merged.document == theirs
        assert merged.resolve([0]) == mine

    def test_a_first_block(self) -> None:
        base = document("One.\n\nTwo.\n")
        mine, theirs = base.edit(Set(("title",), "Mine")), document("One.\n\n2.\n")
        merged = merge(base, mine, theirs)
        assert merged.conflicts == ()
        assert merged.document.body.lstrip() == theirs.body
        assert merged.document.values == {"title": "Mine"}

    def test_toml_and_json(self) -> None:
        for text in ('+++\ntitle = "a"\ntags = ["x"]\n+++\n', '{\n  "title": "a",\n  "tags": ["x"]\n}\n'):
            base = document(text)
            merged = merge(base, base.edit(Set(("title",), "b")), base.edit(Add(("tags",), "y")))
            assert merged.conflicts == ()
            assert merged.document.values == {"title": "b", "tags": ["x", "y"]}


class TestBody:
    def test_body_and_fields(self) -> None:
        theirs = change("Second", "Zweiter")
        merged = merge(BASE, BASE.edit(Set(("title",), "Mine")), theirs)
        assert merged.conflicts == ()
        assert merged.document.data == theirs.edit(Set(("title",), "Mine")).data

    def test_two_paragraphs(self) -> None:
        merged = merge(BASE, change("First", "1st"), change("Third", "3rd"))
        assert merged.conflicts == ()
        assert merged.document.data == POST.replace("First", "1st").replace("Third", "3rd").encode()

    def test_one_paragraph_is_never_mixed(self) -> None:
        mine, theirs = change("First paragraph", "Mine"), change("two lines", "theirs")
        merged = merge(BASE, mine, theirs)
        assert merged.conflicts == (
            Conflict(
                "body",
                (),
                "First paragraph,\nof two lines.\n",
                "Mine,\nof two lines.\n",
                "First paragraph,\nof theirs.\n",
            ),
        )
        assert merged.document == theirs
        assert merged.resolve([0]) == mine

    def test_several_conflicts(self) -> None:
        mine = change("First", "1", change("Third", "3", change("Hello", "Mine").data.decode()).data.decode())
        theirs = change(
            "First", "I", change("Third", "III", change("Hello", "T").data.decode()).data.decode()
        )
        merged = merge(BASE, mine, theirs)
        assert [conflict.part for conflict in merged.conflicts] == ["field", "body", "body"]
        assert merged.resolve([0, 1, 2]) == mine
        assert merged.resolve([2]).data == theirs.data.replace(b"III", b"3")

    def test_bytes_that_are_no_text(self) -> None:
        base = Document.split(b"---\na: 1\n---\n" + "日本語\n".encode() * 99 + b"\xff\n\nx\n\n\xfe\n")
        mine = Document.split(base.data.replace(b"x", b"\xf0"))
        theirs = Document.split(base.data.replace(b"\xfe", b"\xfd"))
        merged = merge(base, mine, theirs)
        assert merged.conflicts == ()
        assert merged.document.data.endswith(b"\xff\n\n\xf0\n\n\xfd\n")


TEXTS = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"\n", b"d"]), max_size=8).map(b"".join)


def joined(segments: list[bytes | Clash]) -> bytes | None:
    parts = [one for one in segments if isinstance(one, bytes)]
    return b"".join(parts) if len(parts) == len(segments) else None


class TestTexts:
    @given(TEXTS, TEXTS)
    def test_one_side_alone(self, base: bytes, side: bytes) -> None:
        for merge_texts in (merge_lines, merge_paragraphs):
            assert joined(merge_texts(base, side, base)) == side
            assert joined(merge_texts(base, base, side)) == side
            assert joined(merge_texts(base, side, side)) == side

    @given(TEXTS, TEXTS, TEXTS)
    def test_nothing_is_lost(self, base: bytes, mine: bytes, theirs: bytes) -> None:
        for merge_texts in (merge_lines, merge_paragraphs):
            segments = merge_texts(base, mine, theirs)
            left = b"".join(one if isinstance(one, bytes) else one.mine for one in segments)
            right = b"".join(one if isinstance(one, bytes) else one.theirs for one in segments)
            for side, kept in ((mine, left), (theirs, right)):
                for word in set(side.split()):
                    added = side.split().count(word) - base.split().count(word)
                    assert kept.split().count(word) >= min(added, 1) * (added > 0)

    def test_neighbours_do_not_meet(self) -> None:
        assert joined(merge_lines(b"a\nb\n", b"A\nb\n", b"a\nB\n")) == b"A\nB\n"

    def test_nothing_follows_a_text_without_a_line_end(self) -> None:
        assert merge_lines(b"a\n", b"d", b"a\na\n") == [Clash(b"a\n", b"d", b"a\na\n")]

    @given(TEXTS, TEXTS, TEXTS)
    def test_sides_are_equal(self, base: bytes, mine: bytes, theirs: bytes) -> None:
        one, other = merge_lines(base, mine, theirs), merge_lines(base, theirs, mine)
        assert joined(one) == joined(other)


VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "b", "速報", "1", "true", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.dictionaries(st.sampled_from(["title", "tags", "cover", "draft"]), VALUES, max_size=4)


class TestValues:
    @given(FIELDS, FIELDS)
    def test_one_side_alone(self, base: dict[str, Value], side: dict[str, Value]) -> None:
        assert merge_fields(base, base, side).edits == []
        assert merge_fields(base, side, side).edits == []
        assert merge_fields(base, base, side).clashes == merge_fields(base, side, side).clashes == []
        assert merge_fields(base, side, base).clashes == []

    @settings(max_examples=60)
    @given(FIELDS, FIELDS, FIELDS)
    def test_documents(self, base: dict[str, Value], left: dict[str, Value], right: dict[str, Value]) -> None:
        """What one side alone did to a field is there; what both did is there or in conflict."""
        start = document("---\n---\n\nBody.\n")
        try:
            old = start.edit(*(Set((name,), value) for name, value in base.items()))
            mine = old.edit(*to(base, left))
            theirs = old.edit(*to(base, right))
        except (Refused, FrontMatterError):
            assume(False)
        merged = merge(old, mine, theirs)
        for document_, other in ((mine, theirs), (theirs, mine)):
            assert merge(old, document_, old).document == document_
            assert merge(old, old, document_).document == document_
            assert merge(old, document_, document_).document == document_
            assert merge(old, other, document_).resolve([]).problem is None
        if any(conflict.part != "field" for conflict in merged.conflicts):
            return
        clashed = {conflict.key[0] for conflict in merged.conflicts}
        values = merged.document.values
        for name in {*base, *left, *right} - clashed:
            b, m, t = (side.get(name, ABSENT) for side in (old.values, mine.values, theirs.values))
            if same(m, b):
                assert same(values.get(name, ABSENT), t)
            elif same(t, b):
                assert same(values.get(name, ABSENT), m)


def to(before: dict[str, Value], after: dict[str, Value]) -> list[Edit]:
    gone: list[Edit] = [Unset((name,)) for name in before if name not in after]
    return gone + [Set((name,), value) for name, value in after.items()]
