"""Drafts: the fewest edits, merged with what others write, never lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blog.desk import Desk, Folders
from tui.blog.document import Document
from tui.blog.drafts.changes import changes
from tui.blog.drafts.draft import Draft
from tui.blog.drafts.drafts import Drafts, Kept, Typed, Work
from tui.blog.edits import Add, Remove, Set, Unset
from tui.blog.errors import FileError, FrontMatterError
from tui.blog.values import DateText, Value, same

POST = b"---\ntitle: A\ntags: [AI, b]\ncover: {image: a.png}\n---\nThe body.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "site"
    root.mkdir()
    (root / "a.md").write_bytes(POST)
    (root / "b.md").write_bytes(b"---\ntitle: B\ntags: [AI]\n---\n")
    desk = Desk.open(root, folders=Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "state"))
    desk.index.scan()
    return desk


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("a", "a", ()),
        ("a", "b", (Set(("k",), "b"),)),
        (None, "b", (Set(("k",), "b"),)),
        ("a", None, (Unset(("k",)),)),
        (1, True, (Set(("k",), True),)),
        (["a", "b"], ["a", "c"], (Remove(("k",), "b"), Add(("k",), "c"))),
        (["a"], ["a", "b"], (Add(("k",), "b"),)),
        (["a", "b"], ["b", "a"], (Set(("k",), ["b", "a"]),)),
        (["a"], [], (Set(("k",), []),)),
        (DateText("2026-01-01"), "2026-01-01", (Set(("k",), "2026-01-01"),)),
    ],
)
def test_the_fewest_edits(old: Value, new: Value, edits: tuple[object, ...]) -> None:
    assert changes(("k",), old, new) == edits


values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
)


@given(values, values)
def test_same_is_equal_in_type_too(one: Value, other: Value) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)
    if same(one, other):
        assert one == other


def test_a_draft_changes_its_fields_alone(desk: Desk) -> None:
    draft = Draft(desk, ["a.md"])
    assert not draft.changed
    draft.want(("title",), [Set(("title",), "New")])
    draft.want(("tags",), [Add(("tags",), "c")])
    assert draft.diff("a.md") == ["-title: A", "-tags: [AI, b]", "+title: New", "+tags: [AI, b, c]"]
    draft.want(("title",), ())
    assert draft.mine("a.md").data == POST.replace(b"b]", b"b, c]")


def test_several_posts_share_what_is_equal_and_differ_in_the_rest(desk: Desk) -> None:
    draft = Draft(desk, ["a.md", "b.md"])
    assert draft.values() == {"title": None, "tags": None, "cover": None}
    draft.want(("tags",), [Remove(("tags",), "AI")])
    plan = draft.plan("drop AI")
    assert [change.path.name for change in plan.changes] == ["a.md", "b.md"]


def test_what_others_write_is_taken_over_or_in_conflict(desk: Desk) -> None:
    draft = Draft(desk, ["a.md"])
    draft.want(("title",), [Set(("title",), "Mine")])
    assert draft.rebase("a.md") is None
    path = desk.locate("a.md")
    path.write_bytes(POST.replace(b"AI, b", b"AI, b, c").replace(b"The body", b"A body"))
    rebased = draft.rebase("a.md")
    assert rebased is not None
    assert rebased.taken == ("tags",)
    assert draft.mine("a.md").data == path.read_bytes().replace(b"title: A", b"title: Mine")
    path.write_bytes(path.read_bytes().replace(b"title: A", b"title: Theirs"))
    rebased = draft.rebase("a.md")
    assert rebased is not None
    assert [conflict.key for conflict in rebased.conflicts] == [("title",)]
    path.unlink()
    with pytest.raises(FileError):
        draft.rebase("a.md")


def test_a_body_at_hand_lives_on(desk: Desk) -> None:
    work = Work("a.md", POST, POST.replace(b"The body", b"My body"))
    draft = Draft(desk, ["a.md"], Kept((work,), 1.0))
    assert draft.changed
    desk.locate("a.md").write_bytes(POST.replace(b"title: A", b"title: Theirs"))
    draft.rebase("a.md")
    assert draft.mine("a.md").data == POST.replace(b"title: A", b"title: Theirs").replace(
        b"The body", b"My body"
    )


def test_a_post_that_can_not_be_read_is_edited_by_its_source(desk: Desk) -> None:
    path = desk.locate("a.md")
    path.write_bytes(b"---\ntitle: [\n---\nThe body.\n")
    draft = Draft(desk, ["a.md"])
    assert draft.source is not None
    assert not draft.changed
    draft.text = "title: []\n"
    assert draft.diff("a.md") == ["-title: [", "+title: []"]
    path.write_bytes(b"---\ntitle: [\n---\nAnother body.\n")
    assert draft.rebase("a.md") is not None
    assert draft.mine("a.md").data == b"---\ntitle: []\n---\nAnother body.\n"
    assert not desk.apply(draft.plan("mend")).failed
    assert Draft(desk, ["a.md"]).source is None


def test_another_program_may_mend_what_is_edited_by_its_source(desk: Desk) -> None:
    path = desk.locate("a.md")
    path.write_bytes(b"---\ntitle: [\n---\n")
    draft = Draft(desk, ["a.md"])
    path.write_bytes(b"---\ntitle: x\n---\n")
    rebased = draft.rebase("a.md")
    assert rebased is not None
    assert rebased.taken == ()
    assert draft.source is None
    assert draft.values() == {"title": "x"}


def test_front_matter_that_is_never_closed_is_edited_with_its_body(desk: Desk) -> None:
    path = desk.locate("a.md")
    path.write_bytes(b"---\ntitle: x\nThe body.\n")
    draft = Draft(desk, ["a.md"])
    draft.text = "---\ntitle: x\n---\nThe body.\n"
    work = Work("a.md", draft.base.data, draft.mine("a.md").data)
    again = Draft(desk, ["a.md"], Kept((work,), 1.0))
    assert again.mine("a.md").data == b"---\ntitle: x\n---\nThe body.\n"


def test_one_of_several_that_can_not_be_read_is_told(desk: Desk) -> None:
    desk.locate("a.md").write_bytes(b"---\ntitle: [\n---\n")
    with pytest.raises(FrontMatterError) as caught:
        Draft(desk, ["b.md", "a.md"])
    assert caught.value.path == "a.md"


def test_what_is_no_text_is_told(desk: Desk) -> None:
    desk.locate("a.md").write_bytes("---\ntitle: 日本語の題\n---\n本文".encode("cp932"))
    with pytest.raises(FrontMatterError, match="UTF-8"):
        Draft(desk, ["a.md"])


@pytest.mark.slow
def test_a_thousand_saves_among_the_writes_of_another_lose_nothing(desk: Desk) -> None:
    """Each side adds terms of its own and sets a field of its own; both must be there at every end."""
    chance = random.Random(7)
    path = desk.locate("a.md")
    mine: list[str] = []
    theirs: list[str] = []
    draft = Draft(desk, ["a.md"])
    saved = 0
    for step in range(1000):
        if chance.random() < 0.5:
            term = f"t{step}"
            theirs.append(term)
            text = path.read_bytes()
            path.write_bytes(text.replace(b"[AI", f"[AI, {term}".encode(), 1))
        if chance.random() < 0.5:
            term = f"m{step}"
            mine.append(term)
            draft.edits[("tags", step)] = (Add(("tags",), term),)
        if chance.random() < 0.3:
            rebased = draft.rebase("a.md")
            assert rebased is None or not rebased.conflicts
        if chance.random() < 0.3:
            outcome = desk.apply(draft.plan("save"))
            assert not outcome.conflicts
            assert not outcome.failed
            saved += 1
            draft = Draft(desk, ["a.md"])
        if len(mine) + len(theirs) > 60:  # a post with more terms than anybody has
            desk.apply(draft.plan("save"))
            found = desk.read("a.md").values["tags"]
            assert isinstance(found, list)
            assert {*mine, *theirs} <= {str(term) for term in found}
            mine, theirs = [], []
            path.write_bytes(POST)
            draft = Draft(desk, ["a.md"])
    assert saved > 200


def test_unsaved_work_outlives_the_process(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    base, mine = Document.split(POST), Document.split(POST.replace(b"title: A", b"title: B"))
    assert drafts.find("a.md") is None
    drafts.keep({"a.md": (base, mine)}, 1.0)
    drafts.keep({"a.md": (base, mine)}, 2.0)
    other = Drafts(tmp_path / "drafts")
    assert other.find("a.md") is None, "somebody works on it"
    drafts.close()
    kept = other.find("a.md")
    assert kept is not None
    assert kept.of("a.md") == (base, mine)
    assert [(one.paths, one.saved) for one in drafts.all()] == [(("a.md",), 2.0)]
    drafts.keep({"a.md": (base, base)}, 3.0)
    assert drafts.find("a.md") is None
    drafts.drop("never.md")


def test_work_on_several_posts_is_kept_as_one(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    base, mine = Document.split(POST), Document.split(b"")
    drafts.keep({"a.md": (base, mine), "b.md": (base, base)}, 1.0)
    drafts.keep({"a.md": (base, mine)}, 2.0)
    kept = drafts.find("a.md", "b.md")
    assert kept is not None
    assert kept.of("b.md") == (base, base)
    assert [one.paths for one in drafts.all()] == [("a.md",), ("a.md", "b.md")]
    drafts.drop("a.md", "b.md")
    assert [one.paths for one in drafts.all()] == [("a.md",)]


def test_what_is_typed_and_no_value_is_kept_too(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    base = Document.split(POST)
    typed = (Typed(("weight",), "3x"), Typed(("resources", 0, "src"), "'", source=True))
    drafts.keep({"a.md": (base, base)}, 1.0, typed)
    kept = drafts.find("a.md")
    assert kept is not None
    assert kept.typed == typed


def test_two_that_work_on_one_post_keep_their_work_apart(tmp_path: Path) -> None:
    base, mine, theirs = (Document.split(data) for data in (POST, b"mine", b"theirs"))
    one, two = Drafts(tmp_path), Drafts(tmp_path)
    one.keep({"a.md": (base, mine)}, 1.0)
    two.keep({"a.md": (base, theirs)}, 2.0)
    two.drop("a.md")
    two.close()
    kept = one.find("a.md")
    assert kept is not None
    assert kept.of("a.md") == (base, mine)


def test_work_that_is_taken_up_lives_on_and_is_dropped_when_it_is_saved(tmp_path: Path) -> None:
    base, mine = Document.split(POST), Document.split(b"mine")
    dead, living = Drafts(tmp_path), Drafts(tmp_path)
    dead.keep({"a.md": (base, mine)}, 1.0)
    dead.close()
    kept = living.find("a.md")
    assert kept is not None
    living.keep({"a.md": (base, base)}, 2.0)
    assert living.find("a.md") == kept, "another's work is not dropped with one's own"
    living.adopt(kept)
    assert dead.find("a.md") is None
    living.close()
    assert dead.find("a.md") is not None
    living.drop("a.md")
    assert dead.all() == []
    assert list(tmp_path.glob("*")) == [tmp_path / f"{dead.session}.lock"]


def test_a_damaged_record_counts_as_nothing(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    posts = {"a.md": (Document.split(POST), Document.split(b""))}
    drafts.keep(posts, 1.0)
    (record,) = (tmp_path / "drafts").glob("*.draft")
    record.write_bytes(b"\x81\xa4")
    assert drafts.find("a.md") is None
    assert drafts.all() == []
    drafts.keep(posts, 2.0)
    assert drafts.find("a.md") is not None


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file")
    posts = {"a.md": (Document.split(b""), Document.split(b"x"))}
    with pytest.raises(FileError, match="its folder can't be made"):
        Drafts(tmp_path / "drafts" / "site").keep(posts, 1.0)
